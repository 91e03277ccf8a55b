package dev.gatehouse.ratelimit;

import java.util.Arrays;

/**
 * What a request has taken of each bandwidth of a rule: what it cost, and less where the bucket holds or may owe no more.
 * Immutable.
 */
public final class Taken {

    private final Charge charge;
    private final long[] tokens;

    private Taken(Charge charge, long[] tokens) {
        this.charge = charge;
        this.tokens = tokens;
    }

    /**
     * Gives what a charge takes when it passes.
     *
     * @param charge the charge
     * @return its cost, of each bandwidth a full bucket at most
     */
    public static Taken by(Charge charge) {
        long[] tokens = charge.rule().terms().policies().stream()
                .mapToLong(policy -> policy.bandwidth().affordable(charge.cost()))
                .toArray();
        return new Taken(charge, tokens);
    }

    /**
     * Gives the charge.
     *
     * @return the charge as it was decided
     */
    public Charge charge() {
        return charge;
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
        return new Taken(charge, sums);
    }

    /** Says for tests and logs what was taken. */
    @Override
    public String toString() {
        return charge.rule().name() + Arrays.toString(tokens);
    }
}
