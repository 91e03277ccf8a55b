package dev.gatehouse.ratelimit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a request may pass, and where its client stands. Immutable. */
public sealed interface RateLimitDecision permits PolicyState, CombinedDecision {

    /** What is decided when no limit applies. */
    RateLimitDecision UNLIMITED = new CombinedDecision(true, List.of());

    /**
     * Makes a decision of what all policies say.
     *
     * @param states one state per policy that was asked
     * @return a decision that refuses if one of them does, those of shadow rules left aside
     */
    static RateLimitDecision of(List<PolicyState> states) {
        return states.size() == 1 ? states.get(0) : CombinedDecision.of(states, Map.of());
    }

    /**
     * Makes a decision of a store that could have counted at several places.
     *
     * @param states one state per policy that was asked
     * @param receipts of the charges that count elsewhere than at the store's usual place, where that is
     * @return a decision that refuses if one of the policies does, those of shadow rules left aside
     */
    static RateLimitDecision of(List<PolicyState> states, Map<Charge, Receipt> receipts) {
        return receipts.isEmpty() ? of(states) : CombinedDecision.of(states, Map.copyOf(receipts));
    }

    /**
     * Tells whether the request may pass.
     *
     * @return true if no policy refuses, those of shadow rules left aside
     */
    boolean allowed();

    /**
     * Tells where the client stands.
     *
     * @return one state per policy that was asked, those of shadow rules included; empty when no limit applies
     */
    List<PolicyState> states();

    /**
     * Joins what two stages decided about one request.
     *
     * @param later the decision of the later stage
     * @return a decision that allows only if both do, with the states of both
     */
    default RateLimitDecision and(RateLimitDecision later) {
        if (this == UNLIMITED || later == UNLIMITED) {
            return this == UNLIMITED ? later : this;
        }
        List<PolicyState> all = new ArrayList<>(states().size() + later.states().size());
        all.addAll(states());
        all.addAll(later.states());
        return new CombinedDecision(allowed() && later.allowed(), all, joined(receipts(), later.receipts()));
    }

    private static Map<Charge, Receipt> joined(Map<Charge, Receipt> earlier, Map<Charge, Receipt> later) {
        if (earlier.isEmpty() || later.isEmpty()) {
            return earlier.isEmpty() ? later : earlier;
        }
        Map<Charge, Receipt> all = new HashMap<>(earlier);
        all.putAll(later);
        return all;
    }

    /**
     * Tells where charges count that the store counted elsewhere than at its usual place.
     *
     * @return the receipts of these charges; of most decisions none
     */
    default Map<Charge, Receipt> receipts() {
        return Map.of();
    }

    /**
     * Tells whether the tokens of a charge were taken, as they are unless its own rule refuses: a shadow rule that is
     * violated lets the request pass and takes nothing.
     *
     * @param charge one of those that were decided
     * @return false also if no policy of its rule was asked
     */
    default boolean hasTaken(Charge charge) {
        boolean asked = false;
        List<PolicyState> states = states();
        for (int i = 0; i < states.size(); i++) {
            PolicyState state = states.get(i);
            if (state.policy().rule() == charge.rule()) {
                if (state.isViolated()) {
                    return false;
                }
                asked = true;
            }
        }
        return asked;
    }

    /**
     * Tells how long to wait.
     *
     * @return the time after which no policy would refuse the request any more; zero if none does
     */
    default Duration retryAfter() {
        long nanos = 0;
        for (PolicyState state : states()) {
            if (!state.allowed()) {
                nanos = Math.max(nanos, state.nanosToWait());
            }
        }
        return Duration.ofNanos(nanos);
    }

    /**
     * Names the policies that refuse.
     *
     * @return their names, none if the request is allowed
     */
    default List<String> violatedPolicies() {
        return states().stream()
                .filter(state -> !state.allowed())
                .map(state -> state.policy().name())
                .distinct()
                .toList();
    }

    /**
     * Tells why the request is refused.
     *
     * @return the gravest reason of those that apply, in the order of {@link Policy.Kind}; null if it is allowed
     */
    default Policy.@Nullable Kind refusal() {
        Policy.Kind gravest = null;
        for (PolicyState state : states()) {
            Policy.Kind kind = state.policy().kind();
            if (!state.allowed() && (gravest == null || kind.compareTo(gravest) > 0)) {
                gravest = kind;
            }
        }
        return gravest;
    }
}
