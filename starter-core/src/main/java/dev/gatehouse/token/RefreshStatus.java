package dev.gatehouse.token;

/** How a refresh ended. Clients learn of {@link #ROTATED} and of one common refusal, never of the difference. */
public enum RefreshStatus {
    /** There is a new token. */
    ROTATED,
    /** No such token. */
    UNKNOWN,
    /** The token or its session is too old. */
    EXPIRED,
    /** The session had ended before. */
    REVOKED,
    /** The token was used before; its session is ended. */
    REUSED
}
