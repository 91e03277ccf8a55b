package dev.gatehouse.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.CapturedLog;
import dev.gatehouse.ratelimit.BucketKey;
import dev.gatehouse.ratelimit.Charge;
import dev.gatehouse.ratelimit.Eventually;
import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.Policy;
import dev.gatehouse.ratelimit.RateLimitDecision;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.StoreFailure;
import dev.gatehouse.ratelimit.StoreUnavailableException;
import dev.gatehouse.ratelimit.remote.RemoteRateLimitStore;
import dev.gatehouse.ratelimit.remote.RemoteStoreSettings;
import dev.gatehouse.ratelimit.remote.RemoteStoreState;
import dev.gatehouse.ratelimit.remote.RemoteStoreState.Status;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What clients notice, under constant load, when Redis is slow, full, frozen, killed, or not there yet. */
@Tag("alone")
class RedisFailureTests {

    private static final boolean PROOF = Boolean.getBoolean("dev.gatehouse.proof");
    private static final Duration HANG = Duration.ofSeconds(20);

    private final RateLimitRule local = rule("local", "1000000/hour", StoreFailure.LOCAL);
    private final RateLimitRule narrow = rule("narrow", "20/hour", StoreFailure.LOCAL);
    private final RateLimitRule open = rule("open", "5/hour", StoreFailure.OPEN);
    private final RateLimitRule closed = rule("closed", "1000/hour", StoreFailure.CLOSED);

    private RedisServerProcess server;
    private RedisStores stores;

    private static RateLimitRule rule(String name, String limit, StoreFailure onFailure) {
        return RateLimitRule.of(name, KeyResolver.global(), Limit.of(limit))
                .fallback(onFailure)
                .build();
    }

    @BeforeEach
    void start() {
        server = RedisServerProcess.notStarted();
    }

    @AfterEach
    void stop() {
        stores.close();
        server.close();
    }

    private void startUp() {
        server.startAgain();
        stores = RedisStores.up(RemoteStoreSettings.defaults(), server.uri());
    }

    private RateLimitDecision take(RateLimitRule rule, Object subject) {
        return stores.store.tryConsume(List.of(Charge.of(rule, subject, 1)));
    }

    private void becomes(Status status) {
        Eventually.holds(() -> assertThat(stores.store.state().status()).isEqualTo(status));
    }

    private void limitsHoldLocally(String subject) {
        long admitted = IntStream.range(0, 60)
                .filter(i -> take(narrow, subject).allowed())
                .count();
        assertThat(admitted).isEqualTo(20);
        for (int i = 0; i < 10; i++) {
            RateLimitDecision decision = take(open, subject);
            assertThat(decision.allowed()).isTrue();
            assertThat(decision.states()).isEmpty();
        }
        RateLimitDecision refused = take(closed, subject);
        assertThat(refused.refusal()).isEqualTo(Policy.Kind.UNAVAILABLE);
        assertThat(refused.retryAfter()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(2));
    }

    @Test
    void fallsBackByRuleWhileRedisIsGoneAndComesBackByItself() {
        startUp();
        try (CapturedLog log = CapturedLog.of(RemoteRateLimitStore.class.getName());
                Load load = new Load("killed")) {
            server.kill();
            becomes(Status.FALLBACK);
            assertThat(stores.store.state().reason()).isNotBlank();
            limitsHoldLocally("gone");
            assertThatThrownBy(() -> stores.store.reset(new BucketKey(narrow.id(), "gone")))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(stores.store.lookUp(narrow, "gone").get(0).remaining()).isEqualTo(20);
            assertThat(stores.store.blocked(10)).isEmpty();

            server.startAgain();
            load.backAfter(System.nanoTime());
            assertThat(take(closed, "back").allowed()).isTrue();
            assertThat(log.messages()).hasSize(2);
            assertThat(log.messages().get(0)).contains("Redis does not serve rate limits");
            assertThat(log.messages().get(1)).contains("Redis answers again");
            assertThat(log.events()).allMatch(event -> event.getThrowableProxy() == null);
        }
    }

    @Test
    void aFrozenRedisCostsNoMoreThanTheBudget() {
        startUp();
        try (Load load = new Load("frozen")) {
            server.freeze();
            becomes(Status.FALLBACK);
            limitsHoldLocally("frozen");
            LockSupport.parkNanos(Duration.ofSeconds(PROOF ? 5 : 1).toNanos());
            server.thaw();
            load.backAfter(System.nanoTime());
        }
    }

    @Test
    void aSlowNetworkCostsNoMoreThanTheBudget() {
        server.startAgain();
        try (TcpProxy network = new TcpProxy(server.port())) {
            stores = RedisStores.up(RemoteStoreSettings.defaults(), network.uri());
            try (Load load = new Load("slow")) {
                network.delay(200);
                becomes(Status.FALLBACK);
                limitsHoldLocally("slow");
                network.delay(0);
                load.backAfter(System.nanoTime());
            }
        }
    }

    @Test
    void aConnectionThatTheNetworkForgotIsMadeAgain() {
        server.startAgain();
        try (TcpProxy network = new TcpProxy(server.port())) {
            stores = RedisStores.up(RemoteStoreSettings.defaults(), network.uri());
            try (Load load = new Load("forgotten")) {
                network.forgetConnections();
                becomes(Status.FALLBACK);
                load.backAfter(System.nanoTime());
            }
        }
    }

