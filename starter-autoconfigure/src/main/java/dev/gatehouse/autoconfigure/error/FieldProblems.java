package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.error.FieldProblem;
import dev.gatehouse.error.InvalidValueException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.RequestBody;

/** Says which field is wrong and how, without the rejected value and without the name of a class. */
final class FieldProblems {

    private static final String INVALID = "Is not valid.";
    private static final int MAX_CAUSES = 8;

    private final FieldNames names;

    FieldProblems(FieldNames names) {
        this.names = names;
    }

    static FieldProblem required(String field) {
        return new FieldProblem(field, "Is required.", "required");
    }

    List<FieldProblem> of(BindException invalid) {
        Type body = invalid instanceof MethodArgumentNotValidException argument ? body(argument.getParameter()) : null;
        return invalid.getAllErrors().stream().map(error -> of("", error, body)).toList();
    }

    List<FieldProblem> of(MethodValidationResult result) {
        List<FieldProblem> problems = new ArrayList<>();
        for (ParameterValidationResult parameter : result.getParameterValidationResults()) {
            String prefix = prefix(parameter);
            for (MessageSourceResolvable error : parameter.getResolvableErrors()) {
                problems.add(
                        parameter instanceof ParameterErrors errors && error instanceof ObjectError objectError
                                ? of(errors.getContainer() == null ? "" : prefix, objectError, body(errors))
                                : new FieldProblem(prefix, message(error), code(error)));
            }
        }
        for (MessageSourceResolvable error : result.getCrossParameterValidationResults()) {
            problems.add(new FieldProblem("", message(error), code(error)));
        }
        return problems;
    }

    static FieldProblem of(TypeMismatchException mismatch) {
        String field = mismatch.getPropertyName() == null ? "" : mismatch.getPropertyName();
        InvalidValueException invalid = invalidValue(mismatch);
        return invalid == null ? typeMismatch(field, mismatch.getRequiredType()) : invalid.at(field);
    }

    static FieldProblem typeMismatch(String field, @Nullable Class<?> wanted) {
        return new FieldProblem(field, wantedForm(wanted), "type_mismatch");
    }

    /** What a value type said about its text, in words meant for the client. */
    static @Nullable InvalidValueException invalidValue(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof InvalidValueException invalid) {
                return invalid;
            }
            cause = cause.getCause();
        }
        return null;
    }

    private FieldProblem of(String prefix, ObjectError error, @Nullable Type body) {
        if (!(error instanceof FieldError fieldError)) {
            return new FieldProblem(prefix, message(error), code(error));
        }
        String name = body == null ? fieldError.getField() : names.translate(body, fieldError.getField());
        String field = prefix.isEmpty() ? name : prefix + "." + name;
        if (!fieldError.isBindingFailure()) {
            return new FieldProblem(field, message(error), code(error));
        }
        InvalidValueException invalid = fieldError.contains(TypeMismatchException.class)
                ? invalidValue(fieldError.unwrap(TypeMismatchException.class))
                : null;
        return invalid == null ? typeMismatch(field, null) : invalid.at(field);
    }

    /** What the fields of the parameter belong to, if they came in a body; null for form fields and parameters. */
    private static @Nullable Type body(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(RequestBody.class) ? parameter.getGenericParameterType() : null;
    }

    private static @Nullable Type body(ParameterErrors errors) {
        Object element = errors.getArgument();
        boolean inBody = errors.getMethodParameter().hasParameterAnnotation(RequestBody.class);
        return inBody && element != null ? element.getClass() : null;
    }

    private static String prefix(ParameterValidationResult result) {
        String name = name(result.getMethodParameter());
        if (result.getContainerIndex() != null) {
            return name + "[" + result.getContainerIndex() + "]";
        }
        return name;
    }

    /** The name a client knows: that of the annotation, else that of the parameter. */
    private static String name(MethodParameter parameter) {
        for (Annotation annotation : parameter.getParameterAnnotations()) {
            if (annotation.annotationType().getName().startsWith("org.springframework.web.bind.annotation.")) {
                Annotation merged = AnnotatedElementUtils.getMergedAnnotation(
                        AnnotatedElementUtils.forAnnotations(annotation), annotation.annotationType());
                Object name = merged == null ? null : AnnotationUtils.getValue(merged, "name");
                if (name instanceof String text && StringUtils.hasText(text)) {
                    return text;
                }
            }
        }
        String name = parameter.getParameterName();
        return name == null ? "" : name;
    }

    private static String message(MessageSourceResolvable error) {
        String message = error.getDefaultMessage();
        return message == null ? INVALID : message;
    }

    /** The last code is the bare one: the name of the constraint. */
    private static String code(MessageSourceResolvable error) {
        String[] codes = error.getCodes();
        return codes == null || codes.length == 0 ? "invalid" : snakeCase(codes[codes.length - 1]);
    }

    static String snakeCase(String name) {
        StringBuilder snake = new StringBuilder(name.length() + 4);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c) && i > 0 && Character.isLowerCase(name.charAt(i - 1))) {
                snake.append('_');
            }
            snake.append(Character.isLetterOrDigit(c) ? c : '_');
        }
        return snake.toString().toLowerCase(Locale.ROOT);
    }

    private static String wantedForm(@Nullable Class<?> wanted) {
        if (wanted == null) {
            return "Has the wrong type.";
        }
        Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(wanted);
        if (Number.class.isAssignableFrom(type)) {
            return "Must be a number.";
        }
        if (type == Boolean.class) {
            return "Must be true or false.";
        }
        if (type == UUID.class) {
            return "Must be a UUID.";
        }
        if (type.isEnum()) {
            return "Is none of the allowed values.";
        }
        if (TemporalAccessor.class.isAssignableFrom(type) || Date.class.isAssignableFrom(type)) {
            return "Must be a date or time in ISO 8601 form.";
        }
        return "Has the wrong type.";
    }
}
