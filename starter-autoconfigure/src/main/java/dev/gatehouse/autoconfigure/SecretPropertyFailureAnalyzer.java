package dev.gatehouse.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
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
        String name = cause.property();
        return new FailureAnalysis(
                PropertyReport.unusable(name, PropertyReport.HIDDEN, find(name), cause.reason()),
                "Change " + name + " as the reason says.",
                cause);
    }

    /** Looks for the property itself and for the first entry of a list. */
    private @Nullable ConfigurationProperty find(String name) {
        ConfigurationProperty property = PropertyReport.find(environment, name);
        return property != null ? property : PropertyReport.find(environment, name + "[0]");
    }
}
