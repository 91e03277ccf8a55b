package dev.gatehouse.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ratelimit.Charge;
import dev.gatehouse.ratelimit.Eventually;
import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.MemoryRateLimitStore;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.StoreFailure;
import dev.gatehouse.ratelimit.remote.RemoteRateLimitStore;
import dev.gatehouse.ratelimit.remote.RemoteStoreSettings;
import dev.gatehouse.ratelimit.remote.RemoteStoreState.Status;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sentinel names another master when one dies. */
class RedisSentinelTests {

    private static final boolean PROOF = Boolean.getBoolean("dev.gatehouse.proof");

    private final RateLimitRule rule = RateLimitRule.of("sentinel", KeyResolver.global(), Limit.of("100000/hour"))
            .fallback(StoreFailure.CLOSED)
            .build();

    @Test
    void followsTheMasterThatSentinelNames() {
        try (RedisServerProcess master = RedisServerProcess.start();
                RedisServerProcess replica =
                        RedisServerProcess.start("--replicaof", "127.0.0.1", Integer.toString(master.port()));
                RedisServerProcess sentinel = RedisServerProcess.startSentinel("limits", master.port())) {
            awaitReplication(replica, sentinel);
            String uri = "redis-sentinel://127.0.0.1:" + sentinel.port() + "#limits";
            try (RedisStores stores = RedisStores.up(RemoteStoreSettings.defaults(), uri)) {
                assertThat(served(stores)).isTrue();
                long start = System.nanoTime();
                master.kill();
                Eventually.isTrue(() -> !served(stores));
                Eventually.isTrue(() -> served(stores));
                if (PROOF) {
                    System.out.printf("Sentinel: served again after %.1f s%n", (System.nanoTime() - start) / 1e9);
                }
            }
        }
    }

    @Test
    void asksTheNextSentinelWhenTheFirstIsFrozen() {
        try (RedisServerProcess master = RedisServerProcess.start();
                RedisServerProcess frozen = RedisServerProcess.startSentinel("limits", master.port());
                RedisServerProcess well = RedisServerProcess.startSentinel("limits", master.port())) {
            frozen.freeze();
            String uri = "redis-sentinel://127.0.0.1:" + frozen.port() + ",127.0.0.1:" + well.port() + "#limits";
            try (RedisStores stores = RedisStores.of(RemoteStoreSettings.defaults(), uri)) {
                Eventually.isTrue(() -> stores.store.state().isUp());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({", of-sentinel", "limits, of-user"})
    void logsInAtSentinelAndAtTheMasterItNames(@Nullable String username, String password) {
        try (RedisServerProcess master = RedisServerProcess.start("--requirepass", "of-master");
                RedisServerProcess sentinel = RedisServerProcess.startSentinel(
                        "limits",
                        master.port(),
                        "sentinel auth-pass limits of-master",
                        "requirepass of-sentinel",
                        "user limits on >of-user allchannels +@all")) {
            List<String> uris = List.of("redis-sentinel://127.0.0.1:" + sentinel.port() + "#limits");
            RedisSettings settings = new RedisSettings(uris, false, null, "of-master", Duration.ofSeconds(1), null);
            try (RedisConnections connections =
                            RedisConnections.open(settings.loggingInAtSentinel(username, password));
                    RemoteRateLimitStore store = on(connections)) {
                assertThat(store.awaitUp(Duration.ofSeconds(30))).isTrue();
            }
            try (RedisConnections connections = RedisConnections.open(settings);
                    RemoteRateLimitStore store = on(connections)) {
                Eventually.holds(() -> assertThat(store.state().status()).isEqualTo(Status.FALLBACK));
            }
        }
    }

    private static RemoteRateLimitStore on(RedisConnections connections) {
        RemoteStoreSettings patient =
                new RemoteStoreSettings(Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofSeconds(1), 1000);
        return new RemoteRateLimitStore(
                new RedisBuckets(connections, RedisBuckets.DEFAULT_PREFIX),
                new MemoryRateLimitStore(1000),
                patient,
                List.of());
    }

    private static void awaitReplication(RedisServerProcess replica, RedisServerProcess sentinel) {
        RedisClient client = RedisClient.create();
        try {
            RedisCommands<String, String> copy = client.connect(io.lettuce.core.RedisURI.create(replica.uri()))
                    .sync();
            Eventually.isTrue(() -> copy.info("replication").contains("master_link_status:up"));
            var watcher = client.connectSentinel(io.lettuce.core.RedisURI.create(sentinel.uri()))
                    .sync();
            Eventually.isTrue(() -> watcher.master("limits").get("num-slaves").equals("1"));
        } finally {
            client.shutdown();
        }
    }

    private boolean served(RedisStores stores) {
        return stores.store.tryConsume(Charge.of(rule, "all", 1)).allowed();
    }
}
