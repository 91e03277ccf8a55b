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
     * Gives the most that a request takes of any bandwidth; two costs with the same result are decided alike.
     *
     * @param cost tokens, 0 or more
     * @return the tokens
     */
    public int affordable(int cost) {
        int most = 0;
        for (int i = 0; i < policies.size(); i++) {
            most = Math.max(most, policies.get(i).bandwidth().affordable(cost));
        }
        return most;
    }

    /** How long takes to come back what a request takes, in nanoseconds. */
    long nanosOf(int cost) {
        long longest = 0;
        for (int i = 0; i < policies.size(); i++) {
            Bandwidth bandwidth = policies.get(i).bandwidth();
            longest = Math.max(longest, bandwidth.nanosToRegain(bandwidth.affordable(cost)));
        }
        return longest;
    }
}
