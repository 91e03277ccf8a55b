package dev.gatehouse.ratelimit;

/** The bucket of a rule whose limit was taken away while a request was on its way. */
final class EndlessTokenBucket implements TokenBucket {

    private final RuleTerms terms;
    private final Object subject;
    private volatile long heldUntil;

    EndlessTokenBucket(RuleTerms terms, Object subject) {
        this.terms = terms;
        this.subject = subject;
    }

    @Override
    public RuleTerms terms() {
        return terms;
    }

    @Override
    public Object subject() {
        return subject;
    }

    @Override
    public RateLimitDecision tryConsume(int cost, long now) {
        return RateLimitDecision.UNLIMITED;
    }

    @Override
    public RateLimitDecision estimate(int cost, long now) {
        return RateLimitDecision.UNLIMITED;
    }

    @Override
    public void refund(int cost) {
        // It has all tokens in any case.
    }

    @Override
    public long[] change(long[] tokens, long now) {
        return new long[0];
    }

    @Override
    public double[] used(long now) {
        return new double[0];
    }

    @Override
    public long heldUntil() {
        return heldUntil;
    }

    @Override
    public void holdUntil(long instant) {
        heldUntil = instant;
    }
}
