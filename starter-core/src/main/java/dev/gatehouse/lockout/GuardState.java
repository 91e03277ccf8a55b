package dev.gatehouse.lockout;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one subject: an account, an address or a device. Immutable; kept by a {@link LoginGuardStore}.
 *
 * @param failures failures in the present window, or those that led to the present lock
 * @param windowStart when the first of them was
 * @param locks locks so far that are not forgotten
 * @param lockedUntil when the last lock ends or ended; null if there was none
 * @param lastFailureAt when the last counted failure was
 */
public record GuardState(
        int failures,
        Instant windowStart,
        int locks,
        @Nullable Instant lockedUntil,
        Instant lastFailureAt) {

    /** A subject without failures. */
    public static final GuardState CLEAN = new GuardState(0, Instant.EPOCH, 0, null, Instant.EPOCH);

    /**
     * Tells whether the subject is locked.
     *
     * @param now the present
     * @return true until the instant the lock ends
     */
    public boolean isLocked(Instant now) {
        return lockedUntil != null && now.isBefore(lockedUntil);
    }

    /**
     * Tells how long the lock lasts still.
     *
     * @param now the present
     * @return zero if there is no lock
     */
    public Duration remaining(Instant now) {
        return lockedUntil != null && now.isBefore(lockedUntil) ? Duration.between(now, lockedUntil) : Duration.ZERO;
    }

    /**
     * Tells how many failures count at a time.
     *
     * @param now the present
     * @param settings the rules
     * @return 0 once the window or the lock is over
     */
    public int failuresAt(Instant now, LockoutSettings settings) {
        boolean over = lockedUntil == null ? !now.isBefore(windowStart.plus(settings.window())) : !isLocked(now);
        return over ? 0 : failures;
    }

    /**
     * Tells from when on the state is as good as {@link #CLEAN} and can be thrown away.
     *
     * @param settings the rules
     * @return the instant
     */
    public Instant forgottenAt(LockoutSettings settings) {
        Instant windowEnd = windowStart.plus(settings.window());
        if (locks == 0) {
            return windowEnd;
        }
        Instant cleanSince = lockedUntil != null && lockedUntil.isAfter(lastFailureAt) ? lockedUntil : lastFailureAt;
        Instant decayed = cleanSince.plus(settings.decay());
        return decayed.isAfter(windowEnd) ? decayed : windowEnd;
    }

    /** Counts a failure; while locked it neither counts nor extends the lock. */
    GuardState failed(Instant now, int maxFailures, LockoutSettings settings) {
        if (isLocked(now)) {
            return this;
        }
        GuardState known = now.isBefore(forgottenAt(settings)) ? this : CLEAN;
        int counted = known.failuresAt(now, settings) + 1;
        Instant start = counted == 1 ? now : known.windowStart;
        if (counted < maxFailures) {
            return new GuardState(counted, start, known.locks, null, now);
        }
        return new GuardState(counted, start, known.locks + 1, now.plus(settings.lockAfter(known.locks)), now);
    }
}
