package dev.gatehouse.ratelimit.redis;

import dev.gatehouse.ratelimit.Bandwidth;
import dev.gatehouse.ratelimit.Charge;
import dev.gatehouse.ratelimit.Policy;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RuleTerms;
import org.jspecify.annotations.Nullable;

/**
 * A charge on a bucket of one bandwidth without a penalty.
 *
 * @param rule the rule that asks for it
 * @param terms the terms that held when it came
 * @param key the bucket's key
 * @param cost tokens, 1 or more
 */
record SimpleCharge(RateLimitRule rule, RuleTerms terms, String key, int cost) {

    /** Reads a charge; null if it is not a simple one. */
    static @Nullable SimpleCharge of(Charge charge, RedisKeys keys) {
        RateLimitRule rule = charge.rule();
        RuleTerms terms = rule.terms();
        boolean simple = terms.policies().size() == 1 && rule.penalty() == null && charge.cost() > 0;
        return simple ? new SimpleCharge(rule, terms, keys.of(charge.key()), charge.cost()) : null;
    }

    Policy policy() {
        return terms.policies().get(0);
    }

    /** Microseconds that a token takes to come back. */
    double microsPerToken() {
        Bandwidth bandwidth = policy().bandwidth();
        return bandwidth.period().toSeconds() * 1e6 / bandwidth.tokens();
    }

    /** Tells whether another charge on the same bucket is just as this one. A rule has one object for the terms that hold. */
    @SuppressWarnings("ReferenceEquality")
    boolean isAs(SimpleCharge other) {
        return cost == other.cost && terms == other.terms;
    }
}
