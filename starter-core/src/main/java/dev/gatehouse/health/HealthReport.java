package dev.gatehouse.health;

import java.util.List;

/**
 * How the service does, part by part. Immutable.
 *
 * @param status the whole: the status that matters most among the {@link HealthResult#effect effects} of the parts;
 *     {@link HealthStatus#UP} if there are none
 * @param results the parts
 */
public record HealthReport(HealthStatus status, List<HealthResult> results) {

    /** Copies the list. */
    public HealthReport {
        results = List.copyOf(results);
    }

    /**
     * Makes the report of parts.
     *
     * @param results what is known about them
     * @return the report
     */
    public static HealthReport of(List<HealthResult> results) {
        HealthStatus status = results.stream()
                .map(HealthResult::effect)
                .reduce(HealthStatus::or)
                .orElse(HealthStatus.UP);
        return new HealthReport(status, results);
    }
}
