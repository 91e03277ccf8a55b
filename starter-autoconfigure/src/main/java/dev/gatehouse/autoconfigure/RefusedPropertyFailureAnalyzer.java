package dev.gatehouse.autoconfigure;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Reports a property of Gatehouse that was read and whose value was refused then, by the properties themselves or by the bean
 * that is made of them: in the same form as one that cannot be read.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RefusedPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigurationPropertyValueException> {

    private static final String HIDDEN = "not shown, it may hold a secret";

    private final Environment environment;

    RefusedPropertyFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(
            Throwable rootFailure, InvalidConfigurationPropertyValueException cause) {
        if (!cause.getName().startsWith("gatehouse.")) {
            return null;
        }
        ConfigurationProperty found = find(cause.getName());
        String reason = Objects.requireNonNullElse(cause.getReason(), "The value cannot be used.");
        return new FailureAnalysis(
                description(cause.getName(), value(cause, found), found, reason),
                "Change " + cause.getName() + " as the reason says, or remove it to use the default.",
                cause);
    }

    /** As it was written, unless it was kept out of the exception. */
    private static String value(
            InvalidConfigurationPropertyValueException cause, @Nullable ConfigurationProperty found) {
        if (cause.getValue() == null) {
            return HIDDEN;
        }
        return "\"" + (found == null ? cause.getValue() : found.getValue()) + "\"";
    }

    private @Nullable ConfigurationProperty find(String name) {
        ConfigurationPropertyName wanted = ConfigurationPropertyName.ofIfValid(name);
        if (wanted == null) {
            return null;
        }
        for (var source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty property = source.getConfigurationProperty(wanted);
            if (property != null) {
                return property;
            }
        }
        return null;
    }

    /** The one form of all reports of a property, whoever refuses its value. */
    static String description(
            String name, String shownValue, @Nullable ConfigurationProperty property, @Nullable String reason) {
        return """
                A property of Gatehouse cannot be used:

                    Property: %s
                    Value: %s
                    Origin: %s
                    Reason: %s""".formatted(name, shownValue, origin(property), reason);
    }

    static Object origin(@Nullable ConfigurationProperty property) {
        return property == null || property.getOrigin() == null ? "unknown" : property.getOrigin();
    }
}
