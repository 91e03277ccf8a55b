package dev.gatehouse.concurrency.adaptive;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.Gradient2Limit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import dev.gatehouse.concurrency.ConcurrencyLimit;
import dev.gatehouse.concurrency.InFlight;
import java.util.function.LongSupplier;

/**
 * A limit that falls while requests take longer than they used to, and rises again when they do not: Netflix's Gradient2
 * over windows of a second. For requests of one kind: of a mixture the durations say little. Requests that end
 * asynchronously and those that are answered with 4xx are counted, not measured. Thread-safe.
 */
public final class AdaptiveLimit implements ConcurrencyLimit {

    private final InFlight inFlight = new InFlight();
    private final Limit limit;
    private final LongSupplier nanoClock;
    private final long origin;

    private AdaptiveLimit(Limit limit, LongSupplier nanoClock) {
        this.limit = limit;
        this.nanoClock = nanoClock;
        this.origin = nanoClock.getAsLong();
    }

    /**
     * Creates a limit that starts at its minimum.
     *
     * @param minimum how many requests at once it lets in at least, 1 or more
     * @param maximum how many at most, not less than the minimum
     * @return the limit
     * @throws IllegalArgumentException if a bound is out of its range
     */
    public static AdaptiveLimit between(int minimum, int maximum) {
        return between(minimum, maximum, System::nanoTime);
    }

    static AdaptiveLimit between(int minimum, int maximum, LongSupplier nanoClock) {
        if (minimum < 1 || maximum < minimum) {
            throw new IllegalArgumentException("A limit cannot adapt between " + minimum + " and " + maximum
                    + ". Use a minimum of at least 1 and a maximum that is not less.");
        }
        Gradient2Limit gradient = Gradient2Limit.newBuilder()
                .initialLimit(minimum)
                .minLimit(minimum)
                .maxConcurrency(maximum)
                .build();
        return new AdaptiveLimit(WindowedLimit.newBuilder().build(gradient), nanoClock);
    }

    @Override
    public int tryEnter() {
        return inFlight.tryEnter(limit.getLimit());
    }

    @Override
    public void leave() {
        inFlight.leave();
    }

    /** The window compares instants with zero, which the system's clock may lie on either side of. */
    @Override
    public void completed(long startNanos, int entered, boolean failed) {
        inFlight.leave();
        long start = startNanos - origin;
        limit.onSample(start, nanoClock.getAsLong() - startNanos, entered, failed);
    }

    @Override
    public boolean measures() {
        return true;
    }

    @Override
    public int inFlight() {
        return inFlight.count();
    }

    @Override
    public int limit() {
        return limit.getLimit();
    }
}
