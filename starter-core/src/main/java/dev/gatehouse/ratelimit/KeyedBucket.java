package dev.gatehouse.ratelimit;

import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.local.LocalBucket;

/** A bucket that knows how long it took to fill when it was last used. */
final class KeyedBucket {

    private final LocalBucket bucket;
    private final long nanosPerToken;
    private volatile long nanosToFull;

    KeyedBucket(LocalBucket bucket, long nanosPerToken) {
        this.bucket = bucket;
        this.nanosPerToken = nanosPerToken;
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

    void fillsIn(long nanos) {
        nanosToFull = nanos;
    }

    long nanosToFull() {
        return nanosToFull;
    }

    /** Gives the time that one more token takes, in the slowest of the bandwidths. */
    long nanosPerToken() {
        return nanosPerToken;
    }
}
