package dev.gatehouse.requestid;

/** What happens to a request whose id does not have the allowed form. */
public enum InvalidIdPolicy {
    /** The request goes on under a new id. */
    REGENERATE,
    /** The request is refused with 400. */
    REJECT
}
