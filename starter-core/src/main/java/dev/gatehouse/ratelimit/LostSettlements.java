package dev.gatehouse.ratelimit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator that a store does not change what requests have taken, once a minute at most: no request fails of it,
 * so nobody else would. Thread-safe.
 */
final class LostSettlements {

    private static final Logger log = LoggerFactory.getLogger(RateLimiter.class);

    private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanos;
    private final AtomicLong last;

    LostSettlements(LongSupplier nanos) {
        this.nanos = nanos;
        this.last = new AtomicLong(nanos.getAsLong() - PAUSE);
    }

    void lost(RateLimitRule rule, Throwable failure) {
        long now = nanos.getAsLong();
        long before = last.get();
        if (now - before < PAUSE || !last.compareAndSet(before, now)) {
            return;
        }
        log.warn(
                "The store of the rate limits failed to settle what a request took by the rule '{}', which stays taken."
                        + " Said once a minute at most.",
                rule.name(),
                failure);
    }
}
