package dev.gatehouse.ratelimit;

import java.util.List;

/**
 * The limit of a rule and its policies, which change together. Immutable.
 *
 * @param limit the limit
 * @param policies one per bandwidth, in the order of the limit
 */
public record RuleTerms(Limit limit, List<Policy> policies) {

    static RuleTerms of(RateLimitRule rule, Limit limit) {
        boolean single = limit.bandwidths().size() == 1;
        List<Policy> policies = limit.bandwidths().stream()
                .map(bandwidth -> Policy.ofLimit(rule, single ? rule.name() : nameOf(rule, bandwidth), bandwidth))
                .toList();
        return new RuleTerms(limit, policies);
    }

    private static String nameOf(RateLimitRule rule, Bandwidth bandwidth) {
        return rule.name() + "-" + LimitText.shortPeriod(bandwidth.period().toSeconds());
    }

    /**
     * Gives the most that a request can cost: a full bucket always lets one request pass, however dear.
     *
     * @param cost tokens, 1 or more
     * @return the tokens to take
     */
    public int affordable(int cost) {
        long most = cost;
        for (int i = 0; i < policies.size(); i++) {
            most = Math.min(most, policies.get(i).bandwidth().capacity());
        }
        return (int) most;
    }

    /** How long so many tokens take to come back, in nanoseconds. */
    long nanosOf(int tokens) {
        long longest = 0;
        for (int i = 0; i < policies.size(); i++) {
            longest = Math.max(longest, policies.get(i).bandwidth().nanosToRegain(tokens));
        }
        return longest;
    }
}
