package dev.gatehouse.autoconfigure.health;

import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
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
            require(known.contains(name), "required", name, known);
        }
        for (String name : properties.optional()) {
            require(known.contains(name) || name.equals("*"), "optional", name, known);
        }
        for (String name : properties.parts().keySet()) {
            require(known.stream().anyMatch(name::equalsIgnoreCase), "parts", name, known);
        }
    }

    private static void require(boolean isKnown, String property, String name, List<String> known) {
        if (!isKnown) {
            throw new InvalidConfigurationPropertyValueException(
                    HealthProperties.PREFIX + property,
                    name,
                    "There is no such part. Name a health contributor: " + String.join(", ", known) + ".");
        }
    }
}
