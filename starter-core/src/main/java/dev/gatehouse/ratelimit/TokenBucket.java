package dev.gatehouse.ratelimit;

/** The tokens of one key, counted by the terms it was made with. Thread-safe. */
interface TokenBucket {

    /** Makes the leanest bucket that counts by these terms exactly, a full one. */
    static TokenBucket of(RuleTerms terms, Object subject, BucketClock clock) {
        return of(terms, subject, clock.nanos(), new double[terms.policies().size()]);
    }

    /** Makes one that takes the place of another, with what that has left. */
    static TokenBucket insteadOf(TokenBucket former, RuleTerms terms, Object subject, long now) {
        return of(terms, subject, now, InheritedShares.of(terms, former, now));
    }

    private static TokenBucket of(RuleTerms terms, Object subject, long now, double[] used) {
        if (terms.policies().isEmpty()) {
            return new EndlessTokenBucket(terms, subject);
        }
        return LeanTokenBucket.canCount(terms)
                ? new LeanTokenBucket(terms, subject, now, used[0])
                : new FractionTokenBucket(terms, subject, now, used);
    }

    RuleTerms terms();

    /** Whom it counts. */
    Object subject();

    /** Takes the tokens, of each bandwidth a full bucket at most, if they are there; tells where the client stands. */
    RateLimitDecision tryConsume(int cost, long now);

    /** Tells what {@link #tryConsume} would say, and takes nothing. */
    RateLimitDecision estimate(int cost, long now);

    /** Gives back what {@link #tryConsume} took. */
    void refund(int cost);

    /**
     * Takes tokens of each bandwidth whether or not they are there, until it owes its capacity, or gives back what is below
     * 0. Tells what it took, below 0 what it gave back.
     */
    long[] change(long[] tokens, long now);

    /** Tells for each bandwidth which share of its tokens is gone, 0 to 1, or more when it owes. */
    double[] used(long now);

    /** Tells when the memory may forget the bucket, by the clock of the store. */
    long heldUntil();

    void holdUntil(long instant);
}
