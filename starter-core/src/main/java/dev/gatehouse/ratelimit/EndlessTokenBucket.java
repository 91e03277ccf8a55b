package dev.gatehouse.ratelimit;

/** The bucket of a rule whose limit was taken away while a request was on its way. */
final class EndlessTokenBucket extends TokenBucket {

    EndlessTokenBucket(RuleTerms terms) {
        super(terms);
    }

    @Override
    RateLimitDecision tryConsume(int cost, long now) {
        return RateLimitDecision.UNLIMITED;
    }

    @Override
    RateLimitDecision estimate(int cost, long now) {
        return RateLimitDecision.UNLIMITED;
    }

    @Override
    void refund(int cost) {
        // It has all tokens in any case.
    }

    @Override
    void spend(int cost, long now) {
        // It has all tokens in any case.
    }

    @Override
    double[] used(long now) {
        return new double[1];
    }
}
