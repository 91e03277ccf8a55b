package dev.gatehouse.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one part. Immutable.
 *
 * @param part the part
 * @param reading what the check found, or that it found nothing
 * @param failure why there is no finding; null if there is one
 * @param took how long the check took, or how long it has been under way
 * @param checkedAt when that was
 */
public record HealthResult(
        HealthPart part, HealthReading reading, @Nullable Failure failure, Duration took, Instant checkedAt) {

    /** Why a check has no finding. */
    public enum Failure {
        /** It did not end within its time-out. */
        TIME_OUT,
        /** It threw. */
        EXCEPTION
    }

    /**
     * Gives what the check found.
     *
     * @return {@link HealthStatus#DOWN} if it found nothing
     */
    public HealthStatus status() {
        return reading.status();
    }

    /**
     * Gives what this part means for the whole: an optional part at its worst makes the service degraded.
     *
     * @return the status
     */
    public HealthStatus effect() {
        HealthStatus status = reading.status();
        return part.required() || status.isAvailable() ? status : HealthStatus.DEGRADED;
    }

    /**
     * Gives the details of the finding.
     *
     * @return names and values, for operators only
     */
    public Map<String, Object> details() {
        return reading.details();
    }
}
