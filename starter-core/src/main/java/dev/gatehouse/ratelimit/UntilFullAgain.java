package dev.gatehouse.ratelimit;

import com.github.benmanes.caffeine.cache.Expiry;

/**
 * Lets a bucket live a moment; the store prolongs that when tokens are taken that need longer to come back. Looking a
 * bucket up changes nothing, so that the common case costs no upkeep.
 */
final class UntilFullAgain implements Expiry<BucketKey, KeyedBucket> {

    /** Covers a thread that was stopped between look-up and use. */
    static final long SLACK_NANOS = 1_000_000_000;

    @Override
    public long expireAfterCreate(BucketKey key, KeyedBucket bucket, long currentTime) {
        return SLACK_NANOS;
    }

    @Override
    public long expireAfterUpdate(BucketKey key, KeyedBucket bucket, long currentTime, long currentDuration) {
        return currentDuration;
    }

    @Override
    public long expireAfterRead(BucketKey key, KeyedBucket bucket, long currentTime, long currentDuration) {
        return currentDuration;
    }
}
