package dev.gatehouse.ratelimit;

import com.github.benmanes.caffeine.cache.Expiry;

/**
 * Lets a bucket live until it must be full, reckoned at each look-up and so before the token of that look-up is taken;
 * hence one token more. The second on top covers a thread that was stopped between look-up and use.
 */
final class WhenFullAgain implements Expiry<BucketKey, KeyedBucket> {

    private static final long SLACK_NANOS = 1_000_000_000;

    static long lifetime(KeyedBucket bucket) {
        return bucket.nanosToFull() + bucket.nanosPerToken() + SLACK_NANOS;
    }

    @Override
    public long expireAfterCreate(BucketKey key, KeyedBucket bucket, long currentTime) {
        return lifetime(bucket);
    }

    @Override
    public long expireAfterUpdate(BucketKey key, KeyedBucket bucket, long currentTime, long currentDuration) {
        return currentDuration;
    }

    /** A refused request, which comes at a high rate, changes nothing that lasts longer. */
    @Override
    public long expireAfterRead(BucketKey key, KeyedBucket bucket, long currentTime, long currentDuration) {
        return lifetime(bucket);
    }
}
