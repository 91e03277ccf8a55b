package dev.gatehouse.ratelimit;

import java.util.List;

/** Decides whether a request's charges are paid, and tells its listeners. Thread-safe. */
public final class RateLimiter {

    private final RateLimitStore store;
    private final List<RateLimitListener> listeners;

    /**
     * Creates a limiter.
     *
     * @param store keeps the buckets
     * @param listeners hear of each decision, in this order
     */
    public RateLimiter(RateLimitStore store, List<RateLimitListener> listeners) {
        this.store = store;
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Takes all charges or none.
     *
     * @param charges each for another bucket; may be empty
     * @return the decision
     */
    public RateLimitDecision decide(List<Charge> charges) {
        if (charges.isEmpty()) {
            return RateLimitDecision.UNLIMITED;
        }
        RateLimitDecision decision = store.tryConsume(charges);
        if (!listeners.isEmpty()) {
            tell(charges, decision);
        }
        return decision;
    }

    /**
     * Gives back what {@link #decide} took.
     *
     * @param charges charges of an allowed decision
     */
    public void refund(List<Charge> charges) {
        if (!charges.isEmpty()) {
            store.refund(charges);
        }
    }

    void tellUnresolved(RateLimitRule rule) {
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).onDecision(rule, RateLimitOutcome.UNRESOLVED);
        }
    }

    private void tell(List<Charge> charges, RateLimitDecision decision) {
        int from = 0;
        for (int i = 0; i < charges.size(); i++) {
            RateLimitRule rule = charges.get(i).rule();
            int to = from + rule.policies().size();
            RateLimitOutcome outcome = outcome(decision, from, to);
            for (int j = 0; j < listeners.size(); j++) {
                listeners.get(j).onDecision(rule, outcome);
            }
            from = to;
        }
    }

    private static RateLimitOutcome outcome(RateLimitDecision decision, int from, int to) {
        if (decision.allowed()) {
            return RateLimitOutcome.ALLOWED;
        }
        for (int i = from; i < to; i++) {
            if (decision.states().get(i).isViolated()) {
                return RateLimitOutcome.REJECTED;
            }
        }
        return RateLimitOutcome.RELEASED;
    }
}
