package dev.gatehouse.ratelimit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.LongSupplier;

/**
 * Buckets in the memory of this process. A limit of a single bandwidth is counted in one number.
 *
 * <p>Bounded without loss: a bucket is forgotten only when it is full again, so no flood of other keys can bring back
 * the tokens of an exhausted one. While {@code maxKeys} buckets are held, a key without one shares one of {@value
 * SharedBuckets#COUNT} buckets of its rule, chosen by a hash that clients cannot foresee. A bucket takes about 190
 * bytes, one of several bandwidths about 220. Thread-safe, lock-free in the common case.
 */
public final class MemoryRateLimitStore implements RateLimitStore {

    private final BucketClock clock;
    private final MemoryBuckets buckets;
    private final MemoryPenalties penalties;

    /**
     * Creates an empty store on the system's monotonic clock.
     *
     * @param maxKeys how many buckets to hold before new keys share some, 1 or more
     */
    public MemoryRateLimitStore(int maxKeys) {
        this(maxKeys, System::nanoTime, ForkJoinPool.commonPool());
    }

    /**
     * Creates an empty store on a clock of one's own, with all upkeep on the calling thread.
     *
     * @param maxKeys how many buckets to hold before new keys share some, 1 or more
     * @param nanoClock tells the time in nanoseconds from any origin; never goes back
     */
    public MemoryRateLimitStore(int maxKeys, LongSupplier nanoClock) {
        this(maxKeys, nanoClock, Runnable::run);
    }

    private MemoryRateLimitStore(int maxKeys, LongSupplier nanoClock, Executor upkeep) {
        this.clock = new BucketClock(nanoClock);
        this.buckets = new MemoryBuckets(maxKeys, clock, upkeep);
        this.penalties = new MemoryPenalties(maxKeys, clock, upkeep);
    }

    @Override
    public RateLimitDecision tryConsume(Charge charge) {
        long now = clock.nanos();
        Penalty penalty = charge.rule().penalty();
        if (penalty != null) {
            long blocked = penalties.nanosBlocked(charge.key(), now);
            if (blocked > 0) {
                return PolicyState.blocked(charge.rule(), blocked);
            }
        }
        RateLimitDecision decision = take(charge, now);
        return penalty == null || decision.allowed() ? decision : punished(charge, penalty, decision, now);
    }

    private RateLimitDecision punished(Charge charge, Penalty penalty, RateLimitDecision decision, long now) {
        long blocked = penalties.countRejection(charge.key(), penalty, now);
        return blocked == 0 ? decision : decision.and(PolicyState.blocked(charge.rule(), blocked));
    }

    @Override
    public RateLimitDecision tryConsume(List<Charge> charges) {
        if (charges.size() == 1) {
            return tryConsume(charges.get(0));
        }
        long now = clock.nanos();
        List<PolicyState> states = new ArrayList<>(charges.size());
        List<Charge> taken = new ArrayList<>(charges.size());
        boolean blocked = isAnyBlocked(charges, states, now);
        boolean refused = blocked;
        for (int i = 0; i < charges.size(); i++) {
            Charge charge = charges.get(i);
            RateLimitDecision decision = refused ? estimate(charge, now) : take(charge, now);
            states.addAll(decision.states());
            refused |= !decision.allowed();
            if (!refused && !isViolated(decision)) {
                taken.add(charge);
            }
        }
        if (!refused) {
            return RateLimitDecision.of(states);
        }
        refund(taken);
        restore(taken, states);
        if (!blocked) {
            punish(charges, states, now);
        }
        return RateLimitDecision.of(states);
    }

    private static boolean isViolated(RateLimitDecision decision) {
        for (int i = 0; i < decision.states().size(); i++) {
            if (decision.states().get(i).isViolated()) {
                return true;
            }
        }
        return false;
    }

    private boolean isAnyBlocked(List<Charge> charges, List<PolicyState> states, long now) {
        for (int i = 0; i < charges.size(); i++) {
            Charge charge = charges.get(i);
            long blocked = punishes(charge.rule()) ? penalties.nanosBlocked(charge.key(), now) : 0;
            if (blocked > 0) {
                states.add(PolicyState.blocked(charge.rule(), blocked));
            }
        }
        return !states.isEmpty();
    }

