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
     * @param stale how long after that a good result is still given out while a new check is under way, 0 to 1 day
     * @param retry how long a result holds that is not available, 0 to 1 day: whoever is out for it must learn soon that it
     *     is over; never longer than the cache period
     */
    public record Times(Duration timeout, Duration cache, Duration stale, Duration retry) {

        private static final Duration CACHE = Duration.ofSeconds(5);
        private static final Duration MILLISECOND = Duration.ofMillis(1);
        private static final Duration MINUTE = Duration.ofMinutes(1);
        private static final Duration DAY = Duration.ofDays(1);

        /**
         * Checks the durations, and cuts the last one to the cache period.
         *
         * @throws IllegalArgumentException if one is out of its range
         */
        public Times {
            if (timeout.compareTo(MILLISECOND) < 0 || timeout.compareTo(MINUTE) > 0) {
                throw new IllegalArgumentException(timeout + " cannot be the time-out of a check. Use 1ms to 1m.");
            }
            requireUpToADay(cache);
            requireUpToADay(stale);
            requireUpToADay(retry);
            retry = shorter(retry, cache);
        }

        /**
         * Makes times with which a result that is not available holds 5 s, or the cache period if that is shorter.
         *
         * @param timeout how long anybody waits for a check
         * @param cache how long a result holds
         * @param stale how long after that a good result is given out while a new check is under way
         * @throws IllegalArgumentException if one is out of its range
         */
        public Times(Duration timeout, Duration cache, Duration stale) {
            this(timeout, cache, stale, CACHE);
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
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
            return new Times(Duration.ofSeconds(2), CACHE, Duration.ofSeconds(30));
        }
    }
}
