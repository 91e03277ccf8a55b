package dev.gatehouse.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy.VarExpiration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.VerboseResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Buckets in the memory of this process, by Bucket4j.
 *
 * <p>Bounded without loss: a bucket is forgotten only when it is full again, so no flood of other keys can bring back
 * the tokens of an exhausted one. While {@code maxKeys} buckets are held, a key without one shares one of {@value
 * RuleBuckets#OVERFLOW} overflow buckets of its rule, chosen by a hash that clients cannot foresee. A bucket takes
 * about 300 bytes. Thread-safe, lock-free in the common case.
 */
public final class MemoryRateLimitStore implements RateLimitStore {

    private static final long CLEAN_UP_NANOS = 50_000_000;

    private final int maxKeys;
    private final TimeMeter clock;
    private final Cache<BucketKey, KeyedBucket> buckets;
    private final com.github.benmanes.caffeine.cache.Policy<BucketKey, KeyedBucket> policy;
    private final VarExpiration<BucketKey, KeyedBucket> expiration;
    private final ConcurrentMap<String, RuleBuckets> rules = new ConcurrentHashMap<>();
    private final AtomicLong lastCleanUp;

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
        this.maxKeys = maxKeys;
        this.clock = new NanoClock(nanoClock);
        this.buckets = Caffeine.newBuilder()
                .expireAfter(new UntilFullAgain())
                .ticker(clock::currentTimeNanos)
                .executor(upkeep)
                .build();
        this.policy = buckets.policy();
        this.expiration = policy.expireVariably().orElseThrow();
        this.lastCleanUp = new AtomicLong(clock.currentTimeNanos());
    }

    @Override
    public RateLimitDecision tryConsume(List<Charge> charges) {
        if (charges.size() == 1) {
            return tryConsume(charges.get(0));
        }
        List<PolicyState> states = new ArrayList<>(charges.size());
        int taken = 0;
        int statesOfTaken = 0;
        for (int i = 0; i < charges.size(); i++) {
            Charge charge = charges.get(i);
            if (taken < i) {
                estimate(charge, states);
            } else if (take(charge, states)) {
                taken++;
                statesOfTaken = states.size();
            }
        }
        boolean allowed = taken == charges.size();
        if (!allowed) {
            refund(charges.subList(0, taken));
            giveBack(charges, states, statesOfTaken);
        }
        return new RateLimitDecision(allowed, states);
    }

    private RateLimitDecision tryConsume(Charge charge) {
        List<Policy> policies = charge.rule().policies();
        if (policies.size() == 1) {
            KeyedBucket bucket = bucket(charge);
            ConsumptionProbe probe = bucket.tryConsume(charge.cost());
            keepUntilFull(charge, bucket, probe);
            return new RateLimitDecision(probe.isConsumed(), List.of(state(policies.get(0), probe)));
        }
        List<PolicyState> states = new ArrayList<>(policies.size());
        return new RateLimitDecision(take(charge, states), states);
    }

    private boolean take(Charge charge, List<PolicyState> states) {
        KeyedBucket bucket = bucket(charge);
        List<Policy> policies = charge.rule().policies();
        if (policies.size() == 1) {
            ConsumptionProbe probe = bucket.tryConsume(charge.cost());
            keepUntilFull(charge, bucket, probe);
            states.add(state(policies.get(0), probe));
            return probe.isConsumed();
        }
        VerboseResult<ConsumptionProbe> result = bucket.tryConsumeVerbose(charge.cost());
        ConsumptionProbe probe = result.getValue();
        keepUntilFull(charge, bucket, probe);
        addStates(charge, result, probe.isConsumed(), states);
        return probe.isConsumed();
    }

    private void estimate(Charge charge, List<PolicyState> states) {
        VerboseResult<EstimationProbe> result = bucket(charge).estimate(charge.cost());
        addStates(charge, result, result.getValue().canBeConsumed(), states);
    }

    private static PolicyState state(Policy policy, ConsumptionProbe probe) {
        return new PolicyState(
                policy, probe.getRemainingTokens(), probe.getNanosToWaitForReset(), probe.getNanosToWaitForRefill());
    }

    private static void addStates(Charge charge, VerboseResult<?> result, boolean allowed, List<PolicyState> states) {
        long[] available = result.getDiagnostics().getAvailableTokensPerEachBandwidth();
        List<Policy> policies = charge.rule().policies();
        for (int i = 0; i < available.length; i++) {
            states.add(PolicyState.of(policies.get(i), available[i], allowed ? 0 : charge.cost()));
        }
    }

    private static void giveBack(List<Charge> charges, List<PolicyState> states, int count) {
        int next = 0;
        for (int i = 0; next < count; i++) {
            Charge charge = charges.get(i);
            for (int j = 0; j < charge.rule().policies().size(); j++, next++) {
                states.set(next, states.get(next).givenBack(charge.cost()));
            }
        }
    }

    @Override
    public void refund(List<Charge> charges) {
        for (Charge charge : charges) {
            bucket(charge).refund(charge.cost());
        }
    }

    /**
     * Tells how many buckets are held.
     *
     * @return their number, those that are full again and not yet forgotten included
     */
    public long size() {
        return buckets.estimatedSize();
    }

    /**
     * Holds the bucket until its tokens are back. It is held twice as long as needed, so that a client who goes on
     * sending makes work now and then only.
     */
    private void keepUntilFull(Charge charge, KeyedBucket bucket, ConsumptionProbe probe) {
        long nanosToFull = probe.getNanosToWaitForReset();
        long now = clock.currentTimeNanos();
        if (probe.isConsumed() && bucket.isForgottenBefore(now + nanosToFull + UntilFullAgain.SLACK_NANOS / 2)) {
            long lifetime = 2 * nanosToFull + UntilFullAgain.SLACK_NANOS;
            bucket.holdUntil(now + lifetime);
            expiration.setExpiresAfter(charge.key(), Duration.ofNanos(lifetime));
        }
    }

    private KeyedBucket bucket(Charge charge) {
        KeyedBucket known = policy.getIfPresentQuietly(charge.key());
        return known != null ? known : newBucket(charge);
    }

    private KeyedBucket newBucket(Charge charge) {
        RuleBuckets ofRule = rules.computeIfAbsent(charge.key().rule(), id -> new RuleBuckets(charge.rule(), clock));
        if (buckets.estimatedSize() < maxKeys || cleanUpMakesRoom()) {
            return buckets.get(charge.key(), key -> ofRule.newBucket());
        }
        return ofRule.overflow(charge.key().subject());
    }

    private boolean cleanUpMakesRoom() {
        long now = clock.currentTimeNanos();
        long last = lastCleanUp.get();
        if (now - last < CLEAN_UP_NANOS || !lastCleanUp.compareAndSet(last, now)) {
            return false;
        }
        buckets.cleanUp();
        return buckets.estimatedSize() < maxKeys;
    }

    private record NanoClock(LongSupplier nanos) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return nanos.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
