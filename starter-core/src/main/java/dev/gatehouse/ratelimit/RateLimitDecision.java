package dev.gatehouse.ratelimit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a request may pass, and where its client stands. Immutable.
 *
 * @param allowed whether it may
 * @param states one state per policy that applied; empty when none did
 */
public record RateLimitDecision(boolean allowed, List<PolicyState> states) {

    /** What is decided when no limit applies. */
    public static final RateLimitDecision UNLIMITED = new RateLimitDecision(true, List.of());

    /**
     * Joins what two stages decided about one request.
     *
     * @param later the decision of the later stage
     * @return a decision that allows only if both do, with the states of both
     */
    public RateLimitDecision and(RateLimitDecision later) {
        if (later.states.isEmpty() || states.isEmpty()) {
            return states.isEmpty() ? later : this;
        }
        List<PolicyState> all = new ArrayList<>(states.size() + later.states.size());
        all.addAll(states);
        all.addAll(later.states);
        return new RateLimitDecision(allowed && later.allowed, all);
    }

    /**
     * Tells how long to wait.
     *
     * @return the time after which no policy would refuse the request any more; zero if none does
     */
    public Duration retryAfter() {
        long nanos = 0;
        for (PolicyState state : states) {
            nanos = Math.max(nanos, state.nanosToWait());
        }
        return Duration.ofNanos(nanos);
    }

    /**
     * Names the policies that refuse.
     *
     * @return their names, none if the request is allowed
     */
    public List<String> violatedPolicies() {
        return states.stream()
                .filter(PolicyState::isViolated)
                .map(state -> state.policy().name())
                .toList();
    }
}
