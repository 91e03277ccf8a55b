package dev.gatehouse.ratelimit;

/**
 * What a request costs in one bucket.
 *
 * @param rule the rule that asks for it; never an unlimited one
 * @param key the bucket
 * @param cost tokens, 1 or more
 */
public record Charge(RateLimitRule rule, BucketKey key, long cost) {

    static Charge of(RateLimitRule rule, Object subject) {
        return new Charge(rule, new BucketKey(rule.id(), subject), 1);
    }
}
