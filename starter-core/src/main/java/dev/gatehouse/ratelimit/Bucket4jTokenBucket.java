package dev.gatehouse.ratelimit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.local.LocalBucket;
import io.github.bucket4j.local.LocalBucketBuilder;
import java.util.ArrayList;
import java.util.List;

/** Several bandwidths, or one too fast for whole nanoseconds, counted by Bucket4j. */
final class Bucket4jTokenBucket implements TokenBucket {

    private final RuleTerms terms;
    private final Object subject;
    private final LocalBucket bucket;
    private volatile long heldUntil;

    private Bucket4jTokenBucket(RuleTerms terms, Object subject, LocalBucket bucket) {
        this.terms = terms;
        this.subject = subject;
        this.bucket = bucket;
    }

    static Bucket4jTokenBucket of(RuleTerms terms, Object subject, BucketClock clock, double[] used) {
        int count = terms.policies().size();
        long[] initial = new long[count];
        long debt = 0;
        for (int i = 0; i < count; i++) {
            double left = 1 - TokenBucket.shareOf(i, terms, used);
            initial[i] = (long) Math.floor(terms.policies().get(i).bandwidth().capacity() * left);
            debt = Math.max(debt, -initial[i]);
        }
        LocalBucketBuilder builder = Bucket.builder().withCustomTimePrecision(clock);
        for (int i = 0; i < count; i++) {
            Bandwidth bandwidth = terms.policies().get(i).bandwidth();
            long start = Math.min(bandwidth.capacity(), initial[i] + debt);
            builder.addLimit(limit -> limit.capacity(bandwidth.capacity())
                    .refillGreedy(bandwidth.tokens(), bandwidth.period())
                    .initialTokens(start));
        }
        LocalBucket bucket = builder.build();
        if (debt > 0) {
            // A bucket of Bucket4j cannot begin with less than nothing.
            bucket.consumeIgnoringRateLimits(debt);
        }
        return new Bucket4jTokenBucket(terms, subject, bucket);
    }

    @Override
    public RuleTerms terms() {
        return terms;
    }

    @Override
    public Object subject() {
        return subject;
    }

    @Override
    public RateLimitDecision tryConsume(int cost, long now) {
        VerboseResult<ConsumptionProbe> result = bucket.asVerbose().tryConsumeAndReturnRemaining(cost);
        ConsumptionProbe probe = result.getValue();
        return states(result, probe.isConsumed() ? 0 : cost, probe.getNanosToWaitForRefill());
    }

    @Override
    public RateLimitDecision estimate(int cost, long now) {
        if (cost == 0) {
            return states(bucket.asVerbose().getAvailableTokens(), 0, Long.MAX_VALUE);
        }
        VerboseResult<EstimationProbe> result = bucket.asVerbose().estimateAbilityToConsume(cost);
        EstimationProbe probe = result.getValue();
        return states(result, probe.canBeConsumed() ? 0 : cost, probe.getNanosToWaitForRefill());
    }

    private RateLimitDecision states(VerboseResult<?> result, int refused, long nanosToWait) {
        long[] available = result.getDiagnostics().getAvailableTokensPerEachBandwidth();
        List<Policy> policies = terms.policies();
        List<PolicyState> states = new ArrayList<>(available.length);
        for (int i = 0; i < available.length; i++) {
            states.add(PolicyState.of(policies.get(i), available[i], refused).waitingAtMost(nanosToWait));
        }
        return RateLimitDecision.of(states);
    }

    @Override
    public void refund(int cost) {
        bucket.addTokens(cost);
    }

    @Override
    public void spend(int cost, long now) {
        long most = Long.MAX_VALUE;
        long[] available = available();
        for (int i = 0; i < available.length; i++) {
            most = Math.min(
                    most, available[i] + terms.policies().get(i).bandwidth().capacity());
        }
        long spent = Math.min(cost, most);
        if (spent > 0) {
            bucket.consumeIgnoringRateLimits(spent);
        }
    }

    private long[] available() {
        return bucket.asVerbose().getAvailableTokens().getDiagnostics().getAvailableTokensPerEachBandwidth();
    }

    @Override
    public double[] used(long now) {
        long[] available = available();
        double[] used = new double[available.length];
        for (int i = 0; i < used.length; i++) {
            used[i] = 1
                    - (double) available[i]
                            / terms.policies().get(i).bandwidth().capacity();
        }
        return used;
    }

    @Override
    public long heldUntil() {
        return heldUntil;
    }

    @Override
    public void holdUntil(long instant) {
        heldUntil = instant;
    }
}
