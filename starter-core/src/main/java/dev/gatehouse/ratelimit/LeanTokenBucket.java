package dev.gatehouse.ratelimit;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * A token bucket of a single bandwidth in a single number: the instant at which it will be full again (the generic cell
 * rate algorithm of ITU-T I.371 in its virtual scheduling form). Taking a token moves that instant by the time a token
 * takes to come back.
 */
final class LeanTokenBucket extends TokenBucket {

    private static final AtomicLongFieldUpdater<LeanTokenBucket> FULL_AT =
            AtomicLongFieldUpdater.newUpdater(LeanTokenBucket.class, "fullAt");

    /** From here on, a token's time rounded to nanoseconds is wrong by less than one in 200,000. */
    private static final long FINE_NANOS = 100_000;

    private static final long LONGEST = Long.MAX_VALUE / 8;

    private volatile long fullAt;

    LeanTokenBucket(RuleTerms terms, long now, double used) {
        super(terms);
        this.fullAt = used == 0 ? 0 : now + (long) (used * depth(terms));
    }

    /** Tells whether a token takes a whole number of nanoseconds, or so many that the rest does not count. */
    static boolean canCount(RuleTerms terms) {
        if (terms.policies().size() != 1) {
            return false;
        }
        Bandwidth bandwidth = terms.policies().get(0).bandwidth();
        boolean exact = bandwidth.period().toNanos() % bandwidth.tokens() == 0;
        return (exact || bandwidth.nanosPerToken() >= FINE_NANOS)
                && Math.multiplyHigh(bandwidth.nanosPerToken(), bandwidth.capacity()) == 0
                && bandwidth.nanosPerToken() * bandwidth.capacity() >= 0
                && bandwidth.nanosPerToken() * bandwidth.capacity() < LONGEST;
    }

    private static long depth(RuleTerms terms) {
        Bandwidth bandwidth = terms.policies().get(0).bandwidth();
        return bandwidth.nanosPerToken() * bandwidth.capacity();
    }

    @Override
    PolicyState tryConsume(int cost, long now) {
        Policy policy = terms().policies().get(0);
        long perToken = policy.nanosPerToken();
        long depth = perToken * policy.bandwidth().capacity();
        while (true) {
            long full = fullAt;
            long from = Math.max(full, now);
            long next = from + cost * perToken;
            long room = now + depth - next;
            if (room < 0) {
                return new PolicyState(policy, Math.max(0, now + depth - from) / perToken, from - now, -room);
            }
            if (FULL_AT.compareAndSet(this, full, next)) {
                return new PolicyState(policy, room / perToken, next - now, 0);
            }
        }
    }

    @Override
    PolicyState estimate(int cost, long now) {
        Policy policy = terms().policies().get(0);
        long perToken = policy.nanosPerToken();
        long depth = perToken * policy.bandwidth().capacity();
        long from = Math.max(fullAt, now);
        long room = now + depth - (from + cost * perToken);
        return new PolicyState(policy, Math.max(0, now + depth - from) / perToken, from - now, room < 0 ? -room : 0);
    }

    @Override
    void refund(int cost) {
        FULL_AT.addAndGet(this, -cost * terms().policies().get(0).nanosPerToken());
    }

    @Override
    void spend(int cost, long now) {
        Bandwidth bandwidth = terms().policies().get(0).bandwidth();
        long most = now + 2 * bandwidth.nanosPerToken() * bandwidth.capacity();
        long spent = Math.min(cost, 2 * bandwidth.capacity()) * bandwidth.nanosPerToken();
        FULL_AT.updateAndGet(this, full -> Math.max(full, Math.min(most, Math.max(full, now) + spent)));
    }

    @Override
    double[] used(long now) {
        return new double[] {(double) Math.max(0, fullAt - now) / depth(terms())};
    }
}
