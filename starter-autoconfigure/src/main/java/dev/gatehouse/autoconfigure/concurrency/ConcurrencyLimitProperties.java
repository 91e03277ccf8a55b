package dev.gatehouse.autoconfigure.concurrency;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How many requests are handled at once.
 *
 * @param maxConcurrent how many requests are handled at once, at most 1000000; further ones get 503; 0 for no limit
 * @param maxConcurrentExempt path patterns of requests that are always let in and never counted, beside the endpoints of
 *     gatehouse.health.base-path and gatehouse.health.metrics-path; a path that can be read in two ways is not exempt;
 *     empty for none
 * @param maxConcurrentRetryAfter time after which clients that were turned away are told to try again, at least 1s
 * @param concurrencyGroups limits for the requests of some paths besides the general one; the first group that matches a
 *     request counts it
 */
@ConfigurationProperties("gatehouse.request-limits")
public record ConcurrencyLimitProperties(
        @DefaultValue("1000") int maxConcurrent,

        @DefaultValue({"/health/**", "/actuator/health/**", "/livez", "/readyz"})
        List<String> maxConcurrentExempt,

        @DefaultValue("1s") Duration maxConcurrentRetryAfter,
        @DefaultValue List<Group> concurrencyGroups) {

    static final String PREFIX = "gatehouse.request-limits";
    private static final int HIGHEST = 1_000_000;

    /**
     * Copies the lists and checks the ranges.
     *
     * @throws InvalidConfigurationPropertyValueException if a value is out of its range
     */
    public ConcurrencyLimitProperties {
        maxConcurrentExempt = List.copyOf(maxConcurrentExempt);
        concurrencyGroups = List.copyOf(concurrencyGroups);
        if (maxConcurrent < 0 || maxConcurrent > HIGHEST) {
            throw new InvalidConfigurationPropertyValueException(
                    PREFIX + ".max-concurrent", maxConcurrent, "Use 1 to " + HIGHEST + ", or 0 for no limit.");
        }
        if (maxConcurrentRetryAfter.toSeconds() < 1) {
            throw new InvalidConfigurationPropertyValueException(
                    PREFIX + ".max-concurrent-retry-after", maxConcurrentRetryAfter, "Use at least 1s.");
        }
        for (int i = 0; i < concurrencyGroups.size(); i++) {
            Group group = concurrencyGroups.get(i);
            String property = PREFIX + ".concurrency-groups[" + i + "]";
            if (group.maxConcurrent() < 1 || group.maxConcurrent() > HIGHEST) {
                throw new InvalidConfigurationPropertyValueException(
                        property + ".max-concurrent", group.maxConcurrent(), "Use 1 to " + HIGHEST + ".");
            }
            if (group.minConcurrent() < 1 || (group.adaptive() && group.minConcurrent() > group.maxConcurrent())) {
                throw new InvalidConfigurationPropertyValueException(
                        property + ".min-concurrent", group.minConcurrent(), "Use 1 to max-concurrent.");
            }
        }
    }

    boolean isAnySet() {
        return maxConcurrent > 0 || !concurrencyGroups.isEmpty();
    }

    /**
     * A limit for the requests of some paths.
     *
     * @param name name in metrics: 1 to 64 letters, digits, dots, hyphens or underscores, but not "all"; required and
     *     different for each group
     * @param paths path patterns as in controllers, e.g. "/search/**"; at least one
     * @param maxConcurrent how many of these requests are handled at once, 1 to 1000000
     * @param minConcurrent how many an adaptive limit lets in at least, 1 to max-concurrent
     * @param adaptive whether the limit falls while these requests take longer than they used to; needs
     *     com.netflix.concurrency-limits:concurrency-limits-core
     */
    public record Group(
            @Nullable String name,
            @DefaultValue List<String> paths,
            @DefaultValue("100") int maxConcurrent,
            @DefaultValue("20") int minConcurrent,
            @DefaultValue("false") boolean adaptive) {

        /** Copies the list. */
        public Group {
            paths = List.copyOf(paths);
        }
    }
}
