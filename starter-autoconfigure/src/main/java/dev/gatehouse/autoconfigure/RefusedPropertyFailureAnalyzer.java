package dev.gatehouse.autoconfigure;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Reports a property of Gatehouse that is needed and not set, or that was read and whose value was refused then, by the
 * properties themselves or by the bean that is made of them: in the same form as one that cannot be read.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RefusedPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigurationPropertyValueException> {

    private final Environment environment;

    RefusedPropertyFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(
            Throwable rootFailure, InvalidConfigurationPropertyValueException cause) {
        String name = cause.getName();
        if (!name.startsWith("gatehouse.")) {
            return null;
        }
        ConfigurationProperty found = PropertyReport.find(environment, name);
        if (cause.getValue() == null && found == null && !mayBeSetBelow(name)) {
            return new FailureAnalysis(
                    PropertyReport.missing(name, cause.getReason()), "Set " + name + " as the reason says.", cause);
        }
        String reason = Objects.requireNonNullElse(cause.getReason(), "The value cannot be used.");
        return new FailureAnalysis(
                PropertyReport.unusable(name, value(cause, found), found, reason),
                "Change " + name + " as the reason says, or remove it to use the default.",
                cause);
    }

    /** As it was written, unless it was kept out of the exception. */
    private static String value(
            InvalidConfigurationPropertyValueException cause, @Nullable ConfigurationProperty found) {
        if (cause.getValue() == null) {
            return PropertyReport.HIDDEN;
        }
        return "\"" + (found == null ? cause.getValue() : found.getValue()) + "\"";
    }

    /** A list or map, whose values were kept out of the exception because they may be secrets. */
    private boolean mayBeSetBelow(String name) {
        ConfigurationPropertyName parent = ConfigurationPropertyName.ofIfValid(name);
        if (parent == null) {
            return true;
        }
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source.containsDescendantOf(parent) == ConfigurationPropertyState.PRESENT) {
                return true;
            }
        }
        return false;
    }
}
