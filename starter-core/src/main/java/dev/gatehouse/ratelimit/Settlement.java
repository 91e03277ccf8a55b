package dev.gatehouse.ratelimit;

import java.util.concurrent.CompletableFuture;

/**
 * A charge of which the handler has told the real cost. Its changes go one after the other, since each begins with what
 * the one before it left. Not thread-safe.
 */
final class Settlement {

    private static final int NOT_YET = -1;

    private final Charge charge;
    private CompletableFuture<Taken> taken;
    private int cost = NOT_YET;

    /** Set by the thread that hears of it from the store. */
    private volatile boolean failed;

    Settlement(Charge charge, RateLimitDecision decided) {
        this.charge = charge;
        this.taken = CompletableFuture.completedFuture(Taken.by(charge, decided));
    }

    Charge charge() {
        return charge;
    }

    /** Saying the same twice does not take again what could not be taken the first time, unless the store failed. */
    void to(int newCost, RateLimiter limiter) {
        if (newCost != cost || failed) {
            cost = newCost;
            failed = false;
            taken = taken.thenCompose(before -> before.is(newCost)
                    ? CompletableFuture.completedFuture(before)
                    : limiter.settle(before, newCost, () -> failed = true));
        }
    }
}
