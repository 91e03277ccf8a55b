package dev.gatehouse.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ratelimit.Charge;
import dev.gatehouse.ratelimit.Eventually;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.Penalty;
import dev.gatehouse.ratelimit.Policy;
import dev.gatehouse.ratelimit.PolicyState;
import dev.gatehouse.ratelimit.RateLimitDecision;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RateLimitStore;
import dev.gatehouse.ratelimit.RateLimitStoreContract;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisRateLimitStoreTests extends RateLimitStoreContract {

    private static RedisServerProcess server;
    private static RedisStores stores;
    private static RedisClient client;
    private static RedisCommands<String, String> redis;

    @BeforeAll
    static void start() {
        server = RedisServerProcess.start();
        stores = RedisStores.patient(server.uri());
        client = RedisClient.create(server.uri());
        redis = client.connect().sync();
    }

    @AfterAll
    static void stop() {
        client.shutdown();
        stores.close();
        server.close();
    }

    @Override
    protected RateLimitStore store() {
        return stores.store;
    }

    /** Their buckets fill in longer than Redis keeps anything. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1/30d burst 1000000000",
                "1/366d burst 1000000000",
                "1/366d burst 1000000000, 1/30d burst 1000000000"
            })
    void theSlowestLimitsAreCounted(String limits) {
        RateLimitRule rule = rule("slowest", limits);
        assertThat(store().tryConsume(Charge.of(rule, "u", 1_000_000_000)).allowed())
                .isTrue();
        assertThat(store().tryConsume(Charge.of(rule, "u", 1)).allowed()).isFalse();
        assertThat(store().lookUp(rule, "u").get(0).remaining()).isZero();
    }

    private static String key(RateLimitRule rule, String subject) {
        return RedisStores.PREFIX + "{" + rule.id() + ":" + subject + "}";
    }

    @Test
    void aKeyExpiresWhenItsBucketIsFullAgain() {
        RateLimitRule rule = rule("expiring", "60/minute");
        take(rule, "a", 10);
        assertThat(redis.pttl(key(rule, "a"))).isBetween(5_000L, 10_001L);
        take(rule, "a", 20);
        assertThat(redis.pttl(key(rule, "a"))).isBetween(20_000L, 30_001L);
    }

    @Test
    void aKeyWithRefusalsOutlivesItsBucket() {
        RateLimitRule rule = building("remembered", "1/second")
                .penalty(dev.gatehouse.ratelimit.Penalty.of("5/hour block 1min"))
                .build();
        allows(rule, "a");
        assertThat(allows(rule, "a")).isFalse();
        assertThat(redis.pttl(key(rule, "a"))).isGreaterThan(3_500_000);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 2/hour",
        "1, 0, 2/hour",
        "25, 120, 2/hour",
        "25, 0, 2/hour",
        "25, 127, 2/hour",
        "26, 1, 2/hour",
        "25, 120, '2/hour,9/day'",
        "25, 0, '2/hour,9/day'",
        "65, 1, 2/hour",
        "65, 127, '2/hour,9/day'",
        "1000, 2, '2/hour,9/day'",
    })
    void aForeignValueCountsAsFullAndIsOverwritten(int length, int octet, String limit) {
        RateLimitRule rule = rule("foreign", limit);
        String value = length == 0 ? "" : "\u0001" + Character.toString(octet).repeat(length - 1);
        redis.set(key(rule, "a"), value);
        RateLimitDecision decision = take(rule, "a", 1);
        assertThat(decision.allowed()).isTrue();
        assertThat(take(rule, "a", 2).allowed()).isFalse();
        redis.del(key(rule, "a"));
    }

    @Test
    void aForeignTypeCountsAsFullAndIsOverwritten() {
        RateLimitRule rule = rule("hash", "2/hour");
        redis.hset(key(rule, "a"), "field", "value");
        assertThat(take(rule, "a", 2).allowed()).isTrue();
        assertThat(allows(rule, "a")).isFalse();
        assertThat(redis.type(key(rule, "a"))).isEqualTo("string");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5/second", "5/second,100/minute"})
    void tokensComeBackAlthoughTheClockOfTheServerWasSetBack(String limit) {
        RateLimitRule rule = rule("set-back", limit);
        take(rule, "a", 5);
        assertThat(allows(rule, "a")).isFalse();
        setClockBack(rule, Duration.ofHours(1));
        Eventually.isTrue(() -> allows(rule, "a"));
    }

    @Test
    void aBlockDoesNotLastLongerBecauseTheClockOfTheServerWasSetBack() {
        RateLimitRule rule = building("blocked-back", "1/hour")
                .penalty(Penalty.of("2/minute block 5min max 7d"))
                .build();
        Eventually.isTrue(() -> take(rule, "a", 1).refusal() == Policy.Kind.PENALTY);
        setClockBack(rule, Duration.ofHours(1), 1, 3, 4);
        assertThat(store().lookUp(rule, "a").get(1).nanosToWait())
                .isBetween(
                        Duration.ofMinutes(4).toNanos(), Duration.ofMinutes(5).toNanos());
    }

    /** What was written before that looks as if it were of the future. */
    private static void setClockBack(RateLimitRule rule, Duration step, int... instantsOfThePenalty) {
        RedisCommands<String, byte[]> raw = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE))
                .sync();
        ByteBuffer value = ByteBuffer.wrap(raw.get(key(rule, "a"))).order(ByteOrder.LITTLE_ENDIAN);
        int bandwidths = value.get(0);
        for (int i = 0; i < bandwidths; i++) {
            shift(value, 1 + 24 * i, step);
        }
        for (int instant : instantsOfThePenalty) {
            shift(value, 1 + 24 * bandwidths + 8 * instant, step);
        }
        raw.set(key(rule, "a"), value.array(), SetArgs.Builder.px(redis.pttl(key(rule, "a")) + step.toMillis()));
    }

    private static void shift(ByteBuffer value, int at, Duration step) {
        value.putDouble(at, value.getDouble(at) + step.toMillis() * 1e3);
    }

    @Test
    void twoLimitsOnOneKeyDoNotFight() {
        RateLimitRule old = rule("rolling", "100/hour");
        RateLimitRule renewed = rule("rolling", "10/hour,50/day");
        take(old, "a", 50);
        for (int i = 0; i < 5; i++) {
            assertThat(allows(old, "a")).isTrue();
            assertThat(take(renewed, "a", 0).states().get(0).remaining()).isBetween(4L - i / 2, 5L);
        }
        assertThat(remaining(old, "a")).isEqualTo(45);
        assertThat(left(renewed)).containsExactly(4L, 44L);
    }

    private List<Long> left(RateLimitRule rule) {
        return store().lookUp(rule, "a").stream().map(PolicyState::remaining).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10/second", "100000/day", "3/hour"})
    void aBandwidthOutlivesALimitThatDoesNotHaveIt(String other) {
        RateLimitRule both = rule("outliving", "10/second,100000/day");
        RateLimitRule one = rule("outliving", other);
        assertThat(take(both, "a", 90_000).allowed()).isTrue();
        Eventually.isTrue(() -> left(both).get(0) == 10);
        for (int i = 0; i < 3; i++) {
            allows(one, "a");
        }
        long ofDay = left(both).get(1);
        assertThat(ofDay).isBetween(9_990L, 10_100L);
        assertThat(redis.pttl(key(both, "a")))
                .isGreaterThan(Duration.ofHours(20).toMillis());
        take(both, "a", 5);
        assertThat(left(both).get(1)).isBetween(ofDay - 5, ofDay + 50);
    }

    @Test
    void limitsCorrespondBesideABandwidthThatNeitherHas() {
        RateLimitRule slower = rule("beside", "10/2h");
        RateLimitRule faster = rule("beside", "10/hour");
        take(rule("beside", "10/2h,1000/day"), "a", 1);
        for (int i = 0; i < 4; i++) {
            assertThat(allows(slower, "a")).isTrue();
            assertThat(allows(faster, "a")).isTrue();
        }
        assertThat(remaining(slower, "a")).isEqualTo(1);
        assertThat(remaining(faster, "a")).isEqualTo(1);
    }

    @Test
    void aBandwidthThatIsNewHasNotSpentWhatOneOfAnEarlierLimitHas() {
        take(rule("ended", "1000000/hour,1000/day"), "a", 900);
        assertThat(allows(rule("ended", "1000000/hour"), "a")).isTrue();
        assertThat(left(rule("ended", "20/minute,100/2h"))).containsExactly(19L, 99L);
    }

    @Test
    void aBandwidthThatIsNewHasSpentWhatTheShorterOneHas() {
        take(rule("new", "100/minute"), "a", 100);
        assertThat(left(rule("new", "100/minute,1000/day")).get(1)).isBetween(900L, 910L);
        assertThat(left(rule("new", "10/second,100/minute")).get(0)).isEqualTo(10);
        assertThat(left(rule("new", "10/hour,1000/day"))).containsExactly(0L, 0L);
    }

    @Test
    void aBandwidthThatNoLimitHasIsForgottenOnceItIsFull() {
        RateLimitRule one = rule("former", "100000/hour");
        take(rule("former", "1/second,100000/hour"), "a", 1);
        assertThat(redis.strlen(key(one, "a"))).isEqualTo(49);
        Eventually.isTrue(() -> allows(one, "a") && redis.strlen(key(one, "a")) == 25);
        take(rule("former", "100000/hour,1000000/day"), "a", 1);
        assertThat(redis.strlen(key(one, "a"))).isEqualTo(49);
        assertThat(allows(one, "a")).isTrue();
        assertThat(redis.strlen(key(one, "a"))).isEqualTo(49);
    }

    @Test
    void instancesShareLimitsAndPenalties() {
        RateLimitRule rule = building("shared", "2/hour")
                .penalty(dev.gatehouse.ratelimit.Penalty.of("2/minute block 1min"))
                .build();
        try (RedisStores other = RedisStores.patient(server.uri())) {
            List<Charge> charge = List.of(Charge.of(rule, "a", 1));
            assertThat(store().tryConsume(charge).allowed()).isTrue();
            assertThat(other.store.tryConsume(charge).allowed()).isTrue();
            assertThat(store().tryConsume(charge).allowed()).isFalse();
            RateLimitDecision second = other.store.tryConsume(charge);
            assertThat(second.refusal()).isEqualTo(dev.gatehouse.ratelimit.Policy.Kind.PENALTY);
            assertThat(second.states())
                    .filteredOn(state -> state.policy().kind() == dev.gatehouse.ratelimit.Policy.Kind.PENALTY)
                    .singleElement()
                    .satisfies(state -> assertThat(Duration.ofNanos(state.nanosToWait()))
                            .isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1)));
            dev.gatehouse.ratelimit.Eventually.holds(() -> assertThat(store().blocked(10))
                    .anySatisfy(blocked -> {
                        assertThat(blocked.rule()).isEqualTo(rule.id());
                        assertThat(blocked.subject()).isEqualTo("a");
                    }));

            other.store.reset(charge.get(0).key());
            long lifted = System.nanoTime();
            dev.gatehouse.ratelimit.Eventually.isTrue(
                    () -> store().tryConsume(charge).allowed());
            assertThat(System.nanoTime() - lifted)
                    .isLessThan(Duration.ofSeconds(5).toNanos());
        }
    }

    @Test
    void aShorterPenaltyShortensBlocksThatLast() {
        RateLimitRule longer = building("shortened", "1/hour")
                .penalty(dev.gatehouse.ratelimit.Penalty.of("1/minute block 7d max 7d"))
                .build();
        RateLimitRule shorter = building("shortened", "1/hour")
                .penalty(dev.gatehouse.ratelimit.Penalty.of("1/minute block 1s max 1s"))
                .build();
        take(longer, "a", 1);
        assertThat(take(longer, "a", 1).retryAfter()).isGreaterThan(Duration.ofDays(6));

        assertThat(isBlocked(shorter)).isTrue();
        dev.gatehouse.ratelimit.Eventually.isTrue(() -> !isBlocked(shorter));
        assertThat(isBlocked(longer)).isFalse();
        assertThat(redis.pttl(key(shorter, "a")))
                .as("refusals are forgotten sooner, too")
                .isLessThan(Duration.ofHours(2).toMillis());
    }

    private boolean isBlocked(RateLimitRule rule) {
        return store().lookUp(rule, "a").stream()
                .anyMatch(state -> state.policy().kind() == dev.gatehouse.ratelimit.Policy.Kind.PENALTY);
    }

    @Test
    void aFlushedScriptIsSentAgain() {
        RateLimitRule rule = rule("flushed", "10/hour");
        take(rule, "a", 1);
        redis.scriptFlush();
        assertThat(take(rule, "a", 1).states())
                .extracting(PolicyState::remaining)
                .containsExactly(8L);
        assertThat(stores.store.state().isUp()).isTrue();
    }

    @Test
    void largeLimitsAreCountedExactly() {
        RateLimitRule rule = rule("large", "1000000000/366d");
        for (int i = 0; i < 50; i++) {
            take(rule, "a", 1);
        }
        assertThat(remaining(rule, "a")).isBetween(1_000_000_000L - 50, 1_000_000_000L);
        RateLimitRule slow = rule("slow", "3/366d");
        assertThat(List.of(allows(slow, "a"), allows(slow, "a"), allows(slow, "a"), allows(slow, "a")))
                .containsExactly(true, true, true, false);
        assertThat(Limit.of("3/366d").bandwidths()).hasSize(1);
    }
}
