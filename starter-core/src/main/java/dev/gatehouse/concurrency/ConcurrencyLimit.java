package dev.gatehouse.concurrency;

/** How many requests may be handled at once. Implementations are thread-safe and never wait. */
public interface ConcurrencyLimit {

    /**
     * Lets a request in if there is room. What is let in leaves exactly once, by {@link #leave} or {@link #completed}.
     *
     * @return how many are in now, this one included; 0 if there is no room
     */
    int tryEnter();

    /** Takes note that a request left, whose duration tells nothing: it went on asynchronously or was refused. */
    void leave();

    /**
     * Takes note that a request left, and how long it took.
     *
     * @param startNanos when it entered, by {@link System#nanoTime()}
     * @param inFlight what {@link #tryEnter} returned
     * @param failed whether it failed for want of capacity, e.g. by a time-out
     */
    default void completed(long startNanos, int inFlight, boolean failed) {
        leave();
    }

    /**
     * Tells whether {@link #completed} makes use of durations; if not, nobody has to read the clock.
     *
     * @return true if it does
     */
    default boolean measures() {
        return false;
    }

    /**
     * Tells how many are in.
     *
     * @return requests in flight
     */
    int inFlight();

    /**
     * Tells how many may be in.
     *
     * @return the limit at this moment
     */
    int limit();

    /**
     * Makes a limit that does not change.
     *
     * @param maximum how many requests at once, at least 1
     * @return the limit
     * @throws IllegalArgumentException if the maximum is less than 1
     */
    static ConcurrencyLimit fixed(int maximum) {
        return new FixedLimit(maximum);
    }
}
