package dev.gatehouse.ratelimit.bucket4j;

import dev.gatehouse.ratelimit.Bandwidth;
import dev.gatehouse.ratelimit.BlockedKey;
import dev.gatehouse.ratelimit.BucketKey;
import dev.gatehouse.ratelimit.Charge;
import dev.gatehouse.ratelimit.MemoryPenalties;
import dev.gatehouse.ratelimit.Penalty;
import dev.gatehouse.ratelimit.Policy;
import dev.gatehouse.ratelimit.PolicyState;
import dev.gatehouse.ratelimit.RateLimitDecision;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RuleTerms;
import dev.gatehouse.ratelimit.remote.BucketNames;
import dev.gatehouse.ratelimit.remote.RemoteBuckets;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Buckets in whatever a Bucket4j {@code ProxyManager} keeps them in: Hazelcast, a database, Redis and others. The
 * manager's key is text, {@code <prefix><rule>:<subject>}; one of another type fits in by {@code withMapper}.
 *
 * <p>Penalties are not part of Bucket4j and are counted by each instance for itself. When the limit of a rule changes, a
 * bucket keeps the share of its tokens; while instances with an old and a new limit run side by side, the one that was
 * started or changed last decides. Thread-safe.
 */
public final class ProxyManagerBuckets implements RemoteBuckets, AutoCloseable {

    private static final int PENALTIES = 100_000;

    private final String prefix;
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
        this.prefix = prefix;
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
        int cost = terms.affordable(charge.cost());
        if (cost == 0) {
            return lookUp(rule, charge.key().subject()).thenApply(RateLimitDecision::of);
        }
        return access.tryConsume(name(charge.key()), rule, terms, cost).thenApply(result -> {
            ConsumptionProbe probe = result.getValue();
            List<PolicyState> states =
                    states(terms, result, probe.isConsumed() ? 0 : cost, probe.getNanosToWaitForRefill());
            long blocked = probe.isConsumed() || penalty == null ? 0 : penalties.countRejection(charge.key(), penalty);
            if (blocked > 0) {
                states.add(PolicyState.blocked(rule, blocked));
            }
            return RateLimitDecision.of(states);
        });
    }

    private String name(BucketKey key) {
        return prefix + BucketNames.of(key);
    }

    /** The stored limit may be another one, of an instance that was started later. */
    private static List<PolicyState> states(RuleTerms terms, VerboseResult<?> result, long refused, long nanosToWait) {
        List<Policy> policies = terms.policies();
        long[] available = result.getDiagnostics().getAvailableTokensPerEachBandwidth();
        List<PolicyState> states = new ArrayList<>(policies.size() + 1);
        boolean violated = false;
        for (int i = 0; i < policies.size(); i++) {
            Bandwidth bandwidth = policies.get(i).bandwidth();
            long tokens = Math.min(
                    bandwidth.capacity(),
                    available.length == policies.size()
                            ? available[i]
                            : result.getDiagnostics().getAvailableTokens());
            PolicyState state = PolicyState.of(policies.get(i), tokens, refused).waitingAtMost(nanosToWait);
            violated |= state.isViolated();
            states.add(state);
        }
        if (refused > 0 && !violated) {
            PolicyState first = states.get(0);
            states.set(
                    0,
                    new PolicyState(
                            first.policy(),
                            0,
                            first.policy()
                                    .bandwidth()
                                    .nanosToRegain(first.policy().bandwidth().capacity()),
                            Math.max(1, nanosToWait)));
        }
        return states;
    }

    @Override
    public CompletableFuture<?> giveBack(Charge charge) {
        RuleTerms terms = charge.rule().terms();
        int cost = terms.affordable(charge.cost());
        return cost == 0
                ? CompletableFuture.completedFuture(null)
                : access.addTokens(name(charge.key()), charge.rule(), terms, cost);
    }

    @Override
    public CompletableFuture<?> spend(Charge charge) {
        return charge.cost() == 0 ? CompletableFuture.completedFuture(null) : debts.spend(name(charge.key()), charge);
    }

    @Override
    public CompletableFuture<List<PolicyState>> lookUp(RateLimitRule rule, Object subject) {
        RuleTerms terms = rule.terms();
        BucketKey key = new BucketKey(rule.id(), subject);
        CompletableFuture<VerboseResult<EstimationProbe>> estimate = access.estimate(name(key), rule, terms);
        return estimate.thenApply(result -> {
            List<PolicyState> states = states(terms, result, 0, Long.MAX_VALUE);
            long blocked = rule.penalty() == null ? 0 : penalties.nanosBlocked(key);
            if (blocked > 0) {
                states.add(PolicyState.blocked(rule, blocked));
            }
            return states;
        });
    }

    @Override
    public CompletableFuture<?> reset(BucketKey key) {
        penalties.forget(key);
        return access.remove(name(key));
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
