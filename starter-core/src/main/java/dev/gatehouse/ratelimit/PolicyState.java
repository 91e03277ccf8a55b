package dev.gatehouse.ratelimit;

import java.util.List;

/**
 * Where a client stands with one policy after a decision. It is also the whole decision when only one policy was asked,
 * which spares the common request two objects.
 *
 * @param policy the policy
 * @param remaining whole tokens left, 0 or more
 * @param nanosToFull nanoseconds until all tokens are back if nothing more is spent
 * @param nanosToWait nanoseconds until the refused request could pass this policy; 0 if this policy allows it
 */
public record PolicyState(Policy policy, long remaining, long nanosToFull, long nanosToWait)
        implements RateLimitDecision {

    /**
     * Gives the state of a bucket of which only the tokens are known.
     *
     * @param policy the policy
     * @param available whole tokens in the bucket
     * @param cost the tokens that could not be taken; 0 if nothing was refused
     * @return the state, its times rounded up to a token
     */
    public static PolicyState of(Policy policy, long available, long cost) {
        Bandwidth bandwidth = policy.bandwidth();
        return new PolicyState(
                policy,
                Math.max(0, available),
                bandwidth.nanosToRegain(bandwidth.capacity() - available),
                cost == 0 ? 0 : bandwidth.nanosToRegain(cost - available));
    }

    /**
     * Gives the state with what is known better than from whole tokens: how long the refused request has to wait.
     *
     * @param nanos nanoseconds until all policies of its rule let the request pass
     * @return the state, whose wait is not longer than that
     */
    public PolicyState waitingAtMost(long nanos) {
        return nanosToWait <= nanos ? this : new PolicyState(policy, remaining, nanosToFull, Math.max(1, nanos));
    }

    /**
     * Gives the state of a key that is blocked.
     *
     * @param rule the rule that punishes
     * @param nanos nanoseconds until the block ends, 1 or more
     * @return the state, which refuses
     */
    public static PolicyState blocked(RateLimitRule rule, long nanos) {
        return new PolicyState(rule.penaltyPolicy(), 0, nanos, nanos);
    }

    /**
     * Gives the state of a rule that refuses while its store does not answer.
     *
     * @param rule a rule that fails closed
     * @param nanos nanoseconds after which another attempt makes sense, 1 or more
     * @return the state, which refuses
     */
    public static PolicyState unavailable(RateLimitRule rule, long nanos) {
        return new PolicyState(rule.unavailablePolicy(), 0, nanos, nanos);
    }

    /**
     * Gives the state after tokens came back.
     *
     * @param cost the tokens
     * @return the state of a bucket with so many tokens more, at most full
     */
    public PolicyState givenBack(long cost) {
        return of(policy, Math.min(policy.bandwidth().capacity(), remaining + cost), 0);
    }

    /**
     * Tells whether this policy refuses, or would if its rule were more than a shadow.
     *
     * @return true if the client has to wait
     */
    public boolean isViolated() {
        return nanosToWait > 0;
    }

    /** Tells whether this policy alone lets the request pass. */
    @Override
    public boolean allowed() {
        return nanosToWait <= 0 || policy.rule().isShadow();
    }

    @Override
    public boolean hasTaken(Charge charge) {
        return policy.rule() == charge.rule() && !isViolated();
    }

    @Override
    public List<PolicyState> states() {
        return List.of(this);
    }
}
