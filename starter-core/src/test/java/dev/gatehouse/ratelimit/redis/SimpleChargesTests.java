package dev.gatehouse.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ratelimit.Charge;
import dev.gatehouse.ratelimit.Eventually;
import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.PolicyState;
import dev.gatehouse.ratelimit.RateLimitDecision;
import dev.gatehouse.ratelimit.RateLimitRule;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Charges of one command, as a real server decides them. */
class SimpleChargesTests {

    private static final String PREFIX = "together:";

    private static RedisServerProcess server;
    private static RedisClient client;
    private static StatefulRedisConnection<String, String> connection;
    private static RedisCommands<String, String> redis;

    private final RedisBuckets buckets = new RedisBuckets(connection::async, PREFIX);

    @BeforeAll
    static void start() {
        server = RedisServerProcess.start();
        client = RedisClient.create(server.uri());
        connection = client.connect();
        redis = connection.sync();
    }

    @AfterAll
    static void stop() {
        client.shutdown();
        server.close();
    }

    @BeforeEach
    void empty() {
        redis.flushall();
    }

    private static RateLimitRule rule(String name, String limit) {
        return RateLimitRule.of(name, KeyResolver.global(), Limit.of(limit)).build();
    }

    private List<RateLimitDecision> take(Charge... charges) {
        return take(buckets, charges);
    }

    private static List<RateLimitDecision> take(RedisBuckets buckets, Charge... charges) {
        return buckets.takeAll(List.of(charges), key -> 0).stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private static long remaining(RateLimitDecision decision) {
        return decision.states().get(0).remaining();
    }

    private static String key(RateLimitRule rule, String subject) {
        return PREFIX + "{" + rule.id() + ":" + subject + "}";
    }

    @Test
    void chargesOnOneKeyDecideInTheirOrder() {
        RateLimitRule rule = rule("ordered", "10/hour");
        List<RateLimitDecision> decisions = take(
                Charge.of(rule, "a", 7), Charge.of(rule, "b", 1), Charge.of(rule, "a", 5), Charge.of(rule, "a", 2));

        assertThat(decisions).extracting(RateLimitDecision::allowed).containsExactly(true, true, false, true);
        assertThat(decisions).extracting(SimpleChargesTests::remaining).containsExactly(3L, 9L, 3L, 1L);
        assertThat(decisions.get(2).retryAfter()).isBetween(minutes(11), minutes(12));
        assertThat(redis.pttl(key(rule, "a")))
                .isBetween(minutes(53).toMillis(), minutes(54).toMillis() + 1);
        assertThat(redis.pttl(key(rule, "b")))
                .isBetween(minutes(5).toMillis(), minutes(6).toMillis() + 1);
        assertThat(remaining(take(Charge.of(rule, "a", 1)).get(0))).isZero();
    }

    @Test
    void aCrowdOnOneBucketIsDecidedOneAfterTheOther() {
        RateLimitRule rule = rule("crowd", "5/hour");
        Charge one = Charge.of(rule, "a", 1);
        List<RateLimitDecision> decisions = take(one, one, one, one, one, one, one);

        assertThat(decisions)
                .extracting(RateLimitDecision::allowed)
                .containsExactly(true, true, true, true, true, false, false);
        assertThat(decisions).extracting(SimpleChargesTests::remaining).containsExactly(4L, 3L, 2L, 1L, 0L, 0L, 0L);
        for (int i = 0; i < decisions.size(); i++) {
            Duration untilFull =
                    Duration.ofNanos(decisions.get(i).states().get(0).nanosToFull());
            assertThat(untilFull).isCloseTo(minutes(12L * Math.min(i + 1, 5)), Duration.ofSeconds(1));
        }
        assertThat(decisions.get(6).retryAfter()).isBetween(minutes(11), minutes(12));
    }

    @Test
    void chargesThatDifferInCostKeepTheirOrder() {
        RateLimitRule rule = rule("mixed", "6/hour");
        Charge one = Charge.of(rule, "a", 1);
        Charge four = Charge.of(rule, "a", 4);
        List<RateLimitDecision> decisions = take(one, four, one, four, one);

        assertThat(decisions).extracting(RateLimitDecision::allowed).containsExactly(true, true, true, false, false);
        assertThat(decisions).extracting(SimpleChargesTests::remaining).containsExactly(5L, 1L, 0L, 0L, 0L);
    }

    private static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }

