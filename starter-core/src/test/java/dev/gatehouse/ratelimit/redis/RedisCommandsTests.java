package dev.gatehouse.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ratelimit.Charge;
import dev.gatehouse.ratelimit.Eventually;
import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.Penalty;
import dev.gatehouse.ratelimit.Policy;
import dev.gatehouse.ratelimit.RateLimitRule;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many commands the server is sent. */
@Tag("alone")
class RedisCommandsTests {

    private static final boolean PROOF = Boolean.getBoolean("dev.gatehouse.proof");
    private static final int FLOOD = PROOF ? 100_000 : 10_000;
    private static final int CROWD = 8;
    private static final int EACH = PROOF ? 10_000 : 500;
    private static final Pattern OURS = Pattern.compile("cmdstat_(?:evalsha|eval):calls=(\\d+)");
    private static final Pattern ANY = Pattern.compile("total_commands_processed:(\\d+)");

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
        stores.store.tryConsume(Charge.of(rule("warm", "10/hour"), "a", 1));
    }

    @AfterAll
    static void stop() {
        client.shutdown();
        stores.close();
        server.close();
    }

    private static RateLimitRule rule(String name, String limit) {
        return RateLimitRule.of(name, KeyResolver.global(), Limit.of(limit)).build();
    }

    /** Our commands are scripts; a second client's INFO is not. */
    private static long commands() {
        return OURS.matcher(redis.info("commandstats"))
                .results()
                .mapToLong(result -> Long.parseLong(result.group(1)))
                .sum();
    }

    @Test
    void anAcceptedRequestCostsOneCommandForItsSimpleLimitsAndOneForEachOther() {
        List<Charge> charges = List.of(
                Charge.of(rule("one", "1000/hour"), "a", 1),
                Charge.of(rule("two", "1000/hour,10000/day"), "a", 1),
                Charge.of(rule("three", "1000/hour"), "a", 1));
        long before = commands();
        for (int i = 0; i < 100; i++) {
            assertThat(stores.store.tryConsume(charges).allowed()).isTrue();
        }
        assertThat(commands() - before).isEqualTo(200);
    }

    @Test
    void aBandwidthOfAnotherLimitOnTheSameKeyCostsNoFurtherCommand() {
        RateLimitRule former = rule("shortened", "1000/hour,10000/day");
        assertThat(stores.store.tryConsume(Charge.of(former, "a", 1)).allowed()).isTrue();
        Charge charge = Charge.of(rule("shortened", "1000/hour"), "a", 1);
        long before = commands();
        for (int i = 0; i < 100; i++) {
            assertThat(stores.store.tryConsume(charge).allowed()).isTrue();
        }
        assertThat(commands() - before).isEqualTo(100);
        assertThat(stores.store.lookUp(former, "a").get(0).remaining()).isEqualTo(899);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void requestsThatComeAtOnceShareCommands(int keys) throws Exception {
        RateLimitRule rule = rule("at-once-" + keys, "1000000/366d");
        ExecutorService threads = Executors.newFixedThreadPool(CROWD);
        long before = commands();
        try {
            Callable<Integer> client = () -> {
                for (int i = 0; i < EACH; i++) {
                    int key = ThreadLocalRandom.current().nextInt(keys);
                    assertThat(stores.store.tryConsume(Charge.of(rule, key, 1)).allowed())
                            .isTrue();
                }
                return EACH;
            };
            for (Future<Integer> done : threads.invokeAll(Collections.nCopies(CROWD, client))) {
                assertThat(done.get()).isEqualTo(EACH);
            }
        } finally {
            threads.shutdownNow();
        }
        long sent = commands() - before;
        long taken = IntStream.range(0, keys)
                .mapToLong(
                        key -> 1_000_000 - stores.store.lookUp(rule, key).get(0).remaining())
                .sum();
        if (PROOF) {
            System.out.printf("%d decisions on %d keys cost %d commands%n", CROWD * EACH, keys, sent);
        }
        assertThat(sent).isLessThan(CROWD * EACH * 2 / 3);
        assertThat(taken).isBetween(CROWD * EACH - 1L, (long) CROWD * EACH);
    }

    @Test
    void nothingButScriptsIsSent() {
        Charge charge = Charge.of(rule("only", "1000/hour"), "a", 1);
        long before = total();
        long scripts = commands();
        for (int i = 0; i < 50; i++) {
            stores.store.tryConsume(charge);
        }
        long own = 2;
        assertThat(total() - before - own).isLessThanOrEqualTo(innerCalls(commands() - scripts) + own);
    }

    /** Redis counts what a script calls too: the time, the look and the change. */
    private static long innerCalls(long scripts) {
        return scripts * 4;
    }

    private static long total() {
        return ANY.matcher(redis.info("stats"))
                .results()
                .mapToLong(result -> Long.parseLong(result.group(1)))
                .sum();
    }

    @Test
    void aFloodOnAnExhaustedKeyCostsNextToNothing() {
        RateLimitRule rule = rule("flooded", "5/hour");
        Charge charge = Charge.of(rule, "attacker", 1);
        while (stores.store.tryConsume(charge).allowed()) {
            assertThat(rule.limit().bandwidths()).hasSize(1);
        }
        long start = System.nanoTime();
        long before = commands();
        for (int i = 0; i < FLOOD; i++) {
            assertThat(stores.store.tryConsume(charge).allowed()).isFalse();
        }
        long seconds = (System.nanoTime() - start) / 1_000_000_000 + 1;
        long sent = commands() - before;
        if (PROOF) {
            System.out.printf("%d refused requests in about %d s cost %d commands%n", FLOOD, seconds, sent);
        }
        assertThat(sent).isLessThanOrEqualTo(2 * seconds);
    }

    @Test
    void aKnownRefusalDoesNotAskForTheOtherLimitsEither() {
        Charge wide = Charge.of(rule("wide", "100000/hour"), "a", 1);
        Charge narrow = Charge.of(rule("narrow", "1/hour"), "a", 1);
        List<Charge> charges = List.of(wide, narrow);
        stores.store.tryConsume(charges);
        stores.store.tryConsume(charges);
        long start = System.nanoTime();
        long before = commands();
        for (int i = 0; i < 1000; i++) {
            assertThat(stores.store.tryConsume(charges).violatedPolicies()).containsExactly("narrow");
        }
        long seconds = (System.nanoTime() - start) / 1_000_000_000 + 1;
        assertThat(commands() - before).isLessThanOrEqualTo(6 * seconds);
    }

    @Test
    void refusalsFromMemoryCountTowardsThePenalty() {
        RateLimitRule rule = RateLimitRule.of("punishing", KeyResolver.global(), Limit.of("1/hour"))
                .penalty(Penalty.of("500/hour block 1min"))
                .build();
        Charge charge = Charge.of(rule, "attacker", 1);
        long before = commands();
        long start = System.nanoTime();
        int[] requests = new int[1];
        Eventually.isTrue(() -> {
            requests[0]++;
            return stores.store.tryConsume(charge).refusal() == Policy.Kind.PENALTY;
        });
        while (stores.store.tryConsume(charge).refusal() != Policy.Kind.PENALTY) {
            requests[0]++;
        }
        long seconds = (System.nanoTime() - start) / 1_000_000_000 + 1;
        assertThat(requests[0]).isGreaterThan(490);
        assertThat(commands() - before).isLessThanOrEqualTo(8 + 4 * seconds);
        assertThat(Arrays.asList("punishing"))
                .contains(stores.store.blocked(10).get(0).rule());
    }
}
