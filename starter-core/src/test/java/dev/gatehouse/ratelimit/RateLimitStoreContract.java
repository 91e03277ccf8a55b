package dev.gatehouse.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store does, wherever it keeps its buckets. */
public abstract class RateLimitStoreContract {

    private final String salt = Long.toHexString(ThreadLocalRandom.current().nextLong());

    protected abstract RateLimitStore store();

    protected RateLimitRule.Builder building(String name, String limit) {
        return RateLimitRule.of(name + "-" + salt, KeyResolver.global(), Limit.of(limit));
    }

    protected RateLimitRule rule(String name, String limit) {
        return building(name, limit).build();
    }

    protected boolean allows(RateLimitRule rule, Object subject) {
        return take(rule, subject, 1).allowed();
    }

    protected RateLimitDecision take(RateLimitRule rule, Object subject, int cost) {
        return store().tryConsume(List.of(Charge.of(rule, subject, cost)));
    }

    protected long remaining(RateLimitRule rule, Object subject) {
        return store().lookUp(rule, subject).get(0).remaining();
    }

    private Taken settle(Taken taken, int cost) {
        return store().settle(taken, cost).join();
    }

    private List<Long> remainingOfEach(RateLimitRule rule) {
        return store().lookUp(rule, "a").stream().map(PolicyState::remaining).toList();
    }

