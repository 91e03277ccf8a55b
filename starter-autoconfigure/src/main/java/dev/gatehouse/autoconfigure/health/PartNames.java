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
        check("required", properties.required(), known);
        check("optional", properties.optional(), known);
    }

    private static void check(String property, List<String> names, List<String> known) {
        for (String name : names) {
            if (!known.contains(name) && !(name.equals("*") && property.equals("optional"))) {
                throw new InvalidConfigurationPropertyValueException(
                        HealthProperties.PREFIX + property,
                        name,
                        "There is no such part. Name a health contributor: " + String.join(", ", known) + ".");
            }
        }
    }
}
