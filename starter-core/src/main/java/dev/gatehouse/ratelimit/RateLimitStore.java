package dev.gatehouse.ratelimit;

import java.util.List;

/**
 * Keeps the buckets. A bucket that was never used is full. All charges of one decision come in one call, so that a store
 * on another machine can send them together and wait once. Thread-safe.
 */
public interface RateLimitStore {

    /**
     * Takes all charges or none. Tokens are reserved before it is known whether all charges pass and are given back if
     * not, so a limit is never exceeded; at worst a request that comes in between is refused.
     *
     * @param charges at least one, each for another bucket
     * @return whether all were taken, and for each policy of each charge, in this order, where the client stands
     */
    RateLimitDecision tryConsume(List<Charge> charges);

    /**
     * Gives back what an earlier call took. A bucket never holds more than its capacity.
     *
     * @param charges charges that were taken and are to count no more
     */
    void refund(List<Charge> charges);
}
