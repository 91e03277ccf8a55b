package dev.gatehouse.ratelimit.bucket4j;

import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.VerboseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Spends what is not there, until a bucket owes its capacity: Bucket4j knows no bound, so it is asked first what is left.
 * What this instance spends on one key goes one after the other, or each would see what the others leave; all that had to
 * wait goes together.
 */
final class Debts {

    private static final long LONGEST_SECONDS = 10;

    private static final List<Debt> NOBODY = List.of();

    private final BucketAccess access;

    /** Who waits for a key on which this instance spends just now. */
    private final ConcurrentMap<String, List<Debt>> waiting = new ConcurrentHashMap<>();

    Debts(BucketAccess access) {
        this.access = access;
    }

    /** Gives what was spent. */
    CompletableFuture<Long> spend(Part part, long tokens) {
        Debt debt = new Debt(part, tokens, new CompletableFuture<>());
        List<Debt> queue = waiting.compute(part.key(), (key, others) -> joined(others, debt));
        if (queue.isEmpty()) {
            spendNow(List.of(debt));
        }
        return debt.spent();
    }

    private static List<Debt> joined(@Nullable List<Debt> others, Debt debt) {
        if (others == null) {
            return NOBODY;
        }
        List<Debt> queue = others.isEmpty() ? new ArrayList<>() : others;
        queue.add(debt);
        return queue;
    }

    private void spendNow(List<Debt> debts) {
        Part youngest = debts.get(debts.size() - 1).part();
        long tokens = debts.stream().mapToLong(Debt::tokens).sum();
        spendNow(youngest, tokens).whenComplete((spent, failure) -> {
            goOn(youngest.key());
            if (failure == null) {
                share(spent, debts);
            } else {
                debts.forEach(debt -> debt.spent().completeExceptionally(failure));
            }
        });
    }

    /** A back end that never answers must not hold up those behind, nor one that throws, whatever it is. */
    private CompletableFuture<Long> spendNow(Part part, long tokens) {
        try {
            return access.estimate(part)
                    .thenCompose(left -> spendWhatMayBe(part, tokens, left))
                    .orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<Long> spendWhatMayBe(Part part, long tokens, VerboseResult<EstimationProbe> left) {
        long available = left.getDiagnostics().getAvailableTokens();
        long spendable = Math.min(tokens, available + part.capacity());
        return spendable > 0
                ? access.spend(part, spendable).thenApply(spent -> spendable)
                : CompletableFuture.completedFuture(0L);
    }

    /** On another thread, since a back end that answers at once would lead deeper and deeper into the stack of this one. */
    private void goOn(String key) {
        List<Debt> next;
        do {
            next = waiting.put(key, NOBODY);
        } while (next.isEmpty() && !waiting.remove(key, NOBODY));
        if (!next.isEmpty()) {
            List<Debt> debts = next;
            CompletableFuture.runAsync(() -> spendNow(debts));
        }
    }

    /** Who came first gets first. */
    private static void share(long spent, List<Debt> debts) {
        long rest = spent;
        for (Debt debt : debts) {
            long own = Math.min(debt.tokens(), rest);
            rest -= own;
            debt.spent().complete(own);
        }
    }

    /**
     * Tokens to spend.
     *
     * @param part of which bucket
     * @param tokens how many
     * @param spent how many were spent in the end
     */
    private record Debt(Part part, long tokens, CompletableFuture<Long> spent) {}
}
