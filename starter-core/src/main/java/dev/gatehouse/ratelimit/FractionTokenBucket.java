package dev.gatehouse.ratelimit;

import java.util.ArrayList;
import java.util.List;

/** Several bandwidths, or one too fast for whole nanoseconds, counted in tokens and fractions of them. */
final class FractionTokenBucket implements TokenBucket {

    /** What numbers of this kind round away, in tokens. */
    private static final double ROUNDING = 1e-9;

    private final RuleTerms terms;
    private final Object subject;

    /** Tokens gone from each bandwidth, up to twice its capacity. Also the lock: that of the bucket is the map's. */
    private final double[] used;

    private long usedAt;
    private volatile long heldUntil;

    FractionTokenBucket(RuleTerms terms, Object subject, long now, double[] shares) {
        this.terms = terms;
        this.subject = subject;
        this.used = new double[terms.policies().size()];
        this.usedAt = now;
        for (int i = 0; i < used.length; i++) {
            used[i] = bandwidth(i).capacity() * TokenBucket.shareOf(i, terms, shares);
        }
    }

    private Bandwidth bandwidth(int index) {
        return terms.policies().get(index).bandwidth();
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
        synchronized (used) {
            double[] gone = goneAt(now);
            if (!isThere(cost, gone)) {
                return states(gone, cost);
            }
            for (int i = 0; i < gone.length; i++) {
                gone[i] += bandwidth(i).affordable(cost);
            }
            keep(gone, now);
            return states(gone, 0);
        }
    }

    @Override
    public RateLimitDecision estimate(int cost, long now) {
        synchronized (used) {
            double[] gone = goneAt(now);
            return states(gone, isThere(cost, gone) ? 0 : cost);
        }
    }

    /** A refusal keeps nothing: what comes back between two of a flood might be too little to make another number. */
    private double[] goneAt(long now) {
        double[] gone = used.clone();
        long passed = Math.max(0, now - usedAt);
        for (int i = 0; i < gone.length; i++) {
            Bandwidth bandwidth = bandwidth(i);
            double regained =
                    (double) passed * bandwidth.tokens() / bandwidth.period().toNanos();
            gone[i] = Math.max(0, gone[i] - regained);
        }
        return gone;
    }

    private void keep(double[] gone, long now) {
        System.arraycopy(gone, 0, used, 0, used.length);
        usedAt = Math.max(usedAt, now);
    }

    private boolean isThere(int cost, double[] gone) {
        for (int i = 0; i < gone.length; i++) {
            if (missing(i, cost, gone) > 0) {
                return false;
            }
        }
        return true;
    }

    private double missing(int index, int cost, double[] gone) {
        Bandwidth bandwidth = bandwidth(index);
        double missing = gone[index] + bandwidth.affordable(cost) - bandwidth.capacity();
        return cost > 0 && missing > ROUNDING ? missing : 0;
    }

    private RateLimitDecision states(double[] gone, int refused) {
        List<PolicyState> states = new ArrayList<>(gone.length);
        for (int i = 0; i < gone.length; i++) {
            double left = bandwidth(i).capacity() - gone[i];
            states.add(new PolicyState(
                    terms.policies().get(i),
                    (long) Math.max(0, Math.floor(left + ROUNDING)),
                    nanosToRegain(i, gone[i]),
                    nanosToRegain(i, missing(i, refused, gone))));
        }
        return RateLimitDecision.of(states);
    }

    private long nanosToRegain(int index, double tokens) {
        Bandwidth bandwidth = bandwidth(index);
        double nanos = Math.ceil(tokens * bandwidth.period().toNanos() / bandwidth.tokens());
        return (long) Math.min(nanos, Bandwidth.LONGEST_NANOS);
    }

    @Override
    public void refund(int cost) {
        synchronized (used) {
            for (int i = 0; i < used.length; i++) {
                used[i] = Math.max(0, used[i] - bandwidth(i).affordable(cost));
            }
        }
    }

    @Override
    public long[] change(long[] tokens, long now) {
        synchronized (used) {
            double[] gone = goneAt(now);
            long[] changed = new long[gone.length];
            for (int i = 0; i < gone.length; i++) {
                double most = Math.max(0, Math.floor(2.0 * bandwidth(i).capacity() - gone[i]));
                changed[i] = Math.min(tokens[i], (long) most);
                gone[i] = Math.max(0, gone[i] + changed[i]);
            }
            keep(gone, now);
            return changed;
        }
    }

    @Override
    public double[] used(long now) {
        synchronized (used) {
            double[] shares = goneAt(now);
            for (int i = 0; i < shares.length; i++) {
                shares[i] /= bandwidth(i).capacity();
            }
            return shares;
        }
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
