package dev.gatehouse.ratelimit.bucket4j;

import dev.gatehouse.ratelimit.BlockedKey;
import dev.gatehouse.ratelimit.BucketKey;
import dev.gatehouse.ratelimit.Charge;
import dev.gatehouse.ratelimit.MemoryPenalties;
import dev.gatehouse.ratelimit.PartlySettledException;
import dev.gatehouse.ratelimit.Penalty;
import dev.gatehouse.ratelimit.PolicyState;
import dev.gatehouse.ratelimit.RateLimitDecision;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RuleTerms;
import dev.gatehouse.ratelimit.Taken;
import dev.gatehouse.ratelimit.remote.RemoteBuckets;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Buckets in whatever a Bucket4j {@code ProxyManager} keeps them in: Hazelcast, a database, Redis and others. The
 * manager's key is text, {@code <prefix><rule>:<subject>}, and {@code <prefix>%1:<rule>:<subject>} and so on for the second
 * bandwidth of a limit and those behind it; one of another type fits in by {@code withMapper}.
 *
 * <p>Penalties are not part of Bucket4j and are counted by each instance for itself. When the limit of a rule changes, a
 * bucket keeps the share of its tokens; while instances with an old and a new limit run side by side, the one that was
 * started or changed last decides. Thread-safe.
 */
public final class ProxyManagerBuckets implements RemoteBuckets, AutoCloseable {

    private static final int PENALTIES = 100_000;

    private final Parts parts;
    private final BucketAccess access;
    private final Debts debts;
    private final MemoryPenalties penalties = new MemoryPenalties(PENALTIES);

    /**
     * Creates buckets.
     *
     * @param manager keeps them; should have a timeout of its own and let what is full again expire
     * @param prefix what all keys begin with
     */
    public ProxyManagerBuckets(ProxyManager<String> manager, String prefix) {
        this.parts = new Parts(prefix);
        this.access = manager.isAsyncModeSupported() ? new AsyncAccess(manager) : new BlockingAccess(manager);
        this.debts = new Debts(access);
    }

    @Override
    public String name() {
        return "Bucket4j's back end";
    }

    @Override
    public CompletableFuture<RateLimitDecision> take(Charge charge, int earlierRefusals) {
        RateLimitRule rule = charge.rule();
        RuleTerms terms = rule.terms();
        Penalty penalty = rule.isShadow() ? null : rule.penalty();
        if (penalty != null) {
            for (int i = 0; i < earlierRefusals; i++) {
                penalties.countRejection(charge.key(), penalty);
            }
            long blocked = penalties.nanosBlocked(charge.key());
            if (blocked > 0) {
                return CompletableFuture.completedFuture(PolicyState.blocked(rule, blocked));
            }
        }
        if (charge.cost() == 0) {
            return lookUp(rule, charge.key().subject()).thenApply(RateLimitDecision::of);
        }
        return take(parts.of(charge.key(), rule, terms), charge.cost()).thenApply(taken -> {
            boolean refused = taken.stream().anyMatch(PolicyState::isViolated);
            long blocked = refused && penalty != null ? penalties.countRejection(charge.key(), penalty) : 0;
            if (blocked > 0) {
                taken.add(PolicyState.blocked(rule, blocked));
            }
            return RateLimitDecision.of(taken);
        });
    }

    /** Asks all at once; those that were taken are given back if another one refuses or fails. */
    private CompletableFuture<List<PolicyState>> take(List<Part> asked, int cost) {
        List<CompletableFuture<PolicyState>> answers =
                asked.stream().map(part -> take(part, cost)).toList();
        return all(answers)
                .whenComplete((states, failure) -> {
                    if (failure != null) {
                        undoAnswered(asked, answers, cost);
                    }
                })
                .thenCompose(states -> states.stream().noneMatch(PolicyState::isViolated)
                        ? CompletableFuture.completedFuture(states)
                        : undo(asked, states, cost));
    }

    private CompletableFuture<PolicyState> take(Part part, int cost) {
        long tokens = part.affordable(cost);
        return access.tryConsume(part, tokens).thenApply(result -> {
            ConsumptionProbe probe = result.getValue();
            return probe.isConsumed() ? state(part, result, 0) : refusal(part, result, tokens);
        });
    }

    /** Nobody waits for the end: the request is decided elsewhere. */
    private void undoAnswered(List<Part> asked, List<CompletableFuture<PolicyState>> answers, int cost) {
        for (int i = 0; i < asked.size(); i++) {
            CompletableFuture<PolicyState> answer = answers.get(i);
            if (!answer.isCompletedExceptionally() && !answer.join().isViolated()) {
                giveBack(asked.get(i), cost);
            }
        }
    }

