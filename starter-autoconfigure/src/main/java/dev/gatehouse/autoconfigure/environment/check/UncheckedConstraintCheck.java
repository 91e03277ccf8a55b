package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.validation.annotation.Validated;

/** WEB019: constraints of ours that nothing checks, since Bean Validation is missing. They compile and start all the same. */
final class UncheckedConstraintCheck implements Check {

    /** What Spring Boot asks for, too, before it has a validator. */
    private static final String PROVIDER = "META-INF/services/jakarta.validation.spi.ValidationProvider";

    private final ConfigurableListableBeanFactory beans;

    UncheckedConstraintCheck(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public List<Finding> check(CheckContext context) {
        if (isBeanValidationPresent()) {
            return List.of();
        }
        return Arrays.stream(beans.getBeanDefinitionNames())
                .filter(name -> !ScopedProxyUtils.isScopedTarget(name))
                .map(name -> finding(name, context))
                .filter(Objects::nonNull)
                .toList();
    }

    private boolean isBeanValidationPresent() {
        ClassLoader loader = Objects.requireNonNull(beans.getBeanClassLoader());
        return ClassUtils.isPresent("jakarta.validation.Validator", loader) && loader.getResource(PROVIDER) != null;
    }

    private @Nullable Finding finding(String bean, CheckContext context) {
        Class<?> type = AutoProxyUtils.determineTargetClass(beans, bean);
        if (type == null || !isValidated(type)) {
            return null;
        }
        List<String> methods = constrained(ClassUtils.getUserClass(type)).toList();
        return methods.isEmpty()
                ? null
                : new Finding(
                        "WEB019",
                        context.severity(Severity.ERROR),
                        "bean " + bean,
                        null,
                        "Nothing checks @MaxBatchSize, @ValidName and @ValidUpload, since Bean Validation is missing: every size,"
                                + " name and file passes " + String.join(", ", methods) + ".",
                        "Add the dependency org.springframework.boot:spring-boot-starter-validation.",
                        List.of());
    }

    /** Whether Bean Validation would look at its methods. */
    private static boolean isValidated(Class<?> type) {
        return AnnotatedElementUtils.hasAnnotation(type, Controller.class)
                || AnnotatedElementUtils.hasAnnotation(type, Validated.class);
    }

    /** Inherited ones and those of interfaces are handlers, too. */
    private static Stream<String> constrained(Class<?> type) {
        return MethodIntrospector.selectMethods(type, Constrained::is).stream()
                .map(Method::getName)
                .distinct()
                .sorted();
    }
}
