package dev.gatehouse.ratelimit;

/**
 * Where a client stands with one policy after a decision.
 *
 * @param policy the policy
 * @param remaining whole tokens left, 0 or more
 * @param nanosToFull nanoseconds until all tokens are back if nothing more is spent
 * @param nanosToWait nanoseconds until the refused request could pass this policy; 0 if this policy allows it
 */
public record PolicyState(Policy policy, long remaining, long nanosToFull, long nanosToWait) {

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
                bandwidth.nanosToRegain(cost - available));
    }

    PolicyState givenBack(long cost) {
        return of(policy, Math.min(policy.bandwidth().capacity(), remaining + cost), 0);
    }

    /**
     * Tells whether this policy refuses.
     *
     * @return true if the client has to wait
     */
    public boolean isViolated() {
        return nanosToWait > 0;
    }
}