    private CompletableFuture<?> giveBack(Part part, int cost) {
        return access.addTokens(part, part.affordable(cost));
    }

    private CompletableFuture<List<PolicyState>> undo(List<Part> asked, List<PolicyState> states, int cost) {
        List<CompletableFuture<?>> undone = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Part part = asked.get(i);
            if (!states.get(i).isViolated()) {
                undone.add(giveBack(part, cost));
                states.set(i, states.get(i).givenBack(part.affordable(cost)));
            }
        }
        return CompletableFuture.allOf(undone.toArray(CompletableFuture[]::new)).handle((done, failure) -> states);
    }

    private static PolicyState state(Part part, VerboseResult<?> result, long refused) {
        long available = result.getDiagnostics().getAvailableTokens();
        return PolicyState.of(part.policy(), Math.min(part.capacity(), available), refused);
    }

    /** The stored limit may be another one, of an instance that was started later, by which it refuses. */
    private static PolicyState refusal(Part part, VerboseResult<ConsumptionProbe> result, long tokens) {
        long wait = result.getValue().getNanosToWaitForRefill();
        PolicyState state = state(part, result, tokens).waitingAtMost(wait);
        long toFull = part.policy().bandwidth().nanosToRegain(part.capacity());
        return state.isViolated() ? state : new PolicyState(part.policy(), 0, toFull, Math.max(1, wait));
    }

    @Override
    public CompletableFuture<?> giveBack(Charge charge) {
        return settle(Taken.by(charge), 0);
    }

    @Override
    public CompletableFuture<Taken> settle(Taken taken, int cost) {
        Charge charge = taken.charge();
        RuleTerms terms = charge.rule().terms();
        List<Part> changed = parts.of(charge.key(), charge.rule(), terms);
        long[] changes = taken.changesTo(cost, terms);
        List<CompletableFuture<Long>> answers = new ArrayList<>(changes.length);
        for (int i = 0; i < changes.length; i++) {
            answers.add(change(changed.get(i), changes[i]));
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .handle((done, failure) -> settled(taken, answers, failure));
    }

    private static Taken settled(Taken taken, List<CompletableFuture<Long>> answers, @Nullable Throwable failure) {
        Taken now = taken.changedBy(
                answers.stream().mapToLong(ProxyManagerBuckets::changed).toArray());
        if (failure != null) {
            throw new PartlySettledException(now, failure);
        }
        return now;
    }

    private static long changed(CompletableFuture<Long> answer) {
        return answer.isCompletedExceptionally() ? 0 : answer.join();
    }

    private CompletableFuture<Long> change(Part part, long tokens) {
        if (tokens > 0) {
            return debts.spend(part, tokens);
        }
        return tokens == 0
                ? CompletableFuture.completedFuture(0L)
                : access.addTokens(part, -tokens).thenApply(done -> tokens);
    }

    @Override
    public CompletableFuture<List<PolicyState>> lookUp(RateLimitRule rule, Object subject) {
        BucketKey key = new BucketKey(rule.id(), subject);
        return each(
                        parts.of(key, rule, rule.terms()),
                        part -> access.estimate(part).thenApply(result -> state(part, result, 0)))
                .thenApply(states -> {
                    long blocked = rule.penalty() == null ? 0 : penalties.nanosBlocked(key);
                    if (blocked > 0) {
                        states.add(PolicyState.blocked(rule, blocked));
                    }
                    return states;
                });
    }

    private static <T> CompletableFuture<List<T>> each(List<Part> parts, Function<Part, CompletableFuture<T>> command) {
        return all(parts.stream().map(command).toList());
    }

    private static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> answers) {
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(all ->
                        answers.stream().map(CompletableFuture::join).collect(Collectors.toCollection(ArrayList::new)));
    }

    @Override
    public CompletableFuture<?> reset(BucketKey key) {
        penalties.forget(key);
        return CompletableFuture.allOf(
                parts.allNames(key).stream().map(access::remove).toArray(CompletableFuture[]::new));
    }

    /** Lists what this instance blocks. */
    @Override
    public CompletableFuture<List<BlockedKey>> blocked(int atMost) {
        return CompletableFuture.completedFuture(penalties.blocked(atMost));
    }

    /** Ends the threads that wait for a back end without asynchronous mode, if there are any. */
    @Override
    public void close() {
        access.close();
    }
}
