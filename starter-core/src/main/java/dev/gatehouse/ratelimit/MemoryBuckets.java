package dev.gatehouse.ratelimit;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Finds the bucket of a key, and forgets only what is full again. No order of use is kept: what may be forgotten is a
 * matter of time alone, and keeping one would cost each look-up more than the look-up.
 */
final class MemoryBuckets {

    /** Covers a thread that was stopped between look-up and use. */
    static final long SLACK_NANOS = 1_000_000_000;

    private static final double[] FULL = {0};

    private final int maxKeys;
    private final BucketClock clock;
    private final ConcurrentMap<String, RuleBuckets> rules = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, SharedBuckets> shared = new ConcurrentHashMap<>();
    private final AtomicInteger held = new AtomicInteger();
    private final MemorySweep sweep = new MemorySweep(rules.values());

    MemoryBuckets(int maxKeys, BucketClock clock) {
        this.maxKeys = maxKeys;
        this.clock = clock;
    }

    TokenBucket of(Charge charge) {
        RuleBuckets rule = of(charge.key().rule());
        Object subject = charge.key().subject();
        RuleTerms terms = charge.rule().terms();
        TokenBucket known = rule.find(subject);
        if (known != null && known.terms() == terms) {
            return known;
        }
        TokenBucket renewed = known == null ? null : onNewTerms(rule, subject, terms);
        return renewed == null ? create(rule, charge.key(), terms) : renewed;
    }

    private RuleBuckets of(String rule) {
        RuleBuckets known = rules.get(rule);
        return known != null ? known : rules.computeIfAbsent(rule, id -> new RuleBuckets(held));
    }

    void forget(BucketKey key) {
        RuleBuckets rule = rules.get(key.rule());
        if (rule != null) {
            rule.remove(key.subject());
        }
        SharedBuckets ofRule = shared.get(key.rule());
        if (ofRule != null) {
            ofRule.fill(key.subject());
        }
    }

    int count() {
        return held.get();
    }

    private @Nullable TokenBucket onNewTerms(RuleBuckets rule, Object subject, RuleTerms terms) {
        return rule.replace(subject, bucket -> {
            if (bucket.terms() == terms) {
                return bucket;
            }
            long now = clock.nanos();
            TokenBucket inherited = TokenBucket.of(terms, clock, bucket.used(now));
            inherited.holdUntil(now + inherited.nanosToFull(now) + SLACK_NANOS);
            return inherited;
        });
    }

    private TokenBucket create(RuleBuckets rule, BucketKey key, RuleTerms terms) {
        long now = clock.nanos();
        sweep.step(now);
        TokenBucket added = held.get() < maxKeys ? rule.add(key.subject(), full(terms, now), maxKeys) : null;
        return added != null
                ? added
                : shared.computeIfAbsent(key.rule(), same -> new SharedBuckets(clock))
                        .of(key.subject(), terms);
    }

    private TokenBucket full(RuleTerms terms, long now) {
        TokenBucket created = TokenBucket.of(terms, clock, FULL);
        created.holdUntil(now + SLACK_NANOS);
        return created;
    }

    /** Holds the bucket until its tokens are back, and a moment longer, so that not every request has to say so. */
    void keepUntilFull(Charge charge, TokenBucket bucket, long nanosToFull, long now) {
        long full = now + nanosToFull;
        if (!bucket.isHeldUntil(full + SLACK_NANOS / 2) && !bucket.holdUntil(full + SLACK_NANOS)) {
            takeFromAnother(charge, bucket, now);
        }
    }

    /** The bucket was forgotten just when tokens were taken from it: they count in the one that follows. */
    private void takeFromAnother(Charge charge, TokenBucket forgotten, long now) {
        of(charge.key().rule()).remove(charge.key().subject(), forgotten);
        TokenBucket next = of(charge);
        next.spend(next.terms().affordable(charge.cost()), now);
        keepUntilFull(charge, next, next.nanosToFull(now), now);
    }
}
