package dev.gatehouse.ratelimit;

/** Which headers tell a client where it stands. {@code Retry-After} stands on every refusal in any case. */
public enum RateLimitHeaderFormat {

    /** {@code X-RateLimit-Limit}, {@code -Remaining}, {@code -Reset} and {@code -Window}. */
    LEGACY,

    /** {@code RateLimit-Policy} and {@code RateLimit} as in draft 11 of the IETF's rate-limit fields. */
    DRAFT_11,

    /** Both of them. */
    BOTH,

    /** Neither of them. */
    NONE;

    boolean isLegacy() {
        return this == LEGACY || this == BOTH;
    }

    boolean isDraft() {
        return this == DRAFT_11 || this == BOTH;
    }
}
