package dev.gatehouse.autoconfigure.health;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.info.BuildProperties;
import org.springframework.core.env.Environment;

/** The name of the service and its version, as far as they are known. */
final class ServiceIdentity {

    private ServiceIdentity() {}

    static Map<String, String> of(Environment environment, @Nullable BuildProperties build) {
        Map<String, String> identity = new LinkedHashMap<>();
        put(
                identity,
                "application",
                environment.getProperty("spring.application.name"),
                build == null ? null : build.getName());
        put(
                identity,
                "version",
                environment.getProperty("spring.application.version"),
                build == null ? null : build.getVersion());
        return identity;
    }

    private static void put(
            Map<String, String> identity, String name, @Nullable String configured, @Nullable String built) {
        String value = configured == null || configured.isBlank() ? built : configured;
        if (value != null && !value.isBlank()) {
            identity.put(name, value);
        }
    }
}
