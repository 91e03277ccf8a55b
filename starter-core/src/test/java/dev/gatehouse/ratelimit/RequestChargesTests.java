package dev.gatehouse.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.CapturedLog;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** No token is given back twice, whatever comes together. */
class RequestChargesTests {

    private final RateLimitRule rule = RateLimitRule.of("log-in", KeyResolver.global(), Limit.of("5/hour"))
            .refundingOn(StatusSet.of(List.of("2xx", "429")))
            .build();
    private final Charge charge = Charge.of(rule, "a", 1);
    private final ForgetfulStore store = new ForgetfulStore(rule);
    private final RequestCharges requestCharges = new RequestCharges(
            new RateLimiter(store, List.of()), new RateLimitHeaders(RateLimitHeaderFormat.BOTH), false);

    @Test
    void givesBackOnceWhatTheAnswerMakesUndone() {
        requestCharges.allowed(List.of(charge), passed());
        requestCharges.complete(200);
        requestCharges.complete(200);
        requestCharges.settle("log-in", 0);
        assertThat(store.refunded).containsExactly(charge);
    }

    @Test
    void keepsWhatTheAnswerDoesNotMakeUndone() {
        requestCharges.allowed(List.of(charge), passed());
        requestCharges.complete(401);
        assertThat(store.refunded).isEmpty();
    }

    @Test
    void givesBackOnceWhatALaterStageRefuses() {
        requestCharges.allowed(List.of(charge), passed());
        requestCharges.rejected(new PolicyState(rule.policies().get(0), 0, 1, 1));
        requestCharges.complete(429);
        assertThat(store.refunded).containsExactly(charge);
    }

    /** With a store that counts. */
    private final RateLimitRule both = RateLimitRule.of("tokens", KeyResolver.global(), Limit.of("10/hour,1000/day"))
            .refundingOn(StatusSet.of(List.of("2xx")))
            .build();

    private final RateLimitStore counting = new MemoryRateLimitStore(1000, () -> 0);
    private final RequestCharges counted = new RequestCharges(
            new RateLimiter(counting, List.of()), new RateLimitHeaders(RateLimitHeaderFormat.BOTH), false);

    private void take(int cost) {
        List<Charge> charges = List.of(Charge.of(both, "a", cost));
        counted.allowed(charges, counting.tryConsume(charges));
    }

    private List<Long> remaining() {
        return counting.lookUp(both, "a").stream().map(PolicyState::remaining).toList();
    }

    @Test
    void settlesToWhatARequestReallyCost() {
        take(4);
        counted.settle("tokens", 1);
        counted.settle("another", 0);
        assertThat(remaining()).containsExactly(9L, 999L);
        counted.complete(200);
        assertThat(remaining()).containsExactly(10L, 1000L);
    }

    @Test
    void settlesOnceHoweverOftenAndForHoweverMuch() {
        take(1);
        counted.settle("tokens", 8);
        counted.settle("tokens", 8);
        assertThat(remaining()).containsExactly(2L, 992L);
        counted.settle("tokens", 6);
        counted.complete(400);
        assertThat(remaining()).containsExactly(4L, 994L);
    }

    @Test
    void givesBackJustWhatItTookHoweverMuchItWasToCost() {
        counting.tryConsume(Charge.of(both, "a", 3));
        take(4);
        counted.settle("tokens", 500);
        assertThat(remaining()).containsExactly(0L, 497L);
        counted.settle("tokens", 2);
        assertThat(remaining()).containsExactly(5L, 995L);
        counted.settle("tokens", 800);
        counted.complete(200);
        assertThat(remaining()).containsExactly(7L, 997L);
    }

    @Test
    void waitsForWhatWasTakenBeforeItGivesThatBack() {
        CompletableFuture<Object> slow = new CompletableFuture<>();
        store.answering = slow;
        requestCharges.allowed(List.of(charge), passed());
        requestCharges.settle("log-in", 4);
        requestCharges.complete(200);
        slow.complete(true);
        assertThat(store.lookUp(rule, "a").get(0).remaining()).isEqualTo(5);
    }