    @Test
    void aChargeThatIsRefusedAtFirstLeavesNothingBehind() {
        RateLimitRule rule = rule("refused", "3/hour");
        take(Charge.of(rule, "a", 3));
        long life = redis.pttl(key(rule, "a"));
        assertThat(take(Charge.of(rule, "a", 1), Charge.of(rule, "a", 2))).noneMatch(RateLimitDecision::allowed);
        assertThat(redis.pttl(key(rule, "a"))).isLessThanOrEqualTo(life);
    }

    @Test
    void aBucketOfAnotherFormIsReadInFullAndTheOthersAreDecided() {
        RateLimitRule one = rule("one", "100/hour");
        RateLimitRule two = rule("formed", "10/hour,1000/day");
        take(Charge.of(two, "a", 5));
        RateLimitRule renewed = rule("formed", "10/hour");
        redis.hset(key(one, "hash"), "field", "value");

        List<RateLimitDecision> decisions = take(
                Charge.of(one, "b", 1),
                Charge.of(renewed, "a", 1),
                Charge.of(one, "hash", 1),
                Charge.of(renewed, "a", 1),
                Charge.of(one, "b", 1));

        assertThat(decisions).allMatch(RateLimitDecision::allowed);
        assertThat(decisions).extracting(SimpleChargesTests::remaining).containsExactly(99L, 4L, 99L, 3L, 98L);
    }

    @Test
    void limitsOfAllKindsAreDecidedTogether() {
        RateLimitRule simple = rule("simple", "10/hour");
        RateLimitRule several = rule("several", "10/hour,20/day");
        List<RateLimitDecision> decisions = take(
                Charge.of(several, "a", 1),
                Charge.of(simple, "a", 1),
                Charge.of(simple, "a", 0),
                Charge.of(simple, "b", 3));
        assertThat(decisions.get(0).states()).extracting(PolicyState::remaining).containsExactly(9L, 19L);
        assertThat(remaining(decisions.get(1))).isEqualTo(9);
        assertThat(decisions.get(2).states()).hasSize(1);
        assertThat(remaining(decisions.get(3))).isEqualTo(7);
    }

    @Test
    void aFlushedScriptIsSentAgainForAllCharges() {
        RateLimitRule rule = rule("flushed", "10/hour");
        take(Charge.of(rule, "a", 1));
        redis.scriptFlush();
        assertThat(take(Charge.of(rule, "a", 1), Charge.of(rule, "b", 1)))
                .extracting(SimpleChargesTests::remaining)
                .containsExactly(8L, 9L);
    }

    /** As a proxy in front of several servers does: it knows one key per script only, whatever client there is. */
    @Test
    void whereKeysMayNotBeTogetherEachGoesAlone() {
        try (RedisServerProcess node = RedisServerProcess.start("--cluster-enabled", "yes")) {
            RedisClient plain = RedisClient.create(node.uri());
            try (StatefulRedisConnection<String, String> alone = plain.connect()) {
                RedisCommands<String, String> commands = alone.sync();
                commands.clusterAddSlots(IntStream.range(0, 16384).toArray());
                Eventually.isTrue(() -> commands.clusterInfo().contains("cluster_state:ok"));
                RedisBuckets spread = new RedisBuckets(alone::async, PREFIX);
                RateLimitRule rule = rule("spread", "10/hour");
                Charge[] charges = IntStream.range(0, 10)
                        .mapToObj(i -> Charge.of(rule, "subject-" + i, 1))
                        .toArray(Charge[]::new);
                for (long left = 9; left >= 0; left--) {
                    assertThat(take(spread, charges))
                            .extracting(SimpleChargesTests::remaining)
                            .containsOnly(left);
                }
                String failures = commands.info("commandstats")
                        .lines()
                        .filter(line -> line.startsWith("cmdstat_evalsha:"))
                        .findFirst()
                        .orElseThrow();
                assertThat(failures).contains("rejected_calls=1,");
            } finally {
                plain.shutdown();
            }
        }
    }
}
