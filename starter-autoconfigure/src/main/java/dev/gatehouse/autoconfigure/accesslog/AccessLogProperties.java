package dev.gatehouse.autoconfigure.accesslog;

import dev.gatehouse.accesslog.AccessLogSettings;
import dev.gatehouse.autoconfigure.web.PathPatternMatcher;
import dev.gatehouse.web.RequestMatcher;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * One log line per request.
 *
 * @param enabled whether each request is logged, to the logger dev.gatehouse.access
 * @param slowThreshold duration from which on a request is slow and logged as a warning, at most a day; 0 for none
 * @param exclude path patterns as in controllers of requests that are not logged, e.g. "/health/**"; empty to log all
 * @param consoleDelay how long a line may wait so that many are written to the console at once, at most 1s; 0 writes each
 *     by itself. Needs Logback
 */
@ConfigurationProperties("gatehouse.access-log")
public record AccessLogProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1s") Duration slowThreshold,
        @DefaultValue List<String> exclude,
        @DefaultValue("20ms") Duration consoleDelay) {

    private static final Duration LONGEST_DELAY = Duration.ofSeconds(1);

    /**
     * Checks the properties.
     *
     * @throws InvalidConfigurationPropertyValueException if the threshold or the delay is out of bounds or a pattern is
     *     none
     */
    public AccessLogProperties {
        exclude = List.copyOf(exclude);
        try {
            new AccessLogSettings(slowThreshold, null);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationPropertyValueException(
                    "gatehouse.access-log.slow-threshold", slowThreshold, String.valueOf(e.getMessage()));
        }
        if (consoleDelay.isNegative() || consoleDelay.compareTo(LONGEST_DELAY) > 0) {
            throw new InvalidConfigurationPropertyValueException(
                    "gatehouse.access-log.console-delay",
                    consoleDelay,
                    "Write how long a line may wait, e.g. 20ms, from 0 to 1s.");
        }
        try {
            PathPatternMatcher.anyOf(exclude);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationPropertyValueException(
                    "gatehouse.access-log.exclude", String.join(",", exclude), String.valueOf(e.getMessage()));
        }
    }

    AccessLogSettings toSettings(@Nullable String routeAttribute) {
        return new AccessLogSettings(slowThreshold, routeAttribute);
    }

    RequestMatcher excluded() {
        return PathPatternMatcher.anyOf(exclude);
    }
}
