package dev.gatehouse.ratelimit.bucket4j;

import dev.gatehouse.ratelimit.Bandwidth;
import dev.gatehouse.ratelimit.BucketKey;
import dev.gatehouse.ratelimit.Policy;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RuleTerms;
import dev.gatehouse.ratelimit.remote.BucketNames;
import io.github.bucket4j.BucketConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Translates limits for Bucket4j. It replaces a stored limit by one of a higher version only, so a limit's version is
 * when this instance got to know it.
 */
final class Parts {

    /** A reset may come to an instance that has not seen the rule: hardly a limit has more bandwidths. */
    private static final int MANY = 8;

    private final String prefix;
    private final ConcurrentMap<String, Version> versions = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    Parts(String prefix) {
        this.prefix = prefix;
    }

    private record Version(RuleTerms terms, long number, List<BucketConfiguration> configurations) {}

    /** Gives the buckets of a key, one for each bandwidth. */
    List<Part> of(BucketKey key, RateLimitRule rule, RuleTerms terms) {
        Version version = version(rule, terms);
        List<String> names = names(key, terms.policies().size());
        List<Part> parts = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            parts.add(new Part(
                    names.get(i),
                    terms.policies().get(i),
                    version.number(),
                    version.configurations().get(i)));
        }
        return parts;
    }

    /** No rule's part of a name has a percent sign in front of a digit and a colon. */
    private List<String> names(BucketKey key, int count) {
        String name = BucketNames.of(key);
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            names.add(i == 0 ? prefix + name : prefix + '%' + i + ':' + name);
        }
        return names;
    }

    /** Gives all names that a key may have, whatever the limit of its rule. */
    List<String> allNames(BucketKey key) {
        Version known = versions.get(key.rule());
        return names(
                key,
                known == null ? MANY : Math.max(MANY, known.configurations().size()));
    }

    private Version version(RateLimitRule rule, RuleTerms terms) {
        Version known = versions.get(rule.id());
        if (known != null && known.terms() == terms) {
            return known;
        }
        return versions.compute(
                rule.id(), (id, version) -> version != null && version.terms() == terms ? version : created(terms));
    }

    private Version created(RuleTerms terms) {
        long number = last.updateAndGet(earlier -> Math.max(earlier + 1, System.currentTimeMillis()));
        return new Version(
                terms,
                number,
                terms.policies().stream().map(Parts::configuration).toList());
    }

    private static BucketConfiguration configuration(Policy policy) {
        Bandwidth bandwidth = policy.bandwidth();
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(bandwidth.capacity())
                        .refillGreedy(bandwidth.tokens(), bandwidth.period())
                        .id("0"))
                .build();
    }
}
