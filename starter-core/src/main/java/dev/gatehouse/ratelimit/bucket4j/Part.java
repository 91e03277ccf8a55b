package dev.gatehouse.ratelimit.bucket4j;

import dev.gatehouse.ratelimit.Policy;
import io.github.bucket4j.BucketConfiguration;

/**
 * The bucket of one bandwidth: one of Bucket4j takes the same of all its bandwidths, so a limit of several needs several.
 *
 * @param key its key
 * @param policy its bandwidth
 * @param version the version of the limit
 * @param configuration the bandwidth in Bucket4j's form
 */
record Part(String key, Policy policy, long version, BucketConfiguration configuration) {

    long capacity() {
        return policy.bandwidth().capacity();
    }

    /** What a request of this cost takes. */
    long affordable(int cost) {
        return policy.bandwidth().affordable(cost);
    }
}
