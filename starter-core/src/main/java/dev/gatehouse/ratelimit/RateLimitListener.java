package dev.gatehouse.ratelimit;

/** Hears of each decision, for metrics. Called on the thread of the request; must be quick and must not throw. */
@FunctionalInterface
public interface RateLimitListener {

    /**
     * Called once per rule that was asked.
     *
     * @param rule the rule
     * @param outcome what it said
     */
    void onDecision(RateLimitRule rule, RateLimitOutcome outcome);
}
