package dev.gatehouse.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.net.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryRateLimitStoreTests {

    private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);
    private final MemoryRateLimitStore store = new MemoryRateLimitStore(1000, nanos::get);

    private static RateLimitRule rule(String name, String limit) {
        return RateLimitRule.of(name, KeyResolver.global(), Limit.of(limit)).build();
    }

    private boolean allows(RateLimitRule rule, Object subject) {
        return store.tryConsume(List.of(Charge.of(rule, subject))).allowed();
    }

    private long remaining(RateLimitRule rule, Object subject) {
        RateLimitDecision decision = store.tryConsume(List.of(Charge.of(rule, subject)));
        if (!decision.allowed()) {
            return 0;
        }
        store.refund(List.of(Charge.of(rule, subject)));
        return decision.states().get(0).remaining() + 1;
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void refillsEvenlyOverThePeriod() {
        RateLimitRule rule = rule("even", "100/minute");
        for (int i = 0; i < 100; i++) {
            assertThat(allows(rule, "a")).isTrue();
        }
        RateLimitDecision refused = store.tryConsume(List.of(Charge.of(rule, "a")));
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofMillis(600));
        assertThat(refused.violatedPolicies()).containsExactly("even");

        pass(Duration.ofMillis(599));
        assertThat(allows(rule, "a")).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(allows(rule, "a")).isTrue();
        assertThat(allows(rule, "a")).isFalse();
    }

    @Test
    void holdsABurst() {
        RateLimitRule rule = rule("burst", "1/minute burst 3");
        assertThat(List.of(allows(rule, "a"), allows(rule, "a"), allows(rule, "a"), allows(rule, "a")))
                .containsExactly(true, true, true, false);
        pass(Duration.ofMinutes(1));
        assertThat(List.of(allows(rule, "a"), allows(rule, "a"))).containsExactly(true, false);
    }

    @Test
    void letsAllBandwidthsDecide() {
        RateLimitRule rule = rule("both", "2/second,3/hour");
        assertThat(List.of(allows(rule, "a"), allows(rule, "a"), allows(rule, "a")))
                .containsExactly(true, true, false);
        pass(Duration.ofSeconds(1));
        assertThat(allows(rule, "a")).isTrue();

        RateLimitDecision refused = store.tryConsume(List.of(Charge.of(rule, "a")));
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.violatedPolicies()).containsExactly("both-1h");
        assertThat(refused.states()).extracting(PolicyState::remaining).containsExactly(1L, 0L);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(1199));
    }

    @Test
    void countsTheTimeThatHasPassedForATokenWithSeveralBandwidthsToo() {
        RateLimitRule rule = rule("both", "10/second,5/hour");
        for (int i = 0; i < 5; i++) {
            assertThat(allows(rule, "a")).isTrue();
        }
        pass(Duration.ofMinutes(11));
        assertThat(store.tryConsume(List.of(Charge.of(rule, "a"))).retryAfter()).isEqualTo(Duration.ofMinutes(1));
        pass(Duration.ofMinutes(1));
        assertThat(allows(rule, "a")).isTrue();
    }

    @Test
    void anExhaustedBandwidthStaysSoWhereverTheTextOfTheLimitNamesIt() {
        RateLimitRule rule = rule("changed", "10/second,100/hour");
        for (int i = 0; i < 10; i++) {
            for (int j = 0; j < 10; j++) {
                assertThat(allows(rule, "a")).isTrue();
            }
            pass(Duration.ofSeconds(1));
        }
        rule.changeLimit(Limit.of("100/hour,10/second"));
        assertThat(allows(rule, "a")).isFalse();
    }

    @Test
    void spendsNothingWhenOneOfSeveralRefuses() {
        RateLimitRule wide = rule("wide", "100/hour");
        RateLimitRule narrow = rule("narrow", "1/hour");
        RateLimitRule last = rule("last", "100/hour");
        List<Charge> charges = List.of(Charge.of(wide, "a"), Charge.of(narrow, "a"), Charge.of(last, "a"));

        assertThat(store.tryConsume(charges).allowed()).isTrue();
        for (int i = 0; i < 500; i++) {
            RateLimitDecision refused = store.tryConsume(charges);
            assertThat(refused.allowed()).isFalse();
            assertThat(refused.violatedPolicies()).containsExactly("narrow");
            assertThat(refused.states()).extracting(PolicyState::remaining).containsExactly(99L, 0L, 99L);
        }
        assertThat(remaining(wide, "a")).isEqualTo(99);
        assertThat(remaining(last, "a")).isEqualTo(99);
    }

    @Test
    void namesAllThatRefuse() {
        RateLimitRule first = rule("first", "1/minute");
        RateLimitRule second = rule("second", "1/hour");
        List<Charge> charges = List.of(Charge.of(first, "a"), Charge.of(second, "a"));
        store.tryConsume(charges);

        RateLimitDecision refused = store.tryConsume(charges);
        assertThat(refused.violatedPolicies()).containsExactly("first", "second");
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void admitsExactlyTheCapacityOfOneKeyToManyThreads() throws Exception {
        RateLimitRule rule = rule("hammered", "1000/minute");
        RateLimitRule other = rule("other", "300/minute");

        assertThat(admittedTo64Threads(List.of(Charge.of(rule, "a")), 100)).isEqualTo(1000);
        assertThat(admittedTo64Threads(List.of(Charge.of(rule, "b"), Charge.of(other, "b")), 100))
                .isLessThanOrEqualTo(300);
        assertThat(remaining(rule, "b")).isGreaterThanOrEqualTo(700);
    }

    private long admittedTo64Threads(List<Charge> charges, int each) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try {
            Callable<Integer> hammer = () -> {
                int admitted = 0;
                for (int i = 0; i < each; i++) {
                    admitted += store.tryConsume(charges).allowed() ? 1 : 0;
                }
                return admitted;
            };
            long admitted = 0;
            for (Future<Integer> future : threads.invokeAll(java.util.Collections.nCopies(64, hammer))) {
                admitted += future.get();
            }
            return admitted;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anExhaustedKeySurvivesAFloodOfOthers() {
        RateLimitRule rule = rule("flooded", "2/hour");
        IpAddress attacker = IpAddress.of("192.0.2.1");
        assertThat(List.of(allows(rule, attacker), allows(rule, attacker), allows(rule, attacker)))
                .containsExactly(true, true, false);

        for (int i = 0; i < 200_000; i++) {
            allows(rule, IpAddress.of("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255)));
            nanos.addAndGet(1000);
        }

        assertThat(allows(rule, attacker)).isFalse();
        assertThat(store.size()).isLessThanOrEqualTo(1000);
    }

    @Test
    void sharesOverflowBucketsAtTheCapAndLeavesThemWhenThereIsRoomAgain() {
        RateLimitRule rule = rule("capped", "1/minute");
        for (int i = 0; i < 1000; i++) {
            assertThat(allows(rule, i)).isTrue();
        }
        long admitted = 0;
        for (int i = 1000; i < 101_000; i++) {
            admitted += allows(rule, i) ? 1 : 0;
        }
        assertThat(admitted).isBetween(1000L, (long) SharedBuckets.COUNT);

        pass(Duration.ofMinutes(3));
        for (int i = 2_000_000; i < 2_000_900; i++) {
            assertThat(allows(rule, i)).isTrue();
            assertThat(allows(rule, i)).isFalse();
        }
    }

    @Test
    void forgetsABucketOnlyWhenItIsFullAgain() {
        RateLimitRule rule = rule("slow", "10/hour");
        for (int i = 0; i < 10; i++) {
            allows(rule, "a");
        }
        for (int minute = 0; minute < 59; minute++) {
            pass(Duration.ofMinutes(1));
            store.tryConsume(List.of(Charge.of(rule("upkeep", "1/second"), minute)));
        }
        assertThat(remaining(rule, "a")).isEqualTo(9);
    }

    @Test
    void forgetsBucketsThatAreFullAgain() {
        RateLimitRule rule = rule("brief", "60/minute");
        for (int i = 0; i < 900; i++) {
            allows(rule, i);
        }
        assertThat(store.size()).isEqualTo(900);
        pass(Duration.ofSeconds(10));
        for (int i = 10_000; i < 10_200; i++) {
            allows(rule, i);
        }
        assertThat(store.size()).isLessThan(300);
    }

    @Test
    void keepsTheBucketOfACostlyChargeUntilItIsFull() {
        RateLimitRule rule = rule("costly", "60/minute");
        Charge costly = new Charge(rule, new BucketKey(rule.id(), "a"), 60);
        assertThat(store.tryConsume(List.of(costly)).allowed()).isTrue();

        pass(Duration.ofSeconds(30));
        assertThat(store.tryConsume(List.of(costly)).retryAfter()).isEqualTo(Duration.ofSeconds(30));
        assertThat(remaining(rule, "a")).isEqualTo(30);
    }

    @Test
    void keepsRulesAndKeysApart() {
        RateLimitRule one = rule("one", "1/minute");
        RateLimitRule two = rule("two", "1/minute");
        assertThat(allows(one, "a")).isTrue();
        assertThat(allows(two, "a")).isTrue();
        assertThat(allows(one, "b")).isTrue();
        assertThat(allows(one, "a")).isFalse();
    }

    @Test
    void neverRefundsBeyondTheCapacity() {
        RateLimitRule rule = rule("refunded", "5/hour");
        List<Charge> charge = new ArrayList<>(List.of(Charge.of(rule, "a")));
        store.refund(charge);
        store.refund(charge);
        assertThat(remaining(rule, "a")).isEqualTo(5);
    }

    @Test
    void takesItsTimeFromTheSystemByDefault() {
        assertThat(new MemoryRateLimitStore(1)
                        .tryConsume(List.of(Charge.of(rule("real", "1/hour"), "a")))
                        .allowed())
                .isTrue();
    }

    @Test
    void keepsTheShareOfTheTokensWhenTheLimitChanges() {
        RateLimitRule rule = rule("changed", "100/minute");
        for (int i = 0; i < 75; i++) {
            allows(rule, "a");
        }
        rule.changeLimit(Limit.of("1000/minute"));
        assertThat(remaining(rule, "a")).isEqualTo(250);
        rule.changeLimit(Limit.of("10/second,1000/hour"));
        assertThat(store.lookUp(rule, "a")).extracting(PolicyState::remaining).containsExactly(2L, 250L);
        rule.changeLimit(Limit.of("100/minute"));
        assertThat(store.lookUp(rule, "a").get(0).remaining()).isBetween(20L, 25L);
    }

    @Test
    void anExhaustedBucketStaysSoWhenALimitLosesABandwidth() {
        RateLimitRule rule = rule("fewer", "10/second,100/hour");
        for (int i = 0; i < 100; i++) {
            allows(rule, "a");
            pass(Duration.ofMillis(100));
        }
        pass(Duration.ofSeconds(1));
        rule.changeLimit(Limit.of("100/hour"));
        assertThat(remaining(rule, "a")).isLessThan(2);
    }

    @Test
    void aBandwidthThatStaysIsNotChargedForOneThatGoes() {
        RateLimitRule three = rule("three", "1000/second,10/minute,1000/hour");
        for (int i = 0; i < 10; i++) {
            allows(three, "a");
        }
        three.changeLimit(Limit.of("1000/second,1000/hour"));
        assertThat(store.lookUp(three, "a")).extracting(PolicyState::remaining).containsExactly(990L, 990L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"10/minute | 1000", "10/minute,100/hour | 1000", "10/minute | 1"})
    void aLimitIsFullAfterThereWasNone(String limit, int maxKeys) {
        RateLimitStore some = new MemoryRateLimitStore(maxKeys, nanos::get);
        RateLimitRule rule = rule("open", limit);
        some.tryConsume(Charge.of(rule, "takes the room"));
        Charge charge = Charge.of(rule, "a");
        some.tryConsume(charge);

        rule.changeLimit(Limit.of("unlimited"));
        assertThat(some.lookUp(rule, "a")).isEmpty();
        assertThat(some.tryConsume(charge).allowed()).isTrue();
        rule.changeLimit(Limit.of(limit));

        assertThat(some.tryConsume(charge).states().get(0).remaining()).isEqualTo(9);
    }

    @Test
    void aBandwidthThatComesIsChargedWhatWasSpent() {
        RateLimitRule rule = rule("more", "100/minute");
        for (int i = 0; i < 100; i++) {
            allows(rule, "a");
        }
        rule.changeLimit(Limit.of("100/minute,1000/day"));
        assertThat(store.lookUp(rule, "a")).extracting(PolicyState::remaining).containsExactly(0L, 900L);
    }

    @Test
    void aDebtIsKeptWhenTheLimitChanges() {
        RateLimitRule rule = rule("debt", "60/minute");
        store.settle(Taken.by(Charge.of(rule, "a", 0)), 90);
        rule.changeLimit(Limit.of("60/minute,1000000/hour"));
        assertThat(allows(rule, "a")).isFalse();
        pass(Duration.ofSeconds(29));
        assertThat(allows(rule, "a")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1})
    void aDebtDoesNotGrowWhenTheLimitChangesBackAndForth(int maxKeys) {
        RateLimitStore small = new MemoryRateLimitStore(maxKeys, nanos::get);
        RateLimitRule rule = rule("budget", "100000/day");
        small.tryConsume(Charge.of(rule, "takes the room"));
        Charge charge = Charge.of(rule, "a");
        small.tryConsume(charge);
        Taken taken = small.settle(Taken.by(charge), 250_000).join();
        for (String limit : List.of("1000/minute,100000/day", "100000/day", "1000/minute,100000/day", "100000/10d")) {
            rule.changeLimit(Limit.of(limit));
            assertThat(small.tryConsume(charge).retryAfter()).isLessThan(Duration.ofDays(11));
        }
        taken = small.settle(taken, 400_000).join();
        assertThat(small.tryConsume(charge).retryAfter()).isLessThan(Duration.ofDays(11));
        small.settle(taken, 1);
        assertThat(small.tryConsume(charge).allowed()).isTrue();
    }

    @Test
    void aBucketThatTakesCenturiesToFillCountsAsAnyOther() {
        for (String limit : List.of("1/366d burst 1000", "1/366d burst 1000,1000/second")) {
            RateLimitRule rule = rule("slow", limit);
            for (int left = 999; left >= 0; left--) {
                RateLimitDecision decision = store.tryConsume(List.of(Charge.of(rule, limit)));
                assertThat(decision.allowed()).isTrue();
                assertThat(decision.states().stream()
                                .mapToLong(PolicyState::remaining)
                                .min())
                        .hasValue(left);
                assertThat(decision.states())
                        .allSatisfy(state -> assertThat(state.nanosToFull()).isPositive());
                pass(Duration.ofMillis(1));
            }
            assertThat(allows(rule, limit)).isFalse();
        }
    }

    @Test
    void aCostBeyondTheCapacityTakesAllTokens() {
        RateLimitRule rule = rule("small", "10/minute");
        Charge dear = Charge.of(rule, "a", 1000);
        assertThat(store.tryConsume(dear).allowed()).isTrue();
        assertThat(remaining(rule, "a")).isZero();
        assertThat(store.tryConsume(dear).retryAfter()).isEqualTo(Duration.ofMinutes(1));
        store.refund(List.of(dear));
        assertThat(remaining(rule, "a")).isEqualTo(10);
    }

    @Test
    void takesMoreThanThereIsWhenTheRequestHasCostMore() {
        RateLimitRule rule = rule("owed", "60/minute");
        store.settle(Taken.by(Charge.of(rule, "a", 0)), 90);
        pass(Duration.ofSeconds(30));
        assertThat(allows(rule, "a")).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(allows(rule, "a")).isTrue();
    }

    @Test
    void aShadowSaysWhatItWouldHaveDoneAndRefusesNothing() {
        RateLimitRule shadow = RateLimitRule.of("shadow", KeyResolver.global(), Limit.of("1/hour"))
                .shadow(true)
                .build();
        RateLimitRule real = rule("real", "100/hour");
        List<Charge> charges = List.of(Charge.of(shadow, "a"), Charge.of(real, "a"));
        assertThat(store.tryConsume(charges).states()).noneMatch(PolicyState::isViolated);

        RateLimitDecision second = store.tryConsume(charges);

        assertThat(second.allowed()).isTrue();
        assertThat(second.violatedPolicies()).isEmpty();
        assertThat(second.retryAfter()).isZero();
        assertThat(second.states()).extracting(PolicyState::isViolated).containsExactly(true, false);
        assertThat(store.tryConsume(Charge.of(shadow, "a")).allowed()).isTrue();
        assertThat(remaining(real, "a")).isEqualTo(98);
    }

    @Test
    void fillsAnOverflowBucketOnReset() {
        RateLimitRule rule = rule("capped", "1/day");
        for (int i = 0; i < 1000; i++) {
            allows(rule, i);
        }
        while (allows(rule, "late")) {
            assertThat(store.size()).isEqualTo(1000);
        }
        store.reset(new BucketKey("capped", "late"));
        assertThat(allows(rule, "late")).isTrue();
    }

    @Test
    void refusesAnAbusiveStreamAndNothingOfAnotherClient() {
        RateLimitRule rule = rule("default", "100/minute");
        int abusive = 0;
        int behaved = 0;
        for (int second = 0; second < 300; second++) {
            for (int i = 0; i < 1000; i++) {
                abusive += allows(rule, "abusive") ? 1 : 0;
                pass(Duration.ofMillis(1));
            }
            behaved += allows(rule, "behaved") ? 1 : 0;
        }
        assertThat(abusive).isBetween(500, 600);
        assertThat(behaved).isEqualTo(300);
    }
}
