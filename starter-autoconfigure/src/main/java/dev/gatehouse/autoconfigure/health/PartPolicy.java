package dev.gatehouse.autoconfigure.health;

import dev.gatehouse.health.HealthPart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a part by its name: required or optional, and its times. A group speaks for all below it that is not
 * named by itself.
 */
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
        for (String each : upwards(name)) {
            if (properties.required().contains(each)) {
                return true;
            }
            if (properties.optional().contains(each)) {
                return false;
            }
        }
        return !properties.optional().contains("*") && !OPTIONAL.contains(top(name));
    }

    HealthPart.Times times(String name) {
        HealthProperties.PartTimes own = own(name);
        HealthPart.Times general = properties.times();
        Duration timeout = own == null || own.timeout() == null ? general.timeout() : own.timeout();
        Duration cache =
                own == null || own.cache() == null ? CACHE.getOrDefault(top(name), general.cache()) : own.cache();
        return new HealthPart.Times(timeout, cache, cache.isZero() ? Duration.ZERO : general.stale(), general.cache());
    }

    private HealthProperties.@Nullable PartTimes own(String name) {
        return upwards(name).stream()
                .map(properties.parts()::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The name itself and those of its groups, the nearest first. */
    private static List<String> upwards(String name) {
        List<String> names = new ArrayList<>();
        for (int end = name.length(); end > 0; end = name.lastIndexOf('/', end - 1)) {
            names.add(name.substring(0, end));
        }
        return names;
    }

    private static String top(String name) {
        int slash = name.indexOf('/');
        return slash < 0 ? name : name.substring(0, slash);
    }
}
