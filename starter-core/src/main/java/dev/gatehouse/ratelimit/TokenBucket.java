package dev.gatehouse.ratelimit;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/** The tokens of one key, counted by the terms it was made with. Thread-safe. */
abstract class TokenBucket {

    private static final long FORGOTTEN = Long.MIN_VALUE;
    private static final AtomicLongFieldUpdater<TokenBucket> HELD_UNTIL =
            AtomicLongFieldUpdater.newUpdater(TokenBucket.class, "heldUntil");

    private final RuleTerms terms;
    private volatile long heldUntil;

    TokenBucket(RuleTerms terms) {
        this.terms = terms;
    }

    /** Makes the leanest bucket that counts by these terms exactly. */
    static TokenBucket of(RuleTerms terms, BucketClock clock, double[] used) {
        if (terms.policies().isEmpty()) {
            return new EndlessTokenBucket(terms);
        }
        return LeanTokenBucket.canCount(terms)
                ? new LeanTokenBucket(terms, clock.nanos(), used[0])
                : Bucket4jTokenBucket.of(terms, clock, used);
    }

    final RuleTerms terms() {
        return terms;
    }

    /** Takes the tokens if they are there; in any case tells where the client stands. */
    abstract RateLimitDecision tryConsume(int cost, long now);

    /** Tells what {@link #tryConsume} would say, and takes nothing. */
    abstract RateLimitDecision estimate(int cost, long now);

    abstract void refund(int cost);

    abstract void spend(int cost, long now);

    /** Tells for each bandwidth which share of its tokens is gone, 0 to 1, or more when it owes. */
    abstract double[] used(long now);

    /** Tells how long it takes until all tokens are back if nothing more is spent. */
    final long nanosToFull(long now) {
        return nanosToFull(estimate(0, now));
    }

    static long nanosToFull(RateLimitDecision decision) {
        List<PolicyState> states = decision.states();
        long nanos = 0;
        for (int i = 0; i < states.size(); i++) {
            nanos = Math.max(nanos, states.get(i).nanosToFull());
        }
        return nanos;
    }

    /** Tells whether the memory keeps the bucket until this instant by the clock of the store. */
    final boolean isHeldUntil(long instant) {
        return heldUntil >= instant;
    }

    /** Makes the memory keep the bucket at least until this instant; false if it has been forgotten. */
    final boolean holdUntil(long instant) {
        while (true) {
            long held = heldUntil;
            if (held == FORGOTTEN) {
                return false;
            }
            if (held >= instant || HELD_UNTIL.compareAndSet(this, held, instant)) {
                return true;
            }
        }
    }

    /** Lets the memory forget the bucket unless it is to keep it; true for one caller only. */
    final boolean forget(long now) {
        long held = heldUntil;
        return held < now && held != FORGOTTEN && HELD_UNTIL.compareAndSet(this, held, FORGOTTEN);
    }
}
