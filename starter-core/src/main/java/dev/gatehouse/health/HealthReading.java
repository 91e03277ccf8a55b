package dev.gatehouse.health;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a check found. Immutable.
 *
 * @param status how the part does
 * @param details what else is known, for operators only: text, numbers, booleans, maps and collections of these
 */
public record HealthReading(HealthStatus status, Map<String, Object> details) {

    /** Copies the details. */
    public HealthReading {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /**
     * Makes a reading without details.
     *
     * @param status how the part does
     * @return the reading
     */
    public static HealthReading of(HealthStatus status) {
        return new HealthReading(status, Map.of());
    }

    /**
     * Adds a detail.
     *
     * @param name its name
     * @param value its value
     * @return a new reading
     */
    public HealthReading with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new HealthReading(status, more);
    }
}
