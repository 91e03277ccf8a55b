package dev.gatehouse.autoconfigure.drain;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How the service stops.
 *
 * @param enabled whether the service drains before it stops
 * @param delay time from the wish to stop, when readiness goes to 503, to the moment from which no new connection is
 *     accepted, 0s to 10m; empty for 5s with the profile prod or production and 0s otherwise
 * @param gracePeriod time after which the platform kills the process, e.g. terminationGracePeriodSeconds of Kubernetes;
 *     the environment check warns of a stop that can take longer; empty for 30s on Kubernetes and unknown elsewhere
 */
@ConfigurationProperties("gatehouse.drain")
public record DrainProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable Duration delay,
        @Nullable Duration gracePeriod) {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration IN_PRODUCTION = Duration.ofSeconds(5);

    /**
     * Checks the durations.
     *
     * @throws InvalidConfigurationPropertyValueException if one is out of its range
     */
    public DrainProperties {
        if (delay != null && (delay.isNegative() || delay.compareTo(LONGEST) > 0)) {
            throw new InvalidConfigurationPropertyValueException("gatehouse.drain.delay", delay, "Use 0s to 10m.");
        }
        if (gracePeriod != null && gracePeriod.toSeconds() < 1) {
            throw new InvalidConfigurationPropertyValueException(
                    "gatehouse.drain.grace-period", gracePeriod, "Use at least 1s.");
        }
    }

    Duration effectiveDelay(boolean production) {
        if (delay != null) {
            return delay;
        }
        return production ? IN_PRODUCTION : Duration.ZERO;
    }
}
