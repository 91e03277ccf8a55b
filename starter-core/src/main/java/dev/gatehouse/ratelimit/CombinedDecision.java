package dev.gatehouse.ratelimit;

import java.util.List;

record CombinedDecision(boolean allowed, List<PolicyState> states) implements RateLimitDecision {

    static CombinedDecision of(List<PolicyState> states) {
        for (int i = 0; i < states.size(); i++) {
            if (!states.get(i).allowed()) {
                return new CombinedDecision(false, states);
            }
        }
        return new CombinedDecision(true, states);
    }
}
