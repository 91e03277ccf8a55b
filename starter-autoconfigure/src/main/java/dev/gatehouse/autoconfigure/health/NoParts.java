package dev.gatehouse.autoconfigure.health;

import java.util.Collection;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Stops the start if the configuration speaks of parts where there cannot be any: the service would be ready without them. */
final class NoParts implements SmartInitializingSingleton {

    private final HealthProperties properties;

    NoParts(HealthProperties properties) {
        this.properties = properties;
    }

    @Override
    public void afterSingletonsInstantiated() {
        requireNone("required", properties.required());
        requireNone("optional", properties.optional());
        requireNone("parts", properties.parts().keySet());
        requireNone("storage.paths", properties.storage().paths());
    }

    private static void requireNone(String property, Collection<String> values) {
        if (!values.isEmpty()) {
            throw new InvalidConfigurationPropertyValueException(
                    HealthProperties.PREFIX + property,
                    String.join(", ", values),
                    "Parts need Spring Boot's health. Add the dependency"
                            + " org.springframework.boot:spring-boot-starter-actuator.");
        }
    }
}
