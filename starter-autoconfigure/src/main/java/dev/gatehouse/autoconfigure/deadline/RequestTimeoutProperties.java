package dev.gatehouse.autoconfigure.deadline;

import dev.gatehouse.deadline.PathTimeout;
import dev.gatehouse.deadline.RequestTimeoutSettings;
import dev.gatehouse.deadline.Timeout;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How long requests may take.
 *
 * @param timeout time after which the worker of a request is interrupted and the client gets 503, 1ms to 24h, e.g. "60s";
 *     "0" or "off" for none
 * @param timeouts time-outs of some paths; the first that matches a request replaces the general one
 * @param timeoutAsync whether requests that go on asynchronously keep their time-out, besides a shorter one of Spring MVC
 *     or the container; else theirs alone rules from there on
 * @param timeoutStreaming whether a request is interrupted also when its answer is already on its way, which cuts the
 *     answer off; downloads and streams may else take as long as they need
 * @param timeoutDebugging whether requests time out also while a debugger can be attached
 * @param timeoutClients whether calls of RestClient, RestTemplate and WebClient keep to the time that is left for the
 *     request they are made for
 * @param timeoutStuckAfter time after its time-out at which a worker that goes on is reported as stuck, 1ms to 24h
 * @param timeoutRetryAfter time after which clients are told to try again, at least 1s
 */
@ConfigurationProperties("gatehouse.request-limits")
public record RequestTimeoutProperties(
        @DefaultValue("60s") Timeout timeout,
        @DefaultValue List<PathRule> timeouts,
        @DefaultValue("false") boolean timeoutAsync,
        @DefaultValue("false") boolean timeoutStreaming,
        @DefaultValue("false") boolean timeoutDebugging,
        @DefaultValue("true") boolean timeoutClients,
        @DefaultValue("10s") Duration timeoutStuckAfter,
        @DefaultValue("5s") Duration timeoutRetryAfter) {

    static final String PREFIX = "gatehouse.request-limits";

    /**
     * Copies the list and checks the durations.
     *
     * @throws InvalidConfigurationPropertyValueException if a duration is out of its range
     */
    public RequestTimeoutProperties {
        timeouts = List.copyOf(timeouts);
        if (!RequestTimeoutSettings.isStuckAfter(timeoutStuckAfter)) {
            throw new InvalidConfigurationPropertyValueException(
                    PREFIX + ".timeout-stuck-after", timeoutStuckAfter, "Use 1ms to 24h.");
        }
        if (timeoutRetryAfter.toSeconds() < 1) {
            throw new InvalidConfigurationPropertyValueException(
                    PREFIX + ".timeout-retry-after", timeoutRetryAfter, "Use at least 1s.");
        }
    }

    boolean isAnySet() {
        return isSet(timeout) || timeouts.stream().anyMatch(rule -> isSet(rule.timeout()));
    }

    private static boolean isSet(@Nullable Timeout limit) {
        return limit == null || !limit.duration().isZero();
    }

    RequestTimeoutSettings toSettings(List<PathTimeout> paths) {
        return new RequestTimeoutSettings(
                timeout, paths, timeoutAsync, timeoutStreaming, timeoutDebugging, timeoutStuckAfter, timeoutRetryAfter);
    }

    /**
     * The time-out of some paths.
     *
     * @param paths path patterns as in controllers, e.g. "/reports/**"; at least one
     * @param timeout time-out of these paths, e.g. "5m"; "0" or "off" for none; required
     */
    public record PathRule(
            @DefaultValue List<String> paths, @Nullable Timeout timeout) {

        /** Copies the list. */
        public PathRule {
            paths = List.copyOf(paths);
        }
    }
}
