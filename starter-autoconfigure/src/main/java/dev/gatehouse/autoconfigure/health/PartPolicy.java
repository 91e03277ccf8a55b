package dev.gatehouse.autoconfigure.health;

import dev.gatehouse.health.HealthPart;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** What holds for a part by its name: required or optional, and its times. A group speaks for its members. */
final class PartPolicy {

    /** Without mail or with a full pool the service still answers. */
    private static final Set<String> OPTIONAL = Set.of("mail", "pools");

    /** Pending migrations do not come and go; the others look at what is in memory. */
    private static final Map<String, Duration> CACHE =
            Map.of("migrations", Duration.ofMinutes(5), "pools", Duration.ZERO, "rateLimitStore", Duration.ZERO);

    private final HealthProperties properties;

    PartPolicy(HealthProperties properties) {
        this.properties = properties;
    }

    boolean isRequired(String name) {
        String group = group(name);
        if (properties.required().contains(name)) {
            return true;
        }
        if (properties.optional().contains(name)) {
            return false;
        }
        if (properties.required().contains(group)) {
            return true;
        }
        return !properties.optional().contains(group)
                && !properties.optional().contains("*")
                && !OPTIONAL.contains(group);
    }

    HealthPart.Times times(String name) {
        HealthProperties.PartTimes own = properties.parts().get(name);
        if (own == null) {
            own = properties.parts().get(group(name));
        }
        HealthPart.Times general = properties.times();
        Duration timeout = own == null || own.timeout() == null ? general.timeout() : own.timeout();
        Duration cache =
                own == null || own.cache() == null ? CACHE.getOrDefault(group(name), general.cache()) : own.cache();
        return new HealthPart.Times(timeout, cache, cache.isZero() ? Duration.ZERO : general.stale(), general.cache());
    }

    private static String group(String name) {
        int slash = name.indexOf('/');
        return slash < 0 ? name : name.substring(0, slash);
    }
}
