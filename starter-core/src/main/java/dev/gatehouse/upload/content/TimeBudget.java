package dev.gatehouse.upload.content;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How long a check may still take. Asked in every loop. For one thread. */
public final class TimeBudget {

    private final LongSupplier nanoTime;
    private long end;

    private TimeBudget(LongSupplier nanoTime, Duration time) {
        this.nanoTime = nanoTime;
        this.end = nanoTime.getAsLong() + time.toNanos();
    }

    /**
     * Starts the time.
     *
     * @param time how long from now on
     * @return the budget
     */
    public static TimeBudget of(Duration time) {
        return new TimeBudget(System::nanoTime, time);
    }

    /**
     * Starts the time of another clock.
     *
     * @param time how long from now on
     * @param nanoTime the clock, in nanoseconds
     * @return the budget
     */
    public static TimeBudget of(Duration time, LongSupplier nanoTime) {
        return new TimeBudget(nanoTime, time);
    }

    /**
     * Leaves out a time in which others worked.
     *
     * @param nanos how long they took, in nanoseconds
     */
    public void extend(long nanos) {
        end += nanos;
    }

    /**
     * Ends the check if its time is over.
     *
     * @throws UploadRefusedException with {@link UploadReason#ANALYSIS_TIMEOUT} if no time is left
     */
    public void check() {
        if (nanoTime.getAsLong() - end >= 0) {
            throw new UploadRefusedException(UploadReason.ANALYSIS_TIMEOUT);
        }
    }
}
