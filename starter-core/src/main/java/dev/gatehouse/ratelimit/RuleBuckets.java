package dev.gatehouse.ratelimit;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The buckets of one rule. The subject alone is the key: a key made of both would be one more object to look at. */
final class RuleBuckets {

    private final ConcurrentMap<Object, TokenBucket> buckets = new ConcurrentHashMap<>();
    private final AtomicInteger held;

    /**
     * Creates a rule without buckets.
     *
     * @param held how many buckets all rules hold
     */
    RuleBuckets(AtomicInteger held) {
        this.held = held;
    }

    @Nullable
    TokenBucket find(Object subject) {
        return buckets.get(subject);
    }

    /** Adds a bucket; gives the one that somebody else has added meanwhile, or else this one, or null at the cap. */
    @Nullable
    TokenBucket add(Object subject, TokenBucket bucket, int maxKeys) {
        if (held.incrementAndGet() > maxKeys) {
            held.decrementAndGet();
            return null;
        }
        TokenBucket other = buckets.putIfAbsent(subject, bucket);
        if (other == null) {
            return bucket;
        }
        held.decrementAndGet();
        return other;
    }

    /** Puts another bucket in the place of the one that is there; null if there is none. */
    @Nullable
    TokenBucket replace(Object subject, UnaryOperator<TokenBucket> other) {
        return buckets.computeIfPresent(subject, (same, bucket) -> other.apply(bucket));
    }

    void remove(Object subject, TokenBucket bucket) {
        if (buckets.remove(subject, bucket)) {
            held.decrementAndGet();
        }
    }

    void remove(Object subject) {
        if (buckets.remove(subject) != null) {
            held.decrementAndGet();
        }
    }

    Iterator<Map.Entry<Object, TokenBucket>> iterator() {
        return buckets.entrySet().iterator();
    }
}
