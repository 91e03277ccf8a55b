package dev.gatehouse.ratelimit;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Decides whether a request's charges are paid, and tells its listeners. Thread-safe. */
public final class RateLimiter {

    private final RateLimitStore store;
    private final RateLimitListener[] listeners;
    private final LostSettlements lostSettlements = new LostSettlements(System::nanoTime);

    /**
     * Creates a limiter.
     *
     * @param store keeps the buckets
     * @param listeners hear of each decision, in this order
     */
    public RateLimiter(RateLimitStore store, List<RateLimitListener> listeners) {
        this.store = store;
        this.listeners = listeners.toArray(RateLimitListener[]::new);
    }

    /**
     * Takes a charge.
     *
     * @param charge the charge
     * @return the decision
     */
    public RateLimitDecision decide(Charge charge) {
        RateLimitDecision decision = store.tryConsume(charge);
        if (listeners.length > 0) {
            tell(charge, decision);
        }
        return decision;
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
        if (listeners.length > 0) {
            for (int i = 0; i < charges.size(); i++) {
                tell(charges.get(i), decision);
            }
        }
        return decision;
    }

    /**
     * Gives back what {@link #decide} took.
     *
     * @param charges charges of an allowed decision
     * @param decided that decision, or what it was joined to
     */
    public void refund(List<Charge> charges, RateLimitDecision decided) {
        if (!charges.isEmpty()) {
            store.refund(charges, decided);
        }
    }

    /**
     * Changes what a request has taken to what it turned out to cost, whether or not that is there. What the store fails to
     * change stays as it was and is logged, so that it can be settled again.
     *
     * @param taken what it has taken so far
     * @param cost what it cost, 0 or more
     * @return what it has taken then; never fails
     */
    public CompletableFuture<Taken> settle(Taken taken, int cost) {
        return settle(taken, cost, () -> {});
    }

    CompletableFuture<Taken> settle(Taken taken, int cost, Runnable onFailure) {
        try {
            return store.settle(taken, cost).exceptionally(failure -> notSettled(taken, failure, onFailure));
        } catch (RuntimeException failure) {
            return CompletableFuture.completedFuture(notSettled(taken, failure, onFailure));
        }
    }

    private Taken notSettled(Taken taken, Throwable failure, Runnable onFailure) {
        lostSettlements.lost(taken.charge().rule(), failure);
        onFailure.run();
        return PartlySettledException.takenAfter(failure, taken);
    }

    void tellUnresolved(RateLimitRule rule) {
        for (RateLimitListener listener : listeners) {
            listener.onDecision(rule, RateLimitOutcome.UNRESOLVED);
        }
    }

    private void tell(Charge charge, RateLimitDecision decision) {
        RateLimitRule rule = charge.rule();
        RateLimitOutcome outcome = outcome(rule, decision);
        for (RateLimitListener listener : listeners) {
            listener.onDecision(rule, outcome);
        }
    }

    private static RateLimitOutcome outcome(RateLimitRule rule, RateLimitDecision decision) {
        if (decision instanceof PolicyState state
                && !state.isViolated()
                && state.policy().rule() == rule) {
            return RateLimitOutcome.ALLOWED;
        }
        RateLimitOutcome gravest = decision.allowed() ? RateLimitOutcome.UNCHECKED : RateLimitOutcome.RELEASED;
        List<PolicyState> states = decision.states();
        for (int i = 0; i < states.size(); i++) {
            PolicyState state = states.get(i);
            if (state.policy().rule() == rule) {
                if (state.isViolated()) {
                    return violation(rule, state);
                }
                gravest = decision.allowed() ? RateLimitOutcome.ALLOWED : RateLimitOutcome.RELEASED;
            }
        }
        return gravest;
    }

    private static RateLimitOutcome violation(RateLimitRule rule, PolicyState state) {
        if (rule.isShadow()) {
            return RateLimitOutcome.SHADOW_REJECTED;
        }
        return switch (state.policy().kind()) {
            case LIMIT -> RateLimitOutcome.REJECTED;
            case PENALTY -> RateLimitOutcome.BLOCKED;
            case UNAVAILABLE -> RateLimitOutcome.UNAVAILABLE;
        };
    }
}
