package dev.gatehouse.autoconfigure.health;

import dev.gatehouse.autoconfigure.SecretPropertyException;
import dev.gatehouse.health.HealthPart;
import dev.gatehouse.health.HealthToken;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * How the service tells its health.
 *
 * @param enabled whether health endpoints are served and health checks are bounded and cached
 * @param basePath path of the endpoints below the context path, e.g. "/health"
 * @param timeout time that anybody waits for a check, 1ms to 1m
 * @param cache time that the result of a check holds, 0s to 1d; 0s to check each time
 * @param stale time after that in which a good result is still given out while a new check is under way, 0s to 1d
 * @param maxThreads number of checks that run at once, 1 to 200
 * @param required parts without which the service is down, by the name of the health contributor, e.g. "db" or
 *     "db/orders"; all are unless they are optional
 * @param optional parts without which the service is degraded and goes on, "*" for all that are not required; mail and
 *     pools are
 * @param parts times of single parts by the name of the health contributor, in upper or lower case
 * @param identity whether the health endpoint names the application and its version
 * @param token secret by which the detailed endpoint can be read without a log-in, at least 16 characters; empty for none
 * @param detailedAuthority authority that a user needs to read the detailed endpoint, e.g. "health:read"; empty for any
 *     user who is logged in
 * @param metricsPath second path of the metrics endpoint; empty for none
 * @param metricsToken secret by which metrics can be read without a log-in, at least 16 characters; empty for none
 * @param metricsAuthority authority that a user needs to read metrics
 * @param storage directories whose state is a part of the health
 */
@ConfigurationProperties("gatehouse.health")
public record HealthProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("/health") String basePath,
        @DefaultValue("2s") Duration timeout,
        @DefaultValue("5s") Duration cache,
        @DefaultValue("30s") Duration stale,
        @DefaultValue("16") int maxThreads,
        @DefaultValue List<String> required,
        @DefaultValue List<String> optional,
        @DefaultValue Map<String, PartTimes> parts,
        @DefaultValue("true") boolean identity,
        @Nullable String token,
        @DefaultValue("") String detailedAuthority,
        @DefaultValue("/metrics") String metricsPath,
        @Nullable String metricsToken,
        @DefaultValue("ROLE_ADMIN") String metricsAuthority,
        @DefaultValue Storage storage) {

    static final String PREFIX = "gatehouse.health.";

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");
    private static final Set<String> OTHER_ENDPOINTS = Set.of("", "/ping", "/live", "/ready", "/detailed");
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    /**
     * Copies the collections and checks the values.
     *
     * @throws InvalidConfigurationPropertyValueException if one cannot be used; names the property
     * @throws SecretPropertyException if a token is too short; the message does not hold it
     */
    public HealthProperties {
        required = List.copyOf(required);
        optional = List.copyOf(optional);
        parts = whateverCase(parts);
        requirePath("base-path", basePath);
        if (!metricsPath.isEmpty()) {
            requirePath("metrics-path", metricsPath);
            if (isOfAnotherEndpoint(metricsPath, basePath)) {
                throw invalid(
                        "metrics-path",
                        metricsPath,
                        "Another endpoint is there. Use a path of its own, e.g. " + basePath
                                + "/metrics, or none at all.");
            }
        }
        requireTimeout("timeout", timeout);
        requireUpToADay("cache", cache);
        requireUpToADay("stale", stale);
        if (maxThreads < 1 || maxThreads > 200) {
            throw invalid("max-threads", maxThreads, "Use 1 to 200.");
        }
        toToken("token", token);
        toToken("metrics-token", metricsToken);
        for (String name : required) {
            if (optional.contains(name)) {
                throw invalid("required", name, "It is in " + PREFIX + "optional, too. Name it in one of them.");
            }
        }
        parts.forEach((name, times) -> {
            if (times.timeout() != null) {
                requireTimeout("parts." + name + ".timeout", times.timeout());
            }
            if (times.cache() != null) {
                requireUpToADay("parts." + name + ".cache", times.cache());
            }
        });
    }

    /** Environment variables have no case, names of parts have. */
    private static Map<String, PartTimes> whateverCase(Map<String, PartTimes> parts) {
        Map<String, PartTimes> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(parts);
        return Collections.unmodifiableMap(byName);
    }

    private static void requirePath(String name, String path) {
        if (!PATH.matcher(path).matches()) {
            throw invalid(
                    name, path, "It is not a path. Start it with a slash, end it without one: /health or /ops/health.");
        }
    }

    private static boolean isOfAnotherEndpoint(String metricsPath, String basePath) {
        return metricsPath.startsWith(basePath) && OTHER_ENDPOINTS.contains(metricsPath.substring(basePath.length()));
    }

    private static void requireTimeout(String name, Duration timeout) {
        if (timeout.compareTo(MILLISECOND) < 0 || timeout.compareTo(MINUTE) > 0) {
            throw invalid(name, timeout, "Use 1ms to 1m.");
        }
    }

    private static void requireUpToADay(String name, Duration duration) {
        if (duration.isNegative() || duration.compareTo(DAY) > 0) {
            throw invalid(name, duration, "Use 0s to 1d.");
        }
    }

    private static InvalidConfigurationPropertyValueException invalid(String name, Object value, String reason) {
        return new InvalidConfigurationPropertyValueException(PREFIX + name, value, reason);
    }

    HealthPart.Times times() {
        return new HealthPart.Times(timeout, cache, stale, cache);
    }

    @Nullable
    HealthToken detailedToken() {
        return toToken("token", token);
    }

    @Nullable
    HealthToken scrapeToken() {
        return toToken("metrics-token", metricsToken);
    }

    private static @Nullable HealthToken toToken(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        try {
            return HealthToken.of(value);
        } catch (IllegalArgumentException e) {
            throw new SecretPropertyException(PREFIX + name, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String toString() {
        return "HealthProperties[basePath=" + basePath + "]";
    }

    /**
     * Times of one part.
     *
     * @param timeout time that anybody waits for its check, 1ms to 1m; as for all parts if empty
     * @param cache time that its result holds, 0s to 1d, as for all parts if empty; a result that is not available holds no
     *     longer than those of all parts
     */
    public record PartTimes(
            @Nullable Duration timeout, @Nullable Duration cache) {}

    /**
     * Directories that must be there.
     *
     * @param paths directories that must be writable and have space left; empty for none
     * @param minFree space that must be left in each of them, e.g. "100MB"
     */
    public record Storage(
            @DefaultValue List<String> paths,
            @DefaultValue("100MB") DataSize minFree) {

        /**
         * Copies the list and checks the size.
         *
         * @throws InvalidConfigurationPropertyValueException if the size is negative
         */
        public Storage {
            paths = List.copyOf(paths);
            if (minFree.isNegative()) {
                throw invalid("storage.min-free", minFree, "Use 0B or more.");
            }
        }
    }
}