    /** A client that is refused sees the tokens that came back to it. */
    private static void restore(List<Charge> taken, List<PolicyState> states) {
        for (Charge charge : taken) {
            states.replaceAll(state -> state.policy().rule() == charge.rule() ? state.givenBack(charge.cost()) : state);
        }
    }

    private void punish(List<Charge> charges, List<PolicyState> states, long now) {
        for (Charge charge : charges) {
            Penalty penalty = charge.rule().penalty();
            if (penalty == null || charge.rule().isShadow() || !isGuilty(charge.rule(), states)) {
                continue;
            }
            long blocked = penalties.countRejection(charge.key(), penalty, now);
            if (blocked > 0) {
                states.add(PolicyState.blocked(charge.rule(), blocked));
            }
        }
    }

    private static boolean punishes(RateLimitRule rule) {
        return rule.penalty() != null && !rule.isShadow();
    }

    private static boolean isGuilty(RateLimitRule rule, List<PolicyState> states) {
        return states.stream()
                .anyMatch(state -> state.isViolated() && state.policy().rule() == rule);
    }

    private RateLimitDecision take(Charge charge, long now) {
        TokenBucket bucket = buckets.of(charge, now);
        RateLimitDecision decision = bucket.tryConsume(charge.cost(), now);
        if (decision instanceof PolicyState state) {
            if (!state.isViolated()) {
                buckets.keepUntilFull(charge.key(), bucket, state.nanosToFull(), now);
            }
        } else if (!isViolated(decision)) {
            buckets.keepUntilFull(charge.key(), bucket, nanosToFull(decision), now);
        }
        return decision;
    }

    private static long nanosToFull(RateLimitDecision decision) {
        long nanos = 0;
        for (int i = 0; i < decision.states().size(); i++) {
            nanos = Math.max(nanos, decision.states().get(i).nanosToFull());
        }
        return nanos;
    }

    private RateLimitDecision estimate(Charge charge, long now) {
        return buckets.of(charge, now).estimate(charge.cost(), now);
    }

    @Override
    public void refund(List<Charge> charges, RateLimitDecision decided) {
        refund(charges);
    }

    /**
     * Gives back what {@link #tryConsume} took. A bucket never holds more than its capacity.
     *
     * @param charges charges that were taken and are to count no more
     */
    public void refund(List<Charge> charges) {
        long now = clock.nanos();
        for (int i = 0; i < charges.size(); i++) {
            Charge charge = charges.get(i);
            buckets.of(charge, now).refund(charge.cost());
        }
    }

    @Override
    public CompletableFuture<Taken> settle(Taken taken, int cost) {
        long now = clock.nanos();
        Charge charge = taken.charge();
        TokenBucket bucket = buckets.of(charge, now);
        long[] changed = bucket.change(taken.changesTo(cost, bucket.terms()), now);
        buckets.keepUntilFull(charge.key(), bucket, nanosToFull(bucket.estimate(0, now)), now);
        return CompletableFuture.completedFuture(taken.changedBy(changed));
    }

    @Override
    public List<PolicyState> lookUp(RateLimitRule rule, Object subject) {
        long now = clock.nanos();
        Charge charge = Charge.of(rule, subject);
        List<PolicyState> states =
                new ArrayList<>(estimate(new Charge(rule, charge.key(), 0), now).states());
        long blocked = penalties.nanosBlocked(charge.key(), now);
        if (blocked > 0) {
            states.add(PolicyState.blocked(rule, blocked));
        }
        return states;
    }

    @Override
    public void reset(BucketKey key) {
        buckets.forget(key);
        penalties.forget(key);
    }

    @Override
    public List<BlockedKey> blocked(int atMost) {
        return penalties.blocked(atMost);
    }

    /**
     * Tells how many buckets are held.
     *
     * @return their number, those that are full again and not yet forgotten included
     */
    public long size() {
        return buckets.count();
    }
}
