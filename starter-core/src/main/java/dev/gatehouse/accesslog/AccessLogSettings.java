package dev.gatehouse.accesslog;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the access log says.
 *
 * @param slowThreshold from which duration on a request is slow and logged as a warning, at most a day; zero: none
 *     is
 * @param routeAttribute the request attribute that holds the template of the matched route, a {@code String}; null when
 *     there are no routes
 */
public record AccessLogSettings(
        Duration slowThreshold, @Nullable String routeAttribute) {

    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * Checks the threshold.
     *
     * @throws IllegalArgumentException if it is negative or longer than a day
     */
    public AccessLogSettings {
        if (slowThreshold.isNegative() || slowThreshold.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(slowThreshold
                    + " cannot be the duration of a slow request. Write e.g. 1s, at most 1d, or 0 for" + " none.");
        }
    }

    /**
     * Returns the settings that hold when nothing is configured.
     *
     * @return slow from one second on, no routes
     */
    public static AccessLogSettings defaults() {
        return new AccessLogSettings(Duration.ofSeconds(1), null);
    }
}
