package dev.gatehouse.limits;

import java.time.Duration;

/**
 * How long a client may take to send a body: a grace, and a second more for every so many bytes that have arrived. Only
 * the time spent waiting for the client counts, not the time the application takes between two reads.
 *
 * @param bytesPerSecond how many bytes earn a second, 1 or more; 0 for no bound
 * @param grace how long a client may take in any case, not negative
 */
public record BodyRate(long bytesPerSecond, Duration grace) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is negative
     */
    public BodyRate {
        if (bytesPerSecond < 0 || grace.isNegative()) {
            throw new IllegalArgumentException("A rate and its grace cannot be negative.");
        }
    }

    /**
     * Gives the rate without any configuration.
     *
     * @return 500 bytes a second after 10 seconds
     */
    public static BodyRate defaults() {
        return new BodyRate(500, Duration.ofSeconds(10));
    }

    boolean isTooSlow(long bytes, long waitedNanos, long graceNanos) {
        if (bytesPerSecond == 0 || waitedNanos <= graceNanos) {
            return false;
        }
        double earnedNanos = bytes * 1e9 / bytesPerSecond;
        return waitedNanos - graceNanos > earnedNanos;
    }
}
