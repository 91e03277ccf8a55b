package dev.gatehouse.token;

import java.time.Duration;

/**
 * How long refresh tokens hold.
 *
 * @param idleTtl how long a token waits for its use, at least 1 s; each use begins it anew
 * @param absoluteTtl how long a session lasts from its log-in, never extended; the idle time to 36500 days
 * @param reuseGrace for how long a used token may be sent again, for clients that lost the answer or send two requests at
 *     once, and how far apart the first uses of the tokens that it gave may be, 0 to 10 s; 0: at once the whole session ends
 */
public record RefreshSettings(Duration idleTtl, Duration absoluteTtl, Duration reuseGrace) {

    static final Duration MAX_GRACE = Duration.ofSeconds(10);

    /** A time that is far longer cannot be added to the present. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public RefreshSettings {
        if (idleTtl.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("A refresh token cannot wait " + idleTtl + ". Use at least 1s.");
        }
        if (absoluteTtl.compareTo(idleTtl) < 0) {
            throw new IllegalArgumentException("A session of " + absoluteTtl
                    + " ends before its first token, which waits " + idleTtl + ". Use at least that.");
        }
        if (absoluteTtl.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A session cannot last " + absoluteTtl + ". Use at most 36500 days.");
        }
        if (reuseGrace.isNegative() || reuseGrace.compareTo(MAX_GRACE) > 0) {
            throw new IllegalArgumentException(
                    "A used refresh token cannot be accepted for " + reuseGrace + ". Use 0s to 10s.");
        }
    }

    /**
     * Gives the usual settings.
     *
     * @return 7 days idle, 30 days in all, no grace
     */
    public static RefreshSettings defaults() {
        return new RefreshSettings(Duration.ofDays(7), Duration.ofDays(30), Duration.ZERO);
    }
}
