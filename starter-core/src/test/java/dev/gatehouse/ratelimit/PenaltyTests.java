package dev.gatehouse.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PenaltyTests {

    private final AtomicLong nanos = new AtomicLong();
    private final MemoryRateLimitStore store = new MemoryRateLimitStore(1000, nanos::get);

    private static RateLimitRule rule(String name, String penalty) {
        return builder(name, penalty).build();
    }

    private static RateLimitRule.Builder builder(String name, String penalty) {
        return RateLimitRule.of(name, KeyResolver.global(), Limit.of("2/second"))
                .penalty(Penalty.of(penalty));
    }

    private RateLimitDecision request(RateLimitRule rule) {
        return store.tryConsume(List.of(Charge.of(rule, "a")));
    }

    private void exhaust(RateLimitRule rule) {
        while (request(rule).allowed()) {
            assertThat(nanos).hasNonNegativeValue();
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void noFloodOfOtherKeysEndsABlock() {
        RateLimitRule rule = rule("flooded", "2/minute block 1d max 7d");
        exhaust(rule);
        request(rule);
        assertThat(store.blocked(10)).extracting(BlockedKey::subject).containsExactly("a");
        for (int i = 0; i < 5000; i++) {
            Charge other = Charge.of(rule, "other" + i, 1);
            store.tryConsume(List.of(other));
            store.tryConsume(List.of(other));
            store.tryConsume(List.of(other));
        }
        pass(Duration.ofHours(23));
        assertThat(store.blocked(10_000)).extracting(BlockedKey::subject).contains("a");
        assertThat(request(rule).allowed()).isFalse();
        pass(Duration.ofHours(2));
        assertThat(request(rule).allowed()).isTrue();
    }

    @Test
    void holdsNoMoreBlockedKeysThanItMay() {
        MemoryPenalties penalties = new MemoryPenalties(100, new BucketClock(nanos::get), Runnable::run);
        Penalty penalty = Penalty.of("1/minute block 1d");
        for (int i = 0; i < 10_000; i++) {
            assertThat(penalties.countRejection(new BucketKey("rule", i), penalty))
                    .isPositive();
        }
        assertThat(penalties.blocked(10_000)).hasSizeBetween(100, 200);
        assertThat(penalties.nanosBlocked(new BucketKey("rule", 0))).isPositive();
    }

    @Test
    void blocksThatAreOverMakeRoomForNewOnes() {
        MemoryPenalties penalties = new MemoryPenalties(100, new BucketClock(nanos::get), Runnable::run);
        Penalty penalty = Penalty.of("1/minute block 1h max 1h");
        for (int i = 0; i < 1000; i++) {
            penalties.countRejection(new BucketKey("first", i), penalty);
        }
        pass(Duration.ofHours(3));
        BucketKey late = new BucketKey("second", "late");
        penalties.countRejection(late, penalty);
        for (int i = 0; i < 1000; i++) {
            penalties.countRejection(new BucketKey("third", i), penalty);
        }
        assertThat(penalties.nanosBlocked(late)).isPositive();
    }

    @Test
    void aBlockThatIsLiftedIsOver() {
        MemoryPenalties penalties = new MemoryPenalties(100, new BucketClock(nanos::get), Runnable::run);
        BucketKey key = new BucketKey("rule", "a");
        penalties.countRejection(key, Penalty.of("1/minute block 1d"));
        penalties.forget(key);
        assertThat(penalties.nanosBlocked(key)).isZero();
        assertThat(penalties.blocked(10)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10/minute block 5min | 10/minute block 5min max 2h",
                "20/10min block 1h max 7d | 20/10min block 1h max 7d",
                " 3 / 30s  block 1 day | 3/30s block 1d max 24d",
                "3/30s block 300d | 3/30s block 300d max 366d",
                "3/30s BLOCK 5m MAX 5m | 3/30s block 5min max 5min",
            })
    void readsAndWritesItsText(String text, String canonical) {
        assertThat(Penalty.of(text)).hasToString(canonical);
        assertThat(Penalty.of(canonical)).isEqualTo(Penalty.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10/minute",
                "10 block 5min",
                "block 5min",
                "10/minute block",
                "10/minute block minute",
                "0/minute block 5min",
                "10/2d block 5min",
                "10/minute block 0s",
                "10/minute block 5min max 4min",
                "10/minute block 5min max 367d",
                "10/minute max 5min block 1min",
                "9999999/minute block 5min"
            })
    void refusesWhatIsNoPenalty(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Penalty.of(text))
                .withMessageStartingWith("'" + text + "' is not a penalty.")
                .withMessageContaining("10/minute block 5min");
    }

    @Test
    void blocksAKeyThatGoesOn() {
        RateLimitRule rule = rule("login", "3/minute block 5min");
        exhaust(rule);
        assertThat(request(rule).refusal()).isEqualTo(Policy.Kind.LIMIT);

        RateLimitDecision last = request(rule);
        assertThat(last.refusal()).isEqualTo(Policy.Kind.PENALTY);
        assertThat(last.retryAfter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(last.violatedPolicies()).containsExactly("login");

        pass(Duration.ofMinutes(4));
        assertThat(request(rule).retryAfter()).isEqualTo(Duration.ofMinutes(1));
        pass(Duration.ofMinutes(1));
        assertThat(request(rule).allowed()).isTrue();
        assertThat(store.tryConsume(List.of(Charge.of(rule, "other"))).allowed())
                .isTrue();
    }

    @Test
    void blocksLongerEachTimeAndForgetsAfterALongPause() {
        RateLimitRule rule = rule("login", "2/minute block 1min max 4min");
        for (int minutes : new int[] {1, 2, 4, 4}) {
            exhaust(rule);
            assertThat(request(rule).retryAfter()).isEqualTo(Duration.ofMinutes(minutes));
            pass(Duration.ofMinutes(minutes));
        }
        pass(Duration.ofMinutes(5));
        exhaust(rule);
        assertThat(request(rule).retryAfter()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void forgivesRefusalsThatLieFarApart() {
        RateLimitRule rule = rule("login", "3/minute block 5min");
        for (int i = 0; i < 10; i++) {
            exhaust(rule);
            request(rule);
            pass(Duration.ofSeconds(61));
        }
        assertThat(request(rule).allowed()).isTrue();
    }

    @Test
    void punishesWhoIsRefusedAmongSeveralRulesAndSpendsNothing() {
        RateLimitRule strict = rule("strict", "2/minute block 5min");
        RateLimitRule wide = RateLimitRule.of("wide", KeyResolver.global(), Limit.of("100/hour"))
                .penalty(Penalty.of("2/minute block 5min"))
                .build();
        List<Charge> charges = List.of(Charge.of(wide, "a"), Charge.of(strict, "a"));
        store.tryConsume(charges);
        store.tryConsume(charges);
        store.tryConsume(charges);

        assertThat(store.tryConsume(charges).refusal()).isEqualTo(Policy.Kind.PENALTY);
        RateLimitDecision blocked = store.tryConsume(charges);
        assertThat(blocked.refusal()).isEqualTo(Policy.Kind.PENALTY);
        assertThat(blocked.violatedPolicies()).containsExactly("strict");
        assertThat(store.lookUp(wide, "a"))
                .singleElement()
                .extracting(PolicyState::remaining)
                .isEqualTo(98L);
    }

    @Test
    void listsAndLiftsBlocks() {
        RateLimitRule rule = rule("login", "1/minute block 5min");
        exhaust(rule);
        assertThat(store.blocked(10)).singleElement().satisfies(blocked -> {
            assertThat(blocked.rule()).isEqualTo("login");
            assertThat(blocked.subject()).isEqualTo("a");
            assertThat(blocked.blocks()).isEqualTo(1);
        });
        assertThat(store.lookUp(rule, "a"))
                .extracting(state -> state.policy().kind())
                .containsExactly(Policy.Kind.LIMIT, Policy.Kind.PENALTY);

        store.reset(new BucketKey("login", "a"));

        assertThat(store.blocked(10)).isEmpty();
        assertThat(store.lookUp(rule, "a"))
                .singleElement()
                .extracting(PolicyState::remaining)
                .isEqualTo(2L);
        assertThat(request(rule).allowed()).isTrue();
    }

    @Test
    void neverPunishesForAShadow() {
        RateLimitRule rule =
                builder("shadow", "1/minute block 5min").shadow(true).build();
        for (int i = 0; i < 20; i++) {
            assertThat(request(rule).allowed()).isTrue();
        }
        assertThat(store.blocked(10)).isEmpty();
    }
}
