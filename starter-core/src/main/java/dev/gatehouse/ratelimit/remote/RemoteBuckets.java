package dev.gatehouse.ratelimit.remote;

import dev.gatehouse.ratelimit.BlockedKey;
import dev.gatehouse.ratelimit.BucketKey;
import dev.gatehouse.ratelimit.Charge;
import dev.gatehouse.ratelimit.PolicyState;
import dev.gatehouse.ratelimit.RateLimitDecision;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.Taken;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;

/**
 * Buckets and penalties on another machine, one at a time; {@link RemoteRateLimitStore} makes a store of them. No method
 * blocks or throws: what goes wrong ends the future exceptionally. Thread-safe.
 */
public interface RemoteBuckets {

    /**
     * Names the store in logs and health.
     *
     * @return e.g. {@code Redis}
     */
    String name();

    /**
     * Tells whether the buckets are on several machines, of which one may fail alone. Then the store has failed only when
     * buckets all over it do not answer.
     *
     * @return true if they are; false unless replaced
     */
    default boolean isSpread() {
        return false;
    }

    /**
     * Takes a charge if its tokens are there and its key is not blocked; else counts a refusal towards the rule's
     * penalty.
     *
     * @param charge the charge; a cost of 0 only counts the refusals
     * @param earlierRefusals refusals of this key that were decided without asking, to be counted first, 0 or more
     * @return where the client stands; the charge was taken if no state is violated, also for a shadow rule
     */
    CompletableFuture<RateLimitDecision> take(Charge charge, int earlierRefusals);

    /**
     * Takes the charges of one decision, each as {@link #take} does, whatever becomes of the others. To be replaced where
     * several can be sent together.
     *
     * @param charges the charges, each for another bucket
     * @param earlierRefusals tells how many refusals of a key were decided without asking; asked once for each
     * @return where the client stands with each charge, in their order
     */
    default List<CompletableFuture<RateLimitDecision>> takeAll(
            List<Charge> charges, ToIntFunction<BucketKey> earlierRefusals) {
        return charges.stream()
                .map(charge -> take(charge, earlierRefusals.applyAsInt(charge.key())))
                .toList();
    }

    /**
     * Gives back what {@link #take} took.
     *
     * @param charge the charge
     * @return ends when it is done
     */
    CompletableFuture<?> giveBack(Charge charge);

    /**
     * Gives back what is too much, and takes what is missing whether or not it is there; each bandwidth may owe up to its
     * capacity.
     *
     * @param taken what the request has taken so far
     * @param cost what it cost, 0 or more
     * @return ends when it is done, with what the request has taken then
     */
    CompletableFuture<Taken> settle(Taken taken, int cost);

    /**
     * Looks a bucket up and changes nothing.
     *
     * @param rule its rule
     * @param subject its subject
     * @return where the subject stands with each policy, and with the penalty if it is blocked
     */
    CompletableFuture<List<PolicyState>> lookUp(RateLimitRule rule, Object subject);

    /**
     * Fills a bucket, lifts the block of its key and forgets its refusals.
     *
     * @param key the bucket
     * @return ends when it is done
     */
    CompletableFuture<?> reset(BucketKey key);

    /**
     * Lists keys that are blocked.
     *
     * @param atMost how many to list, 1 or more
     * @return the keys, those that are blocked longest first
     */
    CompletableFuture<List<BlockedKey>> blocked(int atMost);

    /**
     * Tells how many keys are blocked.
     *
     * @return their number; a store may stop counting at 1000
     */
    default CompletableFuture<Long> countBlocked() {
        return blocked(1000).thenApply(keys -> (long) keys.size());
    }
}
