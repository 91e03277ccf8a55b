package dev.gatehouse.ratelimit;

import java.time.Duration;

/**
 * The terms of one token bucket: it holds up to {@code capacity} tokens and regains {@code tokens} evenly over each
 * {@code period}. Immutable.
 *
 * @param tokens tokens regained per period, 1 to 1,000,000,000
 * @param period whole seconds, 1 second to 366 days
 * @param capacity tokens the full bucket holds, 1 to 1,000,000,000; equal to {@code tokens} unless a burst is set
 */
public record Bandwidth(long tokens, Duration period, long capacity) {

    /** What takes longer, half a lifetime, is said to take this long: a few of them can be added up. */
    static final long LONGEST_NANOS = Long.MAX_VALUE / 8;

    static final long MAX_TOKENS = 1_000_000_000;
    static final Duration MAX_PERIOD = Duration.ofDays(366);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a component is out of its range
     */
    public Bandwidth {
        if (tokens < 1 || tokens > MAX_TOKENS || capacity < 1 || capacity > MAX_TOKENS) {
            throw new IllegalArgumentException("A limit allows 1 to 1000000000 requests, also as a burst.");
        }
        boolean wholeSeconds = period.getNano() == 0 && period.getSeconds() >= 1;
        if (!wholeSeconds || period.compareTo(MAX_PERIOD) > 0) {
            throw new IllegalArgumentException("A limit has a period of 1 second to 366 days, in whole seconds.");
        }
    }

    /**
     * Gives what a request takes of this bandwidth: a full bucket always lets one request pass, however dear.
     *
     * @param cost tokens, 0 or more
     * @return the tokens to take
     */
    public int affordable(int cost) {
        return (int) Math.min(cost, capacity);
    }

    /** Gives the time a token takes to come back, in nanoseconds, rounded. */
    long nanosPerToken() {
        return (period.toNanos() + tokens / 2) / tokens;
    }

    /**
     * Tells how long regaining takes, rounded up.
     *
     * @param missing how many tokens, 0 to {@link #capacity()}
     * @return nanoseconds; 0 for none, 36 years at most
     */
    public long nanosToRegain(long missing) {
        if (missing <= 0) {
            return 0;
        }
        long high = Math.multiplyHigh(missing, period.toNanos());
        long low = missing * period.toNanos();
        if (high == 0 && low >= 0 && low <= Long.MAX_VALUE - tokens) {
            return Math.min(LONGEST_NANOS, (low + tokens - 1) / tokens);
        }
        double nanos = (double) missing * period.toNanos() / tokens;
        return nanos >= LONGEST_NANOS ? LONGEST_NANOS : (long) Math.ceil(nanos);
    }

    /** Tells whether whoever keeps to this bandwidth can never exceed the other one. */
    boolean isWithin(Bandwidth other) {
        double rate = (double) tokens / period.toSeconds();
        double otherRate = (double) other.tokens / other.period.toSeconds();
        return capacity <= other.capacity && rate <= otherRate;
    }

    /** Gives the text that {@link Limit#of} reads. */
    @Override
    public String toString() {
        String rate = tokens + "/" + LimitText.period(period);
        return capacity == tokens ? rate : rate + " burst " + capacity;
    }
}
