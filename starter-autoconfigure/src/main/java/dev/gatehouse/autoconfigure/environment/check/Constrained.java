package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.batch.MaxBatchSize;
import dev.gatehouse.name.ValidName;
import dev.gatehouse.upload.ValidUpload;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.core.annotation.MergedAnnotations;

/** Whether what a method takes or returns bears a constraint of ours, itself or somewhere inside of it. */
final class Constrained {

    private static final List<Class<? extends Annotation>> OURS =
            List.of(MaxBatchSize.class, ValidName.class, ValidUpload.class);

    /** Types of these bear none, and lead to many others. */
    private static final List<String> FOREIGN = List.of("java.", "javax.", "jakarta.", "org.springframework.");

    private final Set<Class<?>> seen = new HashSet<>();

    private Constrained() {}

    static boolean is(Method method) {
        Constrained inside = new Constrained();
        return bears(method)
                || Arrays.stream(new AnnotatedMethod(method).getMethodParameters())
                        .anyMatch(Constrained::bears)
                || Arrays.stream(method.getAnnotatedParameterTypes()).anyMatch(inside::isConstrained);
    }

    private static boolean bears(AnnotatedElement element) {
        return areThere(MergedAnnotations.from(element));
    }

    /** Those of an interface that declares the method count, too. */
    private static boolean bears(MethodParameter parameter) {
        return areThere(MergedAnnotations.from(parameter.getParameterAnnotations()));
    }

    private static boolean areThere(MergedAnnotations annotations) {
        return OURS.stream().anyMatch(annotations::isPresent);
    }

    private boolean isConstrained(AnnotatedType type) {
        return bears(type)
                || parts(type).anyMatch(this::isConstrained)
                || hasConstrainedFields(ResolvableType.forType(type.getType()).resolve());
    }

    private static Stream<AnnotatedType> parts(AnnotatedType type) {
        if (type instanceof AnnotatedParameterizedType generic) {
            return Arrays.stream(generic.getAnnotatedActualTypeArguments());
        }
        if (type instanceof AnnotatedArrayType array) {
            return Stream.of(array.getAnnotatedGenericComponentType());
        }
        return type instanceof AnnotatedWildcardType wildcard
                ? Arrays.stream(wildcard.getAnnotatedUpperBounds())
                : Stream.empty();
    }

    private boolean hasConstrainedFields(@Nullable Class<?> type) {
        if (type == null || isForeign(type) || !seen.add(type)) {
            return false;
        }
        try {
            return Arrays.stream(type.getDeclaredFields()).anyMatch(this::isConstrained)
                    || Arrays.stream(type.getDeclaredMethods()).anyMatch(Constrained::bears)
                    || hasConstrainedFields(type.getSuperclass());
        } catch (LinkageError | TypeNotPresentException e) {
            // A type of a library that names what is not on the class path: no class of the service.
            return false;
        }
    }

    private boolean isConstrained(Field field) {
        return bears(field) || isConstrained(field.getAnnotatedType());
    }

    private static boolean isForeign(Class<?> type) {
        return type.isPrimitive()
                || type.isArray()
                || type.isEnum()
                || FOREIGN.stream().anyMatch(type.getName()::startsWith);
    }
}
