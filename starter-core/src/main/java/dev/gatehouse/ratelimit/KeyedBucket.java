package dev.gatehouse.ratelimit;

import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.local.LocalBucket;

/** A bucket that knows until when the memory holds it. */
final class KeyedBucket {

    private final LocalBucket bucket;
    private volatile long heldUntil;

    KeyedBucket(LocalBucket bucket, long heldUntil) {
        this.bucket = bucket;
        this.heldUntil = heldUntil;
    }

    ConsumptionProbe tryConsume(long cost) {
        return bucket.tryConsumeAndReturnRemaining(cost);
    }

    VerboseResult<ConsumptionProbe> tryConsumeVerbose(long cost) {
        return bucket.asVerbose().tryConsumeAndReturnRemaining(cost);
    }

    VerboseResult<EstimationProbe> estimate(long cost) {
        return bucket.asVerbose().estimateAbilityToConsume(cost);
    }

    void refund(long cost) {
        bucket.addTokens(cost);
    }

    /** Tells whether the memory would forget the bucket before that instant of its clock. */
    boolean isForgottenBefore(long instant) {
        return heldUntil - instant < 0;
    }

    void holdUntil(long instant) {
        heldUntil = instant;
    }
}