    @Test
    void aServerThatBecameAReplicaIsLeftForTheOneThatTheAddressLeadsToNow() {
        server.startAgain();
        RedisClient client = RedisClient.create(server.uri());
        try (RedisServerProcess next = RedisServerProcess.start();
                TcpProxy network = new TcpProxy(server.port())) {
            stores = RedisStores.up(RemoteStoreSettings.defaults(), network.uri());
            try (Load load = new Load("moved")) {
                client.connect().sync().replicaof("127.0.0.1", next.port());
                becomes(Status.FALLBACK);
                assertThat(stores.store.state().reason()).contains("READONLY");
                network.moveTo(next.port());
                load.backAfter(System.nanoTime());
            }
        } finally {
            client.shutdown();
        }
    }

    @Test
    void aFullRedisCountsAsFailed() {
        startUp();
        RedisClient client = RedisClient.create(server.uri());
        try (Load load = new Load("full")) {
            RedisCommands<String, String> redis = client.connect().sync();
            redis.configSet("maxmemory-policy", "noeviction");
            redis.configSet("maxmemory", "1");
            becomes(Status.FALLBACK);
            assertThat(stores.store.state().reason()).contains("OOM");
            limitsHoldLocally("full");
            redis.configSet("maxmemory", "0");
            load.backAfter(System.nanoTime());
        } finally {
            client.shutdown();
        }
    }

    @Test
    void flushedScriptsGoUnnoticed() {
        startUp();
        RedisClient client = RedisClient.create(server.uri());
        try (Load load = new Load("flushed")) {
            RedisCommands<String, String> redis = client.connect().sync();
            for (int i = 0; i < 20; i++) {
                redis.scriptFlush();
                take(local, "flushed");
            }
            load.stop();
        } finally {
            client.shutdown();
        }
    }

    @Test
    void startsWithoutRedisAndFindsItLater() {
        long start = System.nanoTime();
        stores = RedisStores.of(RemoteStoreSettings.defaults(), server.uri());
        assertThat(System.nanoTime() - start).isLessThan(HANG.toNanos());
        becomes(Status.FALLBACK);
        limitsHoldLocally("early");

        server.startAgain();
        long up = System.nanoTime();
        becomes(Status.UP);
        report("found after the start", System.nanoTime() - up);
        assertThat(take(closed, "late").allowed()).isTrue();
    }

    @Test
    void tellsItsListenersAboutEachChange() {
        List<RemoteStoreState> states = Collections.synchronizedList(new ArrayList<>());
        List<Boolean> answers = Collections.synchronizedList(new ArrayList<>());
        server.startAgain();
        stores = RedisStores.of(
                RemoteStoreSettings.defaults(),
                new dev.gatehouse.ratelimit.remote.RemoteStoreListener() {
                    @Override
                    public void onDecision(long nanos, boolean answered) {
                        answers.add(answered);
                    }

                    @Override
                    public void onStateChange(RemoteStoreState state) {
                        states.add(state);
                    }
                },
                server.uri());
        becomes(Status.UP);
        Eventually.isTrue(() -> {
            take(local, "listened");
            return answers.contains(true);
        });
        server.kill();
        Eventually.isTrue(() -> {
            take(local, "listened");
            return stores.store.state().status() == Status.FALLBACK;
        });
        assertThat(answers).contains(false);
        assertThat(states).extracting(RemoteStoreState::status).endsWith(Status.UP, Status.FALLBACK);
    }

    private static void report(String what, long nanos) {
        if (PROOF) {
            System.out.printf("%s: %.1f ms%n", what, nanos / 1e6);
        }
    }

    /** Clients who go on sending whatever happens. */
    private final class Load implements AutoCloseable {

        private static final int CLIENTS = 8;

        private final String name;
        private final List<Thread> threads = new ArrayList<>();
        private final List<Long> waits = Collections.synchronizedList(new ArrayList<>());
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private volatile boolean stopped;

        Load(String name) {
            this.name = name;
            for (int i = 0; i < CLIENTS; i++) {
                Thread thread = new Thread(this::send, "load");
                thread.start();
                threads.add(thread);
            }
        }

        private void send() {
            try {
                while (!stopped) {
                    long start = System.nanoTime();
                    take(local, ThreadLocalRandom.current().nextInt(100));
                    waits.add(System.nanoTime() - start);
                    LockSupport.parkNanos(1_000_000);
                }
            } catch (Throwable e) {
                failure.set(e);
            }
        }

        void backAfter(long recovery) {
            becomes(Status.UP);
            report(name + ": back after", System.nanoTime() - recovery);
            Eventually.holds(() -> assertThat(take(closed, "again").refusal()).isNull());
            stop();
        }

        void stop() {
            stopped = true;
            threads.forEach(thread -> {
                try {
                    thread.join(HANG.toMillis());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                assertThat(thread.isAlive()).isFalse();
            });
            assertThat(failure.get()).isNull();
            List<Long> sorted = waits.stream().sorted().toList();
            report(name + ": p50 of " + sorted.size(), sorted.get(sorted.size() / 2));
            report(name + ": p99", sorted.get(sorted.size() * 99 / 100));
            report(name + ": longest", sorted.get(sorted.size() - 1));
            assertThat(sorted.get(sorted.size() - 1)).isLessThan(HANG.toNanos());
        }

        @Override
        public void close() {
            stopped = true;
        }
    }
}
