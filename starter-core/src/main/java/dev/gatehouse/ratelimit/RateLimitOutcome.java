package dev.gatehouse.ratelimit;

/** What one rule had to say to one request. */
public enum RateLimitOutcome {

    /** The request passed this rule and all others. */
    ALLOWED,

    /** This rule refused the request. */
    REJECTED,

    /** This rule would have let the request pass, but another one refused; nothing was spent here. */
    RELEASED,

    /** The request had no key of the rule's scope, so the rule did not apply. */
    UNRESOLVED
}
