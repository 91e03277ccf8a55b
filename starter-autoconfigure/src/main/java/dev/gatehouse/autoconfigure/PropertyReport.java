package dev.gatehouse.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;

/** The one form of all reports of a property, whoever refuses its value. */
final class PropertyReport {

    /** Stands for a value that was kept out of the exception. */
    static final String HIDDEN = "not shown, it may hold a secret";

    private PropertyReport() {}

    static String unusable(
            String name, String shownValue, @Nullable ConfigurationProperty property, @Nullable String reason) {
        return """
                A property of Gatehouse cannot be used:

                    Property: %s
                    Value: %s
                    Origin: %s
                    Reason: %s""".formatted(name, shownValue, origin(property), reason);
    }

    /** There is no value to show, and no place where it stands. */
    static String missing(String name, @Nullable String reason) {
        return """
                A property of Gatehouse is needed and not set:

                    Property: %s
                    Reason: %s""".formatted(name, reason);
    }

    static Object origin(@Nullable ConfigurationProperty property) {
        return property == null || property.getOrigin() == null ? "unknown" : property.getOrigin();
    }

    /** As it was written. */
    static @Nullable ConfigurationProperty find(Environment environment, String name) {
        ConfigurationPropertyName wanted = ConfigurationPropertyName.ofIfValid(name);
        if (wanted == null) {
            return null;
        }
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty property = source.getConfigurationProperty(wanted);
            if (property != null) {
                return property;
            }
        }
        return null;
    }
}
