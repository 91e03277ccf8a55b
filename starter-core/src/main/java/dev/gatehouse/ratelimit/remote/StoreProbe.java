package dev.gatehouse.ratelimit.remote;

import dev.gatehouse.ratelimit.Charge;
import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.RateLimitDecision;
import dev.gatehouse.ratelimit.RateLimitRule;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds out whether a store serves charges, on keys of its own: a server that is full, or a replica, answers pings only. A
 * store on several machines is asked for keys all over it, and is well if it answers for one of them.
 */
final class StoreProbe {

    private static final int KEYS = 1000;
    private static final int ALL_OVER = 16;
    private static final RateLimitRule RULE = RateLimitRule.ofHandler(
                    "gatehouse#probe", "probe", KeyResolver.global(), Limit.of("1000000000/second"))
            .build();

    private final RemoteBuckets buckets;

    StoreProbe(RemoteBuckets buckets) {
        this.buckets = buckets;
    }

    /** Ends with the first answer, or with the last failure. */
    CompletableFuture<RateLimitDecision> ask(Duration patience) {
        int keys = buckets.isSpread() ? ALL_OVER : 1;
        CompletableFuture<RateLimitDecision> first = new CompletableFuture<>();
        AtomicInteger open = new AtomicInteger(keys);
        for (int i = 0; i < keys; i++) {
            askOne(patience).whenComplete((decision, failure) -> {
                if (failure == null) {
                    first.complete(decision);
                } else if (open.decrementAndGet() == 0) {
                    first.completeExceptionally(failure);
                }
            });
        }
        return first;
    }

    /** Whatever is thrown is a failure: were it let through, nobody would ask again. */
    private CompletableFuture<RateLimitDecision> askOne(Duration patience) {
        Charge charge = Charge.of(RULE, ThreadLocalRandom.current().nextInt(KEYS), 1);
        try {
            return buckets.take(charge, 0).orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
