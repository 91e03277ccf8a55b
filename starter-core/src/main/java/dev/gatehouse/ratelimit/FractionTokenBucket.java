package dev.gatehouse.ratelimit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/** Several bandwidths, or one too fast for whole nanoseconds, counted in tokens and fractions of them, without a lock. */
final class FractionTokenBucket implements TokenBucket {

    /** What numbers of this kind round away, in tokens. */
    private static final double ROUNDING = 1e-9;

    private static final AtomicReferenceFieldUpdater<FractionTokenBucket, Level> LEVEL =
            AtomicReferenceFieldUpdater.newUpdater(FractionTokenBucket.class, Level.class, "level");

    private final RuleTerms terms;
    private final Object subject;

    private volatile Level level;
    private volatile long heldUntil;

    FractionTokenBucket(RuleTerms terms, Object subject, long now, double[] shares) {
        this.terms = terms;
        this.subject = subject;
        double[] gone = new double[terms.policies().size()];
        for (int i = 0; i < gone.length; i++) {
            gone[i] = bandwidth(i).capacity() * shares[i];
        }
        this.level = new Level(gone, now);
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
        while (true) {
            Level before = level;
            double[] gone = goneAt(before, now);
            if (!isThere(cost, gone)) {
                return states(gone, cost);
            }
            for (int i = 0; i < gone.length; i++) {
                gone[i] += bandwidth(i).affordable(cost);
            }
            if (LEVEL.compareAndSet(this, before, before.next(gone, now))) {
                return states(gone, 0);
            }
        }
    }

    @Override
    public RateLimitDecision estimate(int cost, long now) {
        double[] gone = goneAt(level, now);
        return states(gone, isThere(cost, gone) ? 0 : cost);
    }

    /** A refusal keeps nothing: what comes back between two of a flood might be too little to make another number. */
    private double[] goneAt(Level last, long now) {
        double[] gone = last.gone().clone();
        long passed = Math.max(0, now - last.at());
        for (int i = 0; i < gone.length; i++) {
            Bandwidth bandwidth = bandwidth(i);
            double regained =
                    (double) passed * bandwidth.tokens() / bandwidth.period().toNanos();
            gone[i] = Math.max(0, gone[i] - regained);
        }
        return gone;
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
        LEVEL.updateAndGet(this, last -> {
            double[] gone = last.gone().clone();
            for (int i = 0; i < gone.length; i++) {
                gone[i] = Math.max(0, gone[i] - bandwidth(i).affordable(cost));
            }
            return new Level(gone, last.at());
        });
    }

    @Override
    public long[] change(long[] tokens, long now) {
        while (true) {
            Level before = level;
            double[] gone = goneAt(before, now);
            long[] changed = new long[gone.length];
            for (int i = 0; i < gone.length; i++) {
                double most = Math.max(0, Math.floor(2.0 * bandwidth(i).capacity() - gone[i]));
                changed[i] = Math.min(tokens[i], (long) most);
                gone[i] = Math.max(0, gone[i] + changed[i]);
            }
            if (LEVEL.compareAndSet(this, before, before.next(gone, now))) {
                return changed;
            }
        }
    }

    @Override
    public double[] used(long now) {
        double[] shares = goneAt(level, now);
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= bandwidth(i).capacity();
        }
        return shares;
    }

    @Override
    public long heldUntil() {
        return heldUntil;
    }

    @Override
    public void holdUntil(long instant) {
        heldUntil = instant;
    }

    /**
     * How far the bandwidths are down at a moment. Never changed.
     *
     * @param gone tokens gone from each, up to twice its capacity
     * @param at by the clock of the store
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Level(double[] gone, long at) {

        /** Two threads may have read the clock in another order than they come here. */
        Level next(double[] next, long now) {
            return new Level(next, Math.max(at, now));
        }
    }
}