    @Test
    void aChangeThatFailsHoldsUpNoneOfTheLaterOnes() {
        requestCharges.allowed(List.of(charge), passed());
        store.answering = CompletableFuture.failedFuture(new IllegalStateException("gone"));
        try (CapturedLog log = CapturedLog.of(RateLimiter.class.getName())) {
            requestCharges.settle("log-in", 4);
            requestCharges.settle("log-in", 5);
            assertThat(log.messages()).singleElement().asString().contains("'log-in'");
        }
        store.answering = CompletableFuture.completedFuture(true);
        requestCharges.settle("log-in", 3);
        assertThat(store.lookUp(rule, "a").get(0).remaining()).isEqualTo(3);
    }

    /** Five tokens an hour, which a good answer gives back; the store was gone when the handler told the cost. */
    private RateLimitRule takenButNotSettled(int taken, int cost) {
        RateLimitRule failing = RateLimitRule.of("tokens", KeyResolver.global(), Limit.of("5/hour"))
                .refundingOn(StatusSet.of(List.of("2xx")))
                .build();
        List<Charge> charges = List.of(Charge.of(failing, "a", taken));
        requestCharges.allowed(charges, store.tryConsume(charges));
        store.throwing = true;
        requestCharges.settle("tokens", cost);
        store.throwing = false;
        return failing;
    }

    @Test
    void aChangeThatFailsKeepsNothingFromBeingGivenBack() {
        RateLimitRule failing = takenButNotSettled(2, 4);
        assertThat(store.lookUp(failing, "a").get(0).remaining()).isEqualTo(3);
        requestCharges.complete(200);
        assertThat(store.lookUp(failing, "a").get(0).remaining()).isEqualTo(5);
    }

    @Test
    void aChangeThatFailedIsMadeWhenItIsSaidAgain() {
        RateLimitRule failing = takenButNotSettled(3, 0);
        requestCharges.settle("tokens", 0);
        assertThat(store.lookUp(failing, "a").get(0).remaining()).isEqualTo(5);
    }

    @Test
    void aChangeThatFailedIsMadeByTheRefund() {
        RateLimitRule failing = takenButNotSettled(3, 0);
        requestCharges.complete(200);
        assertThat(store.lookUp(failing, "a").get(0).remaining()).isEqualTo(5);
    }

    @Test
    void givesBackWhatItOwesWhenALaterStageRefuses() {
        take(1);
        counted.settle("tokens", 500);
        counted.rejected(passed());
        counted.settle("tokens", 500);
        assertThat(remaining()).containsExactly(10L, 1000L);
    }

    @Test
    void whatCostsNothingAfterAllIsNotGivenBackOnceMore() {
        take(3);
        counted.settle("tokens", 0);
        counting.tryConsume(Charge.of(both, "a", 2));
        counted.rejected(passed());
        assertThat(remaining()).containsExactly(8L, 998L);
    }

    @Test
    void aCostBeyondTheCapacityCountsAsWhatWasTaken() {
        take(100);
        counted.settle("tokens", 12);
        assertThat(remaining()).containsExactly(0L, 988L);
        counted.settle("tokens", 9);
        assertThat(remaining()).containsExactly(1L, 991L);
    }

    @Test
    void whatAShadowDidNotTakeIsNotGivenBack() {
        requestCharges.allowed(List.of(charge), new PolicyState(rule.policies().get(0), 0, 1, 1));
        requestCharges.complete(200);
        requestCharges.rejected(passed());
        assertThat(store.refunded).isEmpty();
    }

    @Test
    void whatWasNotCountedIsNotGivenBack() {
        requestCharges.allowed(List.of(charge), RateLimitDecision.UNLIMITED);
        requestCharges.complete(200);
        assertThat(store.refunded).isEmpty();
    }

    @Test
    void tellsTheStoreWhereItCounted() {
        Receipt first = new Receipt() {};
        Receipt second = new Receipt() {};
        Charge settled = Charge.of(both, "a", 1);
        PolicyState state = new PolicyState(both.policies().get(0), 4, 1, 0);
        requestCharges.allowed(List.of(charge), RateLimitDecision.of(List.of(passed()), Map.of(charge, first)));
        requestCharges.allowed(List.of(settled), RateLimitDecision.of(List.of(state), Map.of(settled, second)));
        requestCharges.settle("tokens", 3);
        requestCharges.settle("tokens", 2);
        requestCharges.complete(429);
        assertThat(store.receipts).containsExactly(second, second, first);
    }

    private PolicyState passed() {
        return new PolicyState(rule.policies().get(0), 4, 1, 0);
    }
}
