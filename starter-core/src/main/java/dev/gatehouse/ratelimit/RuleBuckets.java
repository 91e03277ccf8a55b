package dev.gatehouse.ratelimit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Makes the buckets of one rule and keeps those that keys share when there are too many. */
final class RuleBuckets {

    static final int OVERFLOW = 1024;

    private final RateLimitRule rule;
    private final TimeMeter clock;
    private final int seed = ThreadLocalRandom.current().nextInt();
    private final AtomicReferenceArray<KeyedBucket> overflow = new AtomicReferenceArray<>(OVERFLOW);

    RuleBuckets(RateLimitRule rule, TimeMeter clock) {
        this.rule = rule;
        this.clock = clock;
    }

    KeyedBucket newBucket() {
        LocalBucketBuilder builder = Bucket.builder().withCustomTimePrecision(clock);
        for (Bandwidth bandwidth : rule.limit().bandwidths()) {
            builder.addLimit(
                    limit -> limit.capacity(bandwidth.capacity()).refillGreedy(bandwidth.tokens(), bandwidth.period()));
        }
        return new KeyedBucket(builder.build(), clock.currentTimeNanos() + UntilFullAgain.SLACK_NANOS);
    }

    KeyedBucket overflow(Object subject) {
        int index = spread(subject.hashCode() ^ seed) & (OVERFLOW - 1);
        KeyedBucket shared = overflow.get(index);
        if (shared != null) {
            return shared;
        }
        KeyedBucket created = newBucket();
        return overflow.compareAndSet(index, null, created) ? created : overflow.get(index);
    }

    /** The finalizer of MurmurHash3: without it the seed would only shift which keys meet. */
    private static int spread(int hash) {
        int h = hash;
        h = (h ^ h >>> 16) * 0x85ebca6b;
        h = (h ^ h >>> 13) * 0xc2b2ae35;
        return h ^ h >>> 16;
    }
}
