package dev.gatehouse.ratelimit;

/** Where on the way of a request a limit is checked. Refusals of a later stage give back what earlier ones took. */
public enum RateLimitStage {

    /** In front of authentication, whose password hashing the limits protect. */
    BEFORE_AUTHENTICATION,

    /** Right behind authentication, for everything that the service answers. */
    AFTER_AUTHENTICATION,

    /** In front of the handler that was found for the request. */
    AT_HANDLER
}
