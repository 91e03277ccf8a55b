package dev.gatehouse.ratelimit.bucket4j;

import dev.gatehouse.ratelimit.Charge;
import dev.gatehouse.ratelimit.Policy;
import dev.gatehouse.ratelimit.RuleTerms;
import io.github.bucket4j.VerboseResult;
import java.util.List;
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

    CompletableFuture<?> spend(String key, Charge charge) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        CompletableFuture<Void> before = last.put(key, done);
        CompletableFuture<?> spent =
                before == null ? spendNow(key, charge) : before.thenCompose(x -> spendNow(key, charge));
        return spent.whenComplete((result, failure) -> {
            last.remove(key, done);
            done.complete(null);
        });
    }

    /** A back end that never answers must not hold up those behind. */
    private CompletableFuture<?> spendNow(String key, Charge charge) {
        RuleTerms terms = charge.rule().terms();
        return access.estimate(key, charge.rule(), terms)
                .thenCompose(left -> {
                    long tokens = Math.min(charge.cost(), spendable(terms, left));
                    return tokens > 0
                            ? access.spend(key, charge.rule(), terms, tokens).thenApply(spent -> tokens)
                            : CompletableFuture.completedFuture(0L);
                })
                .orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS);
    }

    /** The stored limit may be another one, of an instance that was started later. */
    private static long spendable(RuleTerms terms, VerboseResult<?> left) {
        List<Policy> policies = terms.policies();
        long[] available = left.getDiagnostics().getAvailableTokensPerEachBandwidth();
        long most = Long.MAX_VALUE;
        for (int i = 0; i < policies.size(); i++) {
            long tokens = available.length == policies.size()
                    ? available[i]
                    : left.getDiagnostics().getAvailableTokens();
            most = Math.min(most, tokens + policies.get(i).bandwidth().capacity());
        }
        return most;
    }
}
