package dev.gatehouse.ratelimit;

/** What a rule does while the store outside this process does not answer in time. */
public enum StoreFailure {

    /** Counts in the memory of this instance, with the same limit. */
    LOCAL,

    /** Lets all requests pass uncounted. */
    OPEN,

    /** Refuses all requests with 503. */
    CLOSED
}
