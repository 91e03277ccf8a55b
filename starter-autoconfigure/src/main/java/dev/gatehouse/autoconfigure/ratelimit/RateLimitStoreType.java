package dev.gatehouse.autoconfigure.ratelimit;

/** Where buckets are kept. */
public enum RateLimitStoreType {

    /** In the memory of this instance; each instance then counts on its own. */
    MEMORY
}
