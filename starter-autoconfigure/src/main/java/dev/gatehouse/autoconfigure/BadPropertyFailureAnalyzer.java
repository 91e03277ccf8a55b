package dev.gatehouse.autoconfigure;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/** Reports a property of Gatehouse whose value cannot be used: which, from where, why, and what to write instead. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class BadPropertyFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private static final String PREFIX = "gatehouse";

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        ConfigurationProperty property = cause.getProperty();
        boolean ours = cause.getName().toString().startsWith(PREFIX)
                && !(cause.getCause() instanceof UnboundConfigurationPropertiesException);
        if (!ours || property == null) {
            return null;
        }
        String description = """
                A property of Gatehouse cannot be used:

                    Property: %s
                    Value: "%s"
                    Origin: %s
                    Reason: %s""".formatted(property.getName(), property.getValue(), origin(property), reason(cause));
        return new FailureAnalysis(description, remedy(cause, property), cause);
    }

    private static String origin(ConfigurationProperty property) {
        return property.getOrigin() != null ? property.getOrigin().toString() : "unknown";
    }

    /** The innermost message is the one that a value type wrote for the reader. */
    private static @Nullable String reason(BindException cause) {
        if (cause.getTarget().getType().resolve(Object.class).isEnum()) {
            return "The value is none of those that are known.";
        }
        return NestedExceptionUtils.getMostSpecificCause(cause).getMessage();
    }

    private static String remedy(BindException cause, ConfigurationProperty property) {
        return "Change " + property.getName() + form(cause.getTarget().getType().resolve(Object.class));
    }

    private static String form(Class<?> wanted) {
        Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(wanted);
        if (type == Boolean.class) {
            return " to true or false.";
        }
        if (type == Integer.class || type == Long.class) {
            return " to a whole number.";
        }
        if (type == Duration.class) {
            return " to a duration with its unit, e.g. 500ms, 10s or 5m.";
        }
        if (type == DataSize.class) {
            return " to a size with its unit, e.g. 512KB or 10MB.";
        }
        if (type.isEnum()) {
            return " to one of: " + names(type) + ".";
        }
        return " as the reason says, or remove it to use the default.";
    }

    private static String names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant ->
                        ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }
}
