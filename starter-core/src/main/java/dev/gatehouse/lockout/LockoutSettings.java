package dev.gatehouse.lockout;

import java.time.Duration;

/**
 * When and for how long log-ins are locked.
 *
 * @param maxFailures failed log-ins of one account, or one device, within the window that lock it, 1 or more
 * @param window how long failures count together, from the first one on; above zero, as all others 36500 days at most
 * @param duration how long the first lock lasts; above zero
 * @param multiplier by how much each further lock is longer than the one before, 1 to 100
 * @param maxDuration the longest lock, the first one's duration or more
 * @param decay how long after its last lock and failure a subject is as if it were new; above zero
 * @param maxAccountsPerAddress accounts failed from one client address within the window that lock the address; 0: never
 */
public record LockoutSettings(
        int maxFailures,
        Duration window,
        Duration duration,
        int multiplier,
        Duration maxDuration,
        Duration decay,
        int maxAccountsPerAddress) {

    /** A time that is far longer cannot be added to the present. */
    static final Duration LONGEST = Duration.ofDays(36_500);

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public LockoutSettings {
        if (maxFailures < 1) {
            throw new IllegalArgumentException(
                    "A lock after " + maxFailures + " failures would lock everybody. Use 1 or more.");
        }
        requirePositive("window", window);
        requirePositive("duration", duration);
        requirePositive("decay", decay);
        requireAtMostACentury("longest duration", maxDuration);
        if (multiplier < 1 || multiplier > 100) {
            throw new IllegalArgumentException("A lock cannot grow by " + multiplier + ". Use 1 to 100.");
        }
        if (maxDuration.compareTo(duration) < 0) {
            throw new IllegalArgumentException("The longest lock, " + maxDuration + ", is shorter than the first one, "
                    + duration + ". Use at least that.");
        }
        if (maxAccountsPerAddress < 0) {
            throw new IllegalArgumentException(
                    "An address cannot be locked after " + maxAccountsPerAddress + " accounts. Use 0 or more.");
        }
    }

    /**
     * Gives the usual settings (OWASP Authentication Cheat Sheet, Account Lockout; ASVS 5.0, 6.3.1).
     *
     * @return 5 failures in 15 minutes lock for 30 minutes, doubled each time up to a day, forgotten after a clean day; 20
     *     accounts failed from one address lock the address
     */
    public static LockoutSettings defaults() {
        return new LockoutSettings(
                5, Duration.ofMinutes(15), Duration.ofMinutes(30), 2, Duration.ofHours(24), Duration.ofHours(24), 20);
    }

    /** The lock after this many earlier ones. Capped at each step, so that no number of locks overflows. */
    Duration lockAfter(int earlierLocks) {
        Duration lock = duration;
        for (int i = 0; i < earlierLocks && multiplier > 1 && lock.compareTo(maxDuration) < 0; i++) {
            lock = lock.compareTo(maxDuration.dividedBy(multiplier)) > 0 ? maxDuration : lock.multipliedBy(multiplier);
        }
        return lock;
    }

    private static void requirePositive(String part, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException("The " + part + " of a lock cannot be " + value + ". Use more than 0s.");
        }
        requireAtMostACentury(part, value);
    }

    private static void requireAtMostACentury(String part, Duration value) {
        if (value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "The " + part + " of a lock cannot be " + value + ". Use at most 36500 days.");
        }
    }
}
