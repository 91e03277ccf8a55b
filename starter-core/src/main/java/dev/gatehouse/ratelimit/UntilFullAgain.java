package dev.gatehouse.ratelimit;

import com.github.benmanes.caffeine.cache.Expiry;

/**
 * Lets a bucket live a moment; the store prolongs that when tokens are taken that need longer to come back. Looking a
 * bucket up changes nothing, so that the common case costs no upkeep.
 */
final class UntilFullAgain implements Expiry<BucketKey, TokenBucket> {

    /** Covers a thread that was stopped between look-up and use. */
    static final long SLACK_NANOS = 1_000_000_000;

    @Override
    public long expireAfterCreate(BucketKey key, TokenBucket bucket, long currentTime) {
        return Math.max(SLACK_NANOS, bucket.heldUntil() - currentTime);
    }

    @Override
    public long expireAfterUpdate(BucketKey key, TokenBucket bucket, long currentTime, long currentDuration) {
        return Math.max(SLACK_NANOS, bucket.heldUntil() - currentTime);
    }

    @Override
    public long expireAfterRead(BucketKey key, TokenBucket bucket, long currentTime, long currentDuration) {
        return currentDuration;
    }
}
