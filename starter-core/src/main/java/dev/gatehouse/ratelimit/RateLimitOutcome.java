package dev.gatehouse.ratelimit;

/** What one rule had to say to one request. */
public enum RateLimitOutcome {

    /** The request passed this rule and all others. */
    ALLOWED,

    /** This rule refused the request. */
    REJECTED,

    /** This rule refused the request, since its key is blocked by a penalty. */
    BLOCKED,

    /** This rule refused the request, since its store did not answer and it fails closed. */
    UNAVAILABLE,

    /** This rule would have refused the request if it were more than a shadow. */
    SHADOW_REJECTED,

    /** This rule would have let the request pass, but another one refused; nothing was spent here. */
    RELEASED,

    /** The store did not answer and the rule fails open, so the request passed uncounted. */
    UNCHECKED,

    /** The request had no key of the rule's scope, so the rule did not apply. */
    UNRESOLVED
}
