package dev.gatehouse.autoconfigure;

import org.jspecify.annotations.Nullable;
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

/** Reports a property of Gatehouse that is needed and not set: there is no value to show, and no place where it stands. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MissingPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigurationPropertyValueException> {

    private final Environment environment;

    MissingPropertyFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(
            Throwable rootFailure, InvalidConfigurationPropertyValueException cause) {
        String name = cause.getName();
        if (!name.startsWith("gatehouse.") || cause.getValue() != null || isSet(name)) {
            return null;
        }
        return new FailureAnalysis(
                """
                A property of Gatehouse is needed and not set:

                    Property: %s
                    Reason: %s""".formatted(name, cause.getReason()), "Set " + name + " as the reason says.", cause);
    }

    /** A value may be kept out of the exception because it is a secret. */
    private boolean isSet(String name) {
        ConfigurationPropertyName wanted = ConfigurationPropertyName.of(name);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source.getConfigurationProperty(wanted) != null
                    || source.containsDescendantOf(wanted) == ConfigurationPropertyState.PRESENT) {
                return true;
            }
        }
        return false;
    }
}
