package dev.gatehouse.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** No token is given back twice, whatever comes together. */
class RequestLimitsTests {

    private final RateLimitRule rule = RateLimitRule.of("log-in", KeyResolver.global(), Limit.of("5/hour"))
            .refundingOn(StatusSet.of(List.of("2xx", "429")))
            .build();
    private final Charge charge = Charge.of(rule, "a", 1);
    private final ForgetfulStore store = new ForgetfulStore(rule);
    private final RequestLimits limits = new RequestLimits(
            new RateLimiter(store, List.of()), new RateLimitHeaders(RateLimitHeaderFormat.BOTH), false);

    @Test
    void givesBackOnceWhatTheAnswerMakesUndone() {
        limits.allowed(List.of(charge), passed());
        limits.complete(200);
        limits.complete(200);
        limits.settle("log-in", 0);
        assertThat(store.refunded).containsExactly(charge);
    }

    @Test
    void keepsWhatTheAnswerDoesNotMakeUndone() {
        limits.allowed(List.of(charge), passed());
        limits.complete(401);
        assertThat(store.refunded).isEmpty();
    }

    @Test
    void givesBackOnceWhatALaterStageRefuses() {
        limits.allowed(List.of(charge), passed());
        limits.rejected(new PolicyState(rule.policies().get(0), 0, 1, 1));
        limits.complete(429);
        assertThat(store.refunded).containsExactly(charge);
    }

    @Test
    void settlesToWhatARequestReallyCost() {
        Charge estimated = Charge.of(rule, "a", 4);
        limits.allowed(List.of(estimated), passed());
        limits.settle("log-in", 1);
        limits.settle("another", 0);
        limits.complete(200);
        assertThat(store.refunded).containsExactly(estimated.withCost(3), estimated.withCost(1));
    }

    @Test
    void settlesOnceHoweverOftenAndForHoweverMuch() {
        limits.allowed(List.of(charge), passed());
        limits.settle("log-in", 8);
        limits.settle("log-in", 8);
        assertThat(store.spent).containsExactly(charge.withCost(7));
        limits.settle("log-in", 6);
        assertThat(store.refunded).containsExactly(charge.withCost(2));
    }

    @Test
    void givesBackMoreThanABucketfulInParts() {
        limits.allowed(List.of(charge), passed());
        limits.settle("log-in", 8);
        limits.complete(200);
        assertThat(store.refunded).containsExactly(charge.withCost(5), charge.withCost(3));
    }

    @Test
    void aCostBeyondTheCapacityCountsAsWhatWasTaken() {
        limits.allowed(List.of(charge.withCost(100)), passed());
        limits.settle("log-in", 6);
        assertThat(store.spent).containsExactly(charge.withCost(1));
    }

    @Test
    void whatAShadowDidNotTakeIsNotGivenBack() {
        limits.allowed(List.of(charge), new PolicyState(rule.policies().get(0), 0, 1, 1));
        limits.complete(200);
        limits.rejected(passed());
        assertThat(store.refunded).isEmpty();
    }

    @Test
    void whatWasNotCountedIsNotGivenBack() {
        limits.allowed(List.of(charge), RateLimitDecision.UNLIMITED);
        limits.complete(200);
        assertThat(store.refunded).isEmpty();
    }

    private PolicyState passed() {
        return new PolicyState(rule.policies().get(0), 4, 1, 0);
    }
}
