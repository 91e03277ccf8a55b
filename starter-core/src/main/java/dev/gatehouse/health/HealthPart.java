package dev.gatehouse.health;

import java.time.Duration;

/**
 * A part of the service whose health is checked.
 *
 * @param name its name, e.g. {@code db}
 * @param required whether the service is down without it; an optional part makes it degraded
 * @param times how long a check may take and how long its result holds
 * @param check looks at the part
 */
public record HealthPart(String name, boolean required, Times times, HealthCheck check) {

    /**
     * How long things may take.
     *
     * @param timeout how long anybody waits for a check, 1 ms to 1 min
     * @param cache how long a result holds, 0 to 1 day; zero to check each time
     * @param stale how long after that a result is still given out while a new check is under way, 0 to 1 day
     */
    public record Times(Duration timeout, Duration cache, Duration stale) {

        private static final Duration MINUTE = Duration.ofMinutes(1);
        private static final Duration DAY = Duration.ofDays(1);

        /**
         * Checks the durations.
         *
         * @throws IllegalArgumentException if one is out of its range
         */
        public Times {
            if (timeout.toMillis() < 1 || timeout.compareTo(MINUTE) > 0) {
                throw new IllegalArgumentException(timeout + " cannot be the time-out of a check. Use 1ms to 1m.");
            }
            requireUpToADay(cache);
            requireUpToADay(stale);
        }

        private static void requireUpToADay(Duration duration) {
            if (duration.isNegative() || duration.compareTo(DAY) > 0) {
                throw new IllegalArgumentException(duration + " is out of range. Use 0s to 1d.");
            }
        }

        /**
         * Gives the times that hold unless stated otherwise.
         *
         * @return 2 s to wait, results hold 5 s and are given out for 30 s more
         */
        public static Times defaults() {
            return new Times(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(30));
        }
    }
}
