package dev.gatehouse.audit;

/** How an action ended. */
public enum AuditOutcome {
    SUCCESS,
    /** It was tried and failed. */
    FAILURE,
    /** It was not allowed. */
    DENIED
}
