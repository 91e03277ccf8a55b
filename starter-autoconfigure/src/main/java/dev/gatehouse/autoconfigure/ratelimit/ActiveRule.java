package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RateLimitStage;

/**
 * A rule and the requests it is for.
 *
 * @param rule the rule
 * @param stage where it is checked
 * @param where paths and methods, or handlers; empty if unknown
 */
record ActiveRule(RateLimitRule rule, RateLimitStage stage, String where) {

    static ActiveRule configured(RateLimitRule rule, String where) {
        return new ActiveRule(rule, rule.keys().stage(), where);
    }

    static ActiveRule onHandler(RateLimitRule rule, String where) {
        return new ActiveRule(rule, RateLimitStage.AT_HANDLER, where);
    }

    @Override
    public String toString() {
        return rule + (where.isEmpty() ? "" : " on " + where);
    }
}
