package dev.gatehouse.ratelimit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a request has taken of each bandwidth of a rule: what it cost, and less where the bucket holds or may owe no more.
 * Immutable.
 */
public final class Taken {

    private final Charge charge;
    private final @Nullable Receipt receipt;
    private final long[] tokens;

    private Taken(Charge charge, @Nullable Receipt receipt, long[] tokens) {
        this.charge = charge;
        this.receipt = receipt;
        this.tokens = tokens;
    }

    /**
     * Gives what a charge takes when it passes.
     *
     * @param charge the charge
     * @return its cost, of each bandwidth a full bucket at most
     */
    public static Taken by(Charge charge) {
        return by(charge, RateLimitDecision.UNLIMITED);
    }

    /**
     * Gives what a charge took when it passed.
     *
     * @param charge the charge
     * @param decided the decision that let it pass
     * @return its cost, of each bandwidth a full bucket at most, to be changed where the store counted it
     */
    public static Taken by(Charge charge, RateLimitDecision decided) {
        long[] tokens = charge.rule().terms().policies().stream()
                .mapToLong(policy -> policy.bandwidth().affordable(charge.cost()))
                .toArray();
        return new Taken(charge, decided.receipts().get(charge), tokens);
    }

    /**
     * Gives the charge.
     *
     * @return the charge as it was decided
     */
    public Charge charge() {
        return charge;
    }

    /**
     * Gives what the store said of where the charge counts.
     *
     * @return its receipt; null if it counts at the usual place
     */
    public @Nullable Receipt receipt() {
        return receipt;
    }

    /** Tells whether that is just this cost. */
    boolean is(int cost) {
        return Arrays.stream(tokens).allMatch(taken -> taken == cost);
    }

    /**
     * Tells what is to be changed to have taken another cost.
     *
     * @param cost tokens, 0 or more
     * @param terms the terms that hold now
     * @return for each bandwidth how many tokens to take, or below 0 how many to give back
     */
    public long[] changesTo(int cost, RuleTerms terms) {
        long[] changes = new long[terms.policies().size()];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = cost - taken(i, changes.length);
        }
        return changes;
    }

    /** Where the number of bandwidths changed meanwhile, nothing is given back that was not taken. */
    private long taken(int bandwidth, int bandwidths) {
        return tokens.length == bandwidths
                ? tokens[bandwidth]
                : Arrays.stream(tokens).min().orElse(0);
    }

    /**
     * Gives what is taken after a change.
     *
     * @param changes what was changed of each bandwidth in fact, at most what was to be
     * @return what the request has taken now
     */
    public Taken changedBy(long... changes) {
        long[] sums = new long[changes.length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = taken(i, sums.length) + changes[i];
        }
        return new Taken(charge, receipt, sums);
    }

    /** Says for tests and logs what was taken. */
    @Override
    public String toString() {
        return charge.rule().name() + Arrays.toString(tokens);
    }
}
