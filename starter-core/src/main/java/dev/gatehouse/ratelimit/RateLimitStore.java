package dev.gatehouse.ratelimit;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps the buckets and the penalties. A bucket that was never used is full. All charges of one decision come in one
 * call, so that a store on another machine can send them together and wait once. Thread-safe.
 *
 * <p>When the limit of a rule has changed since a bucket was used, the bucket keeps the share of its tokens.
 */
public interface RateLimitStore {

    /**
     * Takes all charges or none, a charge its cost of each bandwidth, or the whole bucket where that holds less. Tokens are
     * reserved before it is known whether all charges pass and are given back if not, so a limit is never exceeded; at worst
     * a request that comes in between is refused. A charge of a shadow rule never refuses, but its state says what it would
     * have done. A refusal counts towards the penalty of each rule that refuses.
     *
     * @param charges at least one, each for another bucket
     * @return whether all were taken, and where the client stands with each policy of each charge, in this order; no
     *     state for a charge that was not counted
     */
    RateLimitDecision tryConsume(List<Charge> charges);

    /**
     * Takes a single charge, as {@link #tryConsume(List)} does.
     *
     * @param charge the charge
     * @return whether it was taken
     */
    default RateLimitDecision tryConsume(Charge charge) {
        return tryConsume(List.of(charge));
    }

    /**
     * Gives back what {@link #tryConsume} took. A bucket never holds more than its capacity.
     *
     * @param charges charges that were taken and are to count no more
     * @param decided what let them pass: its receipts say where they count, if not at the usual place
     */
    void refund(List<Charge> charges, RateLimitDecision decided);

    /**
     * Changes what a request has taken to what it turned out to cost: gives back what is too much, and takes what is missing
     * whether or not it is there. Each bandwidth may owe up to its capacity.
     *
     * @param taken what the request has taken so far
     * @param cost what it cost, 0 or more
     * @return ends when it is done, with what the request has taken then; only then can it be settled again. If it fails, the
     *     request counts as having taken what it had before, or what a {@link PartlySettledException} says
     */
    CompletableFuture<Taken> settle(Taken taken, int cost);

    /**
     * Looks a bucket up and changes nothing.
     *
     * @param rule its rule
     * @param subject its subject
     * @return where the subject stands with each policy, and with the penalty if it is blocked
     */
    List<PolicyState> lookUp(RateLimitRule rule, Object subject);

    /**
     * Fills a bucket, lifts the block of its key and forgets its refusals.
     *
     * @param key the bucket
     * @throws StoreUnavailableException if the store cannot be reached; the key then stays as it is for other instances
     */
    void reset(BucketKey key);

    /**
     * Lists keys that are blocked.
     *
     * @param atMost how many to list, 1 or more
     * @return the keys, those that are blocked longest first
     */
    List<BlockedKey> blocked(int atMost);

    /**
     * Tells how many keys are blocked, for a gauge: a store that can count them without looking at each does.
     *
     * @return their number; a store may stop counting at 1000
     */
    default long countBlocked() {
        return blocked(1000).size();
    }
}
