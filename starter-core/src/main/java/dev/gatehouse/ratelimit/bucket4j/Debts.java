package dev.gatehouse.ratelimit.bucket4j;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * Spends what is not there, until a bucket owes its capacity: Bucket4j knows no bound, so it is asked first what is left.
 * What this instance spends on one key goes one after the other, or each would see what the others leave.
 */
final class Debts {

    private static final long LONGEST_SECONDS = 10;

    private final BucketAccess access;
    private final ConcurrentMap<String, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    Debts(BucketAccess access) {
        this.access = access;
    }

    /** Gives what was spent. */
    CompletableFuture<Long> spend(Part part, long tokens) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        CompletableFuture<Void> before = last.put(part.key(), done);
        CompletableFuture<Long> spent =
                before == null ? spendNow(part, tokens) : before.thenCompose(x -> spendNow(part, tokens));
        return spent.whenComplete((result, failure) -> {
            last.remove(part.key(), done);
            done.complete(null);
        });
    }

    /** A back end that never answers must not hold up those behind. */
    private CompletableFuture<Long> spendNow(Part part, long tokens) {
        return access.estimate(part)
                .thenCompose(left -> {
                    long available = left.getDiagnostics().getAvailableTokens();
                    long spendable = Math.min(tokens, available + part.capacity());
                    return spendable > 0
                            ? access.spend(part, spendable).thenApply(spent -> spendable)
                            : CompletableFuture.completedFuture(0L);
                })
                .orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS);
    }
}
