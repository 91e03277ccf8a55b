package dev.gatehouse.autoconfigure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Reports a property that holds a secret and cannot be used: which, from where and why, but not its value. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SecretPropertyFailureAnalyzer extends AbstractFailureAnalyzer<SecretPropertyException> {

    private final Environment environment;

    SecretPropertyFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SecretPropertyException cause) {
        ConfigurationProperty found = find(cause.property());
        Object origin = found == null || found.getOrigin() == null ? "unknown" : found.getOrigin();
        String description = """
                A property of Gatehouse cannot be used:

                    Property: %s
                    Value: not shown, it may hold a secret
                    Origin: %s
                    Reason: %s""".formatted(cause.property(), origin, cause.reason());
        return new FailureAnalysis(description, "Change " + cause.property() + " as the reason says.", cause);
    }

    /** Looks for the property itself and for the first entry of a list. */
    private @Nullable ConfigurationProperty find(String name) {
        for (String candidate : List.of(name, name + "[0]")) {
            ConfigurationPropertyName wanted = ConfigurationPropertyName.of(candidate);
            for (var source : ConfigurationPropertySources.get(environment)) {
                ConfigurationProperty property = source.getConfigurationProperty(wanted);
                if (property != null) {
                    return property;
                }
            }
        }
        return null;
    }
}