    @Test
    void takesTokensUntilTheBucketIsEmptyAndTellsHowLongToWait() {
        RateLimitRule rule = rule("plain", "5/hour");
        for (int left = 4; left >= 0; left--) {
            RateLimitDecision decision = take(rule, "a", 1);
            assertThat(decision.allowed()).isTrue();
            assertThat(decision.states()).extracting(PolicyState::remaining).containsExactly((long) left);
        }
        RateLimitDecision refused = take(rule, "a", 1);
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.violatedPolicies()).containsExactly(rule.name());
        assertThat(refused.refusal()).isEqualTo(Policy.Kind.LIMIT);
        assertThat(refused.retryAfter()).isBetween(Duration.ofMinutes(11), Duration.ofMinutes(12));
        assertThat(refused.states().get(0).nanosToFull())
                .isBetween(
                        Duration.ofMinutes(59).toNanos(), Duration.ofMinutes(60).toNanos());
        assertThat(allows(rule, "b")).isTrue();
    }

    @Test
    void refusesHoweverLongTheTokensTakeToComeBack() {
        RateLimitRule rule = rule("centuries", "1/366d burst 1000");
        assertThat(take(rule, "a", 1000).allowed()).isTrue();
        for (int cost : new int[] {1, 293, 1000}) {
            RateLimitDecision refused = take(rule, "a", cost);
            assertThat(refused.allowed()).isFalse();
            assertThat(refused.retryAfter()).isGreaterThan(Duration.ofDays(365));
        }
    }

    @Test
    void regainsTokensEvenly() {
        RateLimitRule rule = rule("even", "5/second");
        for (int i = 0; i < 5; i++) {
            assertThat(allows(rule, "a")).isTrue();
        }
        long empty = System.nanoTime();
        Eventually.isTrue(() -> allows(rule, "a"));
        Eventually.isTrue(() -> allows(rule, "a"));
        Eventually.isTrue(() -> allows(rule, "a"));
        assertThat(System.nanoTime() - empty).isGreaterThan(350_000_000);
    }

    @Test
    void letsAllBandwidthsDecide() {
        RateLimitRule rule = rule("both", "2/minute,3/hour");
        assertThat(List.of(allows(rule, "a"), allows(rule, "a"), allows(rule, "a")))
                .containsExactly(true, true, false);
        RateLimitDecision refused = take(rule, "a", 1);
        assertThat(refused.violatedPolicies()).containsExactly(rule.name() + "-1min");
        assertThat(refused.states()).extracting(PolicyState::remaining).containsExactly(0L, 1L);
        assertThat(refused.retryAfter()).isBetween(Duration.ofSeconds(25), Duration.ofSeconds(30));
    }

    @Test
    void spendsNothingWhenOneOfSeveralRefuses() {
        RateLimitRule wide = rule("wide", "100/hour");
        RateLimitRule narrow = rule("narrow", "1/hour");
        RateLimitRule last = rule("last", "100/hour");
        List<Charge> charges = List.of(Charge.of(wide, "a", 1), Charge.of(narrow, "a", 1), Charge.of(last, "a", 1));

        assertThat(store().tryConsume(charges).allowed()).isTrue();
        for (int i = 0; i < 20; i++) {
            RateLimitDecision refused = store().tryConsume(charges);
            assertThat(refused.allowed()).isFalse();
            assertThat(refused.violatedPolicies()).containsExactly(narrow.name());
        }
        Eventually.holds(() -> {
            assertThat(remaining(wide, "a")).isEqualTo(99);
            assertThat(remaining(last, "a")).isEqualTo(99);
        });
    }

    @Test
    void takesWhatARequestCostsButNeverMoreThanTheBucket() {
        RateLimitRule rule = rule("costly", "10/hour");
        assertThat(take(rule, "a", 7).states())
                .extracting(PolicyState::remaining)
                .containsExactly(3L);
        RateLimitDecision refused = take(rule, "a", 7);
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.retryAfter()).isBetween(Duration.ofMinutes(23), Duration.ofMinutes(24));
        assertThat(take(rule, "a", 3).allowed()).isTrue();

        assertThat(take(rule, "b", 1000).allowed()).isTrue();
        assertThat(remaining(rule, "b")).isZero();
    }

    @Test
    void refundsUpToTheCapacity() {
        RateLimitRule rule = rule("refunded", "5/hour");
        List<Charge> charge = List.of(Charge.of(rule, "a", 2));
        store().tryConsume(charge);
        store().refund(charge, RateLimitDecision.UNLIMITED);
        store().refund(charge, RateLimitDecision.UNLIMITED);
        Eventually.holds(() -> assertThat(remaining(rule, "a")).isEqualTo(5));
        take(rule, "a", 5);
        assertThat(allows(rule, "a")).isFalse();
        store().refund(charge, RateLimitDecision.UNLIMITED);
        Eventually.isTrue(() -> allows(rule, "a"));
    }

    @Test
    void spendsIntoADebtOfOneBucketAtMost() {
        RateLimitRule rule = rule("spent", "10/hour");
        assertThat(allows(rule, "a")).isTrue();
        for (int i = 0; i < 20; i++) {
            settle(Taken.by(Charge.of(rule, "a", 0)), i == 0 ? 1_000 : 10);
        }
        List<Charge> last = List.of(Charge.of(rule, "last", 1));
        store().tryConsume(last);
        settle(Taken.by(last.get(0)), 2);
        Eventually.holds(() -> assertThat(remaining(rule, "last")).isEqualTo(8));
        Eventually.holds(() -> {
            PolicyState state = store().lookUp(rule, "a").get(0);
            assertThat(state.remaining()).isZero();
            assertThat(state.nanosToFull())
                    .isBetween(
                            Duration.ofMinutes(50).toNanos(),
                            Duration.ofMinutes(121).toNanos());
        });
        assertThat(allows(rule, "a")).isFalse();
    }

    @Test
    void oneThatOwesRefusesNothingThatCostsNothing() {
        for (String limit : List.of("10/hour", "10/hour,1000/day")) {
            RateLimitRule rule = building("owing-" + limit.length(), limit)
                    .penalty(Penalty.of("4/minute block 1min"))
                    .build();
            Charge charge = Charge.of(rule, "a", 1);
            store().tryConsume(List.of(charge));
            settle(Taken.by(charge), 16);
            assertThat(store().lookUp(rule, "a"))
                    .as(limit)
                    .extracting(PolicyState::isViolated, PolicyState::nanosToWait)
                    .containsOnly(org.assertj.core.groups.Tuple.tuple(false, 0L));
            RateLimitDecision free = take(rule, "a", 0);
            assertThat(free.allowed()).as(limit).isTrue();
            assertThat(allows(rule, "a")).isFalse();
        }
    }

    @Test
    void takesOfEachBandwidthWhatACostIsOrAllThatItHolds() {
        RateLimitRule rule = rule("dear", "10/hour,1000/day");
        assertThat(take(rule, "a", 300).states())
                .extracting(PolicyState::remaining)
                .containsExactly(0L, 700L);
        RateLimitDecision refused = take(rule, "a", 300);
        assertThat(refused.violatedPolicies()).containsExactly(rule.name() + "-1h");
        assertThat(refused.retryAfter()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        assertThat(remainingOfEach(rule)).containsExactly(0L, 700L);

        store().refund(List.of(Charge.of(rule, "a", 300)), RateLimitDecision.UNLIMITED);
        Eventually.holds(() -> assertThat(remainingOfEach(rule)).containsExactly(10L, 1000L));
    }

    @Test
    void aCostBeyondOneBandwidthStillCountsInTheOthers() {
        RateLimitRule rule = rule("tokens", "10/hour,1000/day");
        Charge charge = Charge.of(rule, "a", 1);
        store().tryConsume(List.of(charge));
        settle(Taken.by(charge), 500);
        assertThat(remainingOfEach(rule)).containsExactly(0L, 500L);
        assertThat(store().lookUp(rule, "a").get(0).nanosToFull())
                .isBetween(
                        Duration.ofMinutes(110).toNanos(),
                        Duration.ofMinutes(121).toNanos());
    }

    @Test
    void givesBackWhatWasTakenAndNoMore() {
        RateLimitRule rule = rule("settled", "10/hour,1000/day");
        Charge other = Charge.of(rule, "a", 3);
        Charge charge = Charge.of(rule, "a", 4);
        store().tryConsume(List.of(other));
        store().tryConsume(List.of(charge));
        Taken estimated = settle(Taken.by(charge), 500);
        assertThat(remainingOfEach(rule)).containsExactly(0L, 497L);
        Taken known = settle(estimated, 2);
        assertThat(remainingOfEach(rule)).containsExactly(5L, 995L);
        settle(known, 0);
        assertThat(remainingOfEach(rule)).containsExactly(7L, 997L);
    }

    @Test
    void aShadowNeverRefusesButSaysWhatItWould() {
        RateLimitRule shadow = building("shadow", "1/hour").shadow(true).build();
        RateLimitRule real = rule("real", "100/hour");
        List<Charge> charges = List.of(Charge.of(shadow, "a", 1), Charge.of(real, "a", 1));
        store().tryConsume(charges);
        for (int i = 0; i < 5; i++) {
            RateLimitDecision decision = store().tryConsume(charges);
            assertThat(decision.allowed()).isTrue();
            assertThat(decision.states()).extracting(PolicyState::isViolated).containsExactly(true, false);
        }
        assertThat(remaining(real, "a")).isEqualTo(94);
    }

    @Test
    void aChangedLimitKeepsTheShareOfTokens() {
        RateLimitRule rule = rule("changed", "100/hour");
        take(rule, "a", 50);
        rule.changeLimit(Limit.of("10/hour"));
        assertThat(take(rule, "a", 1).states())
                .extracting(PolicyState::remaining)
                .containsExactly(4L);
        rule.changeLimit(Limit.of("1000/hour"));
        assertThat(take(rule, "a", 1).states().get(0).remaining()).isBetween(390L, 400L);
    }

    @Test
    void lookingUpChangesNothing() {
        RateLimitRule rule = rule("looked-up", "3/hour");
        assertThat(remaining(rule, "a")).isEqualTo(3);
        allows(rule, "a");
        for (int i = 0; i < 5; i++) {
            assertThat(store().lookUp(rule, "a"))
                    .extracting(PolicyState::remaining, PolicyState::isViolated)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(2L, false));
        }
    }

    @Test
    void resettingFillsTheBucket() {
        RateLimitRule rule = rule("reset", "1/hour");
        allows(rule, "a");
        assertThat(allows(rule, "a")).isFalse();
        store().reset(new BucketKey(rule.id(), "a"));
        assertThat(allows(rule, "a")).isTrue();
        assertThat(allows(rule, "a")).isFalse();
    }

    @Test
    void blocksAKeyThatGoesOnLongerEachTimeUntilItIsReset() {
        RateLimitRule rule = building("punished", "1/hour")
                .penalty(Penalty.of("4/minute block 1s max 1h"))
                .build();
        BucketKey key = new BucketKey(rule.id(), "192.0.2.7");
        goOnUntilBlocked(rule, key);
        assertThat(take(rule, key.subject(), 1).refusal()).isEqualTo(Policy.Kind.PENALTY);
        assertThat(blocks(key)).containsExactly(1);

        Eventually.holds(
                () -> assertThat(take(rule, key.subject(), 1).refusal()).isEqualTo(Policy.Kind.LIMIT));
        goOnUntilBlocked(rule, key);
        assertThat(blocks(key)).containsExactly(2);
        assertThat(take(rule, key.subject(), 1).retryAfter()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(2));

        store().reset(key);
        assertThat(blocks(key)).isEmpty();
        assertThat(allows(rule, key.subject())).isTrue();
    }

    private void goOnUntilBlocked(RateLimitRule rule, BucketKey key) {
        Eventually.isTrue(() -> take(rule, key.subject(), 1).refusal() == Policy.Kind.PENALTY);
        Eventually.holds(() -> assertThat(blocks(key)).hasSize(1));
        assertThat(store().countBlocked()).isPositive();
    }

    protected List<Integer> blocks(BucketKey key) {
        return store().blocked(1000).stream()
                .filter(blocked -> blocked.rule().equals(key.rule())
                        && blocked.subject().equals(key.subject().toString())
                        && blocked.until().isAfter(Instant.now().minusSeconds(1)))
                .map(BlockedKey::blocks)
                .toList();
    }

    @Test
    void keepsRulesAndSubjectsApart() {
        RateLimitRule one = ofHandler("a:b" + salt);
        RateLimitRule two = ofHandler("a");
        RateLimitRule three = ofHandler("a%3Ab" + salt);
        List<Charge> charges = new ArrayList<>(List.of(
                Charge.of(one, "c}", 1),
                Charge.of(two, "b" + salt + ":c}", 1),
                Charge.of(three, "c}", 1),
                Charge.of(one, "c", 1),
                Charge.of(one, "ü" + salt, 1),
                Charge.of(one, "\ud800", 1),
                Charge.of(one, "\ud801", 1)));
        IntStream.range(0, 3).forEach(i -> charges.add(Charge.of(two, salt + "x".repeat(3000) + i, 1)));
        for (Charge charge : charges) {
            assertThat(store().tryConsume(List.of(charge)).allowed()).isTrue();
        }
        for (Charge charge : charges) {
            assertThat(store().tryConsume(List.of(charge)).allowed()).isFalse();
        }
    }

    private static RateLimitRule ofHandler(String id) {
        return RateLimitRule.ofHandler(id, "handler", KeyResolver.global(), Limit.of("1/hour"))
                .build();
    }

    @Test
    void admitsExactlyTheCapacityOfOneKeyToManyThreads() throws Exception {
        RateLimitRule rule = rule("hammered", "500/day");
        RateLimitRule narrow = rule("hammered-too", "100/day");
        assertThat(admittedToManyThreads(List.of(Charge.of(rule, "a", 1)), 1024))
                .isEqualTo(500);
        assertThat(admittedToManyThreads(List.of(Charge.of(rule, "b", 1), Charge.of(narrow, "b", 1)), 640))
                .isEqualTo(100);
        Eventually.holds(() -> assertThat(remaining(rule, "b")).isEqualTo(400));
    }

    @Test
    void admitsExactlyTheCapacityOfTheNarrowestBandwidthToManyThreads() throws Exception {
        RateLimitRule rule = rule("hammered-twice", "200/day,300/7d");

        assertThat(admittedToManyThreads(List.of(Charge.of(rule, "a", 1)), 640)).isEqualTo(200);
        Eventually.holds(() -> assertThat(remainingOfEach(rule)).containsExactly(0L, 100L));
    }

    /** How many threads want the same key. */
    protected int threads() {
        return 64;
    }

    private long admittedToManyThreads(List<Charge> charges, int requests) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(threads());
        try {
            Callable<Integer> hammer = () -> {
                int admitted = 0;
                for (int i = 0; i < requests / threads(); i++) {
                    admitted += store().tryConsume(charges).allowed() ? 1 : 0;
                }
                return admitted;
            };
            long admitted = 0;
            for (Future<Integer> future : threads.invokeAll(Collections.nCopies(threads(), hammer))) {
                admitted += future.get();
            }
            return admitted;
        } finally {
            threads.shutdownNow();
        }
    }
}
