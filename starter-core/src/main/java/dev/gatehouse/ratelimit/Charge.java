package dev.gatehouse.ratelimit;

/**
 * What a request costs in one bucket.
 *
 * @param rule the rule that asks for it; never an unlimited one
 * @param key the bucket
 * @param cost tokens, 0 or more; of each bandwidth at most the whole bucket is taken
 */
public record Charge(RateLimitRule rule, BucketKey key, int cost) {

    /**
     * Makes a charge.
     *
     * @param rule the rule that asks for it
     * @param subject whom the rule counts, as its {@link KeyResolver} said
     * @param cost tokens, 0 or more
     * @return the charge
     */
    public static Charge of(RateLimitRule rule, Object subject, int cost) {
        return new Charge(rule, new BucketKey(rule.id(), subject), cost);
    }

    static Charge of(RateLimitRule rule, Object subject) {
        return of(rule, subject, 1);
    }

    /**
     * Changes the cost.
     *
     * @param tokens tokens, 0 or more
     * @return the charge with this cost
     */
    public Charge withCost(int tokens) {
        return new Charge(rule, key, tokens);
    }
}
