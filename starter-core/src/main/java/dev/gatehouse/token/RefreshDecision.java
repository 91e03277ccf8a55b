package dev.gatehouse.token;

import java.time.Duration;
import java.time.Instant;

/** What a kept refresh token is worth when it is sent. The whole rule, without a store. */
public enum RefreshDecision {
    /** Unused and in time: use it up and give the next one. */
    FRESH,
    /** Used a moment ago: give a sibling, unless the next one was used already. */
    USED_WITHIN_GRACE,
    /** Used before: two parties have it, and nobody knows which is the thief (RFC 9700, 4.14.2). End the session. */
    REUSED,
    /** Too old. */
    EXPIRED,
    /** Its session has ended. */
    REVOKED;

    /**
     * Decides. Reuse is found out after expiry as well: the session may live on by younger tokens.
     *
     * @param token the token as it is kept
     * @param now the present
     * @param settings the rules
     * @return the decision
     */
    public static RefreshDecision of(RefreshToken token, Instant now, RefreshSettings settings) {
        if (token.revokedAt() != null) {
            return REVOKED;
        }
        if (token.usedAt() != null) {
            return isWithinGrace(token.usedAt(), now, settings.reuseGrace()) ? USED_WITHIN_GRACE : REUSED;
        }
        return now.isBefore(token.expiresAt()) ? FRESH : EXPIRED;
    }

    /** Without a grace there is none, not even for a request whose clock was read before the token was used. */
    private static boolean isWithinGrace(Instant usedAt, Instant now, Duration grace) {
        return !grace.isZero() && now.isBefore(usedAt.plus(grace));
    }
}
