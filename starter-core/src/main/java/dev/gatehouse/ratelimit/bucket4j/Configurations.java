package dev.gatehouse.ratelimit.bucket4j;

import dev.gatehouse.ratelimit.Bandwidth;
import dev.gatehouse.ratelimit.Policy;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RuleTerms;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConfigurationBuilder;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Translates limits for Bucket4j. It replaces a stored limit by one of a higher version only, so a limit's version is
 * when this instance got to know it.
 */
final class Configurations {

    private final ConcurrentMap<String, Version> versions = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    /**
     * A limit and its version.
     *
     * @param terms the limit
     * @param number its version
     * @param configuration the limit in Bucket4j's form
     */
    record Version(RuleTerms terms, long number, BucketConfiguration configuration) {}

    Version of(RateLimitRule rule, RuleTerms terms) {
        Version known = versions.get(rule.id());
        if (known != null && known.terms() == terms) {
            return known;
        }
        return versions.compute(
                rule.id(), (id, version) -> version != null && version.terms() == terms ? version : created(terms));
    }

    private Version created(RuleTerms terms) {
        long number = last.updateAndGet(earlier -> Math.max(earlier + 1, System.currentTimeMillis()));
        return new Version(terms, number, configuration(terms.policies()));
    }

    private static BucketConfiguration configuration(List<Policy> policies) {
        ConfigurationBuilder builder = BucketConfiguration.builder();
        for (int i = 0; i < policies.size(); i++) {
            Bandwidth bandwidth = policies.get(i).bandwidth();
            String id = Integer.toString(i);
            builder.addLimit(limit -> limit.capacity(bandwidth.capacity())
                    .refillGreedy(bandwidth.tokens(), bandwidth.period())
                    .id(id));
        }
        return builder.build();
    }
}
