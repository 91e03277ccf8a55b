package dev.gatehouse.autoconfigure.ratelimit;

/** Where buckets are kept. */
public enum RateLimitStoreType {

    /** In the memory of this instance; each instance then counts on its own. */
    MEMORY,

    /** In Redis, for all instances together. */
    REDIS,

    /** In whatever the Bucket4j {@code ProxyManager} bean of the application keeps them in. */
    BUCKET4J
}
