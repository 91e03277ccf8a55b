package dev.gatehouse.ratelimit;

import java.util.List;
import java.util.Map;

record CombinedDecision(boolean allowed, List<PolicyState> states, Map<Charge, Receipt> receipts)
        implements RateLimitDecision {

    CombinedDecision(boolean allowed, List<PolicyState> states) {
        this(allowed, states, Map.of());
    }

    static CombinedDecision of(List<PolicyState> states, Map<Charge, Receipt> receipts) {
        for (int i = 0; i < states.size(); i++) {
            if (!states.get(i).allowed()) {
                return new CombinedDecision(false, states, receipts);
            }
        }
        return new CombinedDecision(true, states, receipts);
    }
}
