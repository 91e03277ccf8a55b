package dev.gatehouse.autoconfigure.health;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Stops the start if the configuration names a part that is not there: it would protect nothing. */
final class PartNames implements SmartInitializingSingleton {

    private final HealthProperties properties;
    private final ContributorChecks checks;

    PartNames(HealthProperties properties, ContributorChecks checks) {
        this.properties = properties;
        this.checks = checks;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<String> known = checks.names();
        for (String name : properties.required()) {
            require(known.contains(name), "required", name, name, known);
        }
        for (String name : properties.optional()) {
            require(known.contains(name) || name.equals("*"), "optional", name, name, known);
        }
        properties.parts().forEach((name, times) -> {
            boolean isTimeout = times.timeout() != null;
            String property = "parts" + written(name) + (isTimeout ? ".timeout" : ".cache");
            Duration value = isTimeout ? times.timeout() : times.cache();
            require(known.stream().anyMatch(name::equalsIgnoreCase), property, value, name, known);
        });
    }

    private static String written(String name) {
        return ConfigurationPropertyName.isValid(name) ? "." + name : "[" + name + "]";
    }

    /** By its whole name the property is found where it stands, and so is its origin. */
    private static void require(
            boolean isKnown, String property, @Nullable Object value, String name, List<String> known) {
        if (!isKnown) {
            throw new InvalidConfigurationPropertyValueException(
                    HealthProperties.PREFIX + property,
                    value,
                    "There is no part '" + name + "'. Name a health contributor: " + String.join(", ", known) + ".");
        }
    }
}
