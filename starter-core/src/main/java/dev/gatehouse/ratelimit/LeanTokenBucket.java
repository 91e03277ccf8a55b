package dev.gatehouse.ratelimit;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket of a single bandwidth in a single number: the instant at which it will be full again (the generic cell
 * rate algorithm of ITU-T I.371 in its virtual scheduling form). Taking a token moves that instant by the time a token
 * takes to come back.
 */
final class LeanTokenBucket extends AtomicLong implements TokenBucket {

    private static final long serialVersionUID = 1;

    /** From here on, a token's time rounded to nanoseconds is wrong by less than one in 200,000. */
    private static final long FINE_NANOS = 100_000;

    private final transient RuleTerms terms;
    private final transient Object subject;
    private volatile long heldUntil;

    LeanTokenBucket(RuleTerms terms, Object subject, long now, double used) {
        super(used == 0 ? 0 : now + (long) (used * depth(terms)));
        this.terms = terms;
        this.subject = subject;
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
                && bandwidth.nanosPerToken() * bandwidth.capacity() < Bandwidth.LONGEST_NANOS;
    }

    private static long depth(RuleTerms terms) {
        Bandwidth bandwidth = terms.policies().get(0).bandwidth();
        return bandwidth.nanosPerToken() * bandwidth.capacity();
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
    public PolicyState tryConsume(int cost, long now) {
        Policy policy = terms.policies().get(0);
        long perToken = policy.bandwidth().nanosPerToken();
        long depth = perToken * policy.bandwidth().capacity();
        long tokens = policy.bandwidth().affordable(cost);
        while (true) {
            long full = get();
            long from = Math.max(full, now);
            long next = from + tokens * perToken;
            long room = now + depth - next;
            if (room < 0 && tokens > 0) {
                return new PolicyState(policy, Math.max(0, now + depth - from) / perToken, from - now, -room);
            }
            if (compareAndSet(full, next)) {
                return new PolicyState(policy, Math.max(0, room) / perToken, next - now, 0);
            }
        }
    }

    @Override
    public PolicyState estimate(int cost, long now) {
        Policy policy = terms.policies().get(0);
        long perToken = policy.bandwidth().nanosPerToken();
        long depth = perToken * policy.bandwidth().capacity();
        long from = Math.max(get(), now);
        long left = now + depth - from;
        long missing = policy.bandwidth().affordable(cost) * perToken - left;
        return new PolicyState(policy, Math.max(0, left) / perToken, from - now, cost > 0 && missing > 0 ? missing : 0);
    }

    @Override
    public void refund(int cost) {
        Bandwidth bandwidth = terms.policies().get(0).bandwidth();
        addAndGet(-bandwidth.affordable(cost) * bandwidth.nanosPerToken());
    }

    @Override
    public long[] change(long[] tokens, long now) {
        Bandwidth bandwidth = terms.policies().get(0).bandwidth();
        long perToken = bandwidth.nanosPerToken();
        long deepest = 2 * bandwidth.capacity();
        long most = now + deepest * perToken;
        while (true) {
            long full = get();
            long from = Math.max(full, now);
            long changed = Math.min(tokens[0], Math.max(0, most - from) / perToken);
            // More may come back than was ever gone here: it was taken by a limit that held before.
            if (compareAndSet(full, from + Math.max(changed, -deepest) * perToken)) {
                return new long[] {changed};
            }
        }
    }

    @Override
    public double[] used(long now) {
        return new double[] {(double) Math.max(0, get() - now) / depth(terms)};
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
