package dev.gatehouse.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ratelimit.Charge;
import dev.gatehouse.ratelimit.Eventually;
import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.StoreFailure;
import dev.gatehouse.ratelimit.remote.RemoteStoreSettings;
import dev.gatehouse.ratelimit.remote.RemoteStoreState.Status;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of keys when nodes of a Cluster die or freeze. */
class RedisClusterTests {

    private static final boolean PROOF = Boolean.getBoolean("dev.gatehouse.proof");

    /** So that a busy machine is not taken for a node that is gone. */
    private static final RemoteStoreSettings UNHURRIED =
            new RemoteStoreSettings(Duration.ofMillis(500), Duration.ofMillis(100), Duration.ofSeconds(1), 1000);

    /** Fails closed, so that an answer is one of Redis. */
    private final RateLimitRule rule = RateLimitRule.of("cluster", KeyResolver.global(), Limit.of("1000/hour"))
            .fallback(StoreFailure.CLOSED)
            .build();

    @Test
    void aReplicaTakesOverFromAMasterThatDies() {
        try (RedisClusterProcesses cluster = RedisClusterProcesses.start(true);
                RedisStores stores = RedisStores.up(RemoteStoreSettings.defaults(), cluster.uris())) {
            Eventually.isTrue(() -> allServed(stores));
            long start = System.nanoTime();
            cluster.master(0).kill();
            Eventually.isTrue(() -> !allServed(stores));
            Eventually.isTrue(() -> allServed(stores));
            if (PROOF) {
                System.out.printf("fail-over: all keys served again after %.1f s%n", (System.nanoTime() - start) / 1e9);
            }
            Eventually.holds(() -> assertThat(stores.store.state().isUp()).isTrue());
        }
    }

    /** Some keys are there, so that the store would come and go with them. */
    @Test
    void aNodeThatStandsForItsClusterSaysSoAndServesNobody() {
        try (RedisClusterProcesses cluster = RedisClusterProcesses.start(false);
                RedisConnections node =
                        RedisConnections.open(RedisSettings.of(cluster.master(0).uri()))) {
            RedisBuckets buckets = new RedisBuckets(node, RedisBuckets.DEFAULT_PREFIX);
            Eventually.isTrue(() -> IntStream.range(0, 30)
                    .anyMatch(i -> failure(buckets, i).contains("gatehouse.rate-limit.redis.cluster=true")));
            assertThat(IntStream.range(0, 30).mapToObj(i -> failure(buckets, i)))
                    .allMatch(failure -> failure.contains("gatehouse.rate-limit.redis.cluster=true"));
        }
    }

    private String failure(RedisBuckets buckets, int subject) {
        return buckets.take(Charge.of(rule, subject, 1), 0)
                .handle((decision, failure) -> String.valueOf(failure))
                .join();
    }

    @Test
    void keysOnOtherNodesStaySharedWhenOneIsGone() {
        try (RedisClusterProcesses cluster = RedisClusterProcesses.startOfIndependentNodes();
                RedisStores stores = RedisStores.up(UNHURRIED, cluster.uris())) {
            Eventually.isTrue(() -> allServed(stores));
            cluster.master(0).kill();
            Eventually.isTrue(() -> served(stores, 30, true) == 0);
            for (int i = 0; i < 10; i++) {
                assertThat(served(stores, 30, true)).isZero();
                allOthersAreServed(stores);
            }
        }
    }

    @Test
    void keysOnOtherNodesStaySharedWhileConnectionsAreRenewedBecauseOfAFrozenNode() {
        try (RedisClusterProcesses cluster = RedisClusterProcesses.startOfIndependentNodes();
                RedisStores stores = RedisStores.up(UNHURRIED, cluster.uris())) {
            Eventually.isTrue(() -> allServed(stores));
            var before = stores.connections.commands();
            cluster.master(0).freeze();
            Eventually.isTrue(() -> {
                stores.store.tryConsume(
                        Charge.of(rule, keys(30, true).findFirst().orElseThrow(), 1));
                allOthersAreServed(stores);
                return stores.connections.commands() != before;
            });
            allOthersAreServed(stores);
        }
    }

    @Test
    void nothingIsAskedAnyMoreWhenAllNodesAreGone() {
        try (RedisClusterProcesses cluster = RedisClusterProcesses.startOfIndependentNodes();
                RedisStores stores = RedisStores.up(RemoteStoreSettings.defaults(), cluster.uris())) {
            Eventually.isTrue(() -> allServed(stores));
            cluster.nodes().forEach(RedisServerProcess::kill);
            Eventually.isTrue(() -> {
                served(stores, 1, true);
                served(stores, 1, false);
                return stores.store.state().status() == Status.FALLBACK;
            });
        }
    }

    private long served(RedisStores stores, int keys, boolean onFirstMaster) {
        return keys(keys, onFirstMaster)
                .filter(i -> stores.store.tryConsume(Charge.of(rule, i, 1)).allowed())
                .count();
    }

    /** Not in an assertion that is tried again. */
    private void allOthersAreServed(RedisStores stores) {
        if (served(stores, 30, false) < keys(30, false).count()
                || !stores.store.state().isUp()) {
            throw new IllegalStateException("Keys of other nodes fall back: " + stores.store.state());
        }
    }

    private IntStream keys(int keys, boolean onFirstMaster) {
        RedisKeys names = new RedisKeys(RedisStores.PREFIX);
        return IntStream.range(0, keys)
                .filter(i -> onFirstMaster
                        == RedisClusterProcesses.isOnFirstMaster(
                                names.of(Charge.of(rule, i, 1).key())));
    }

    /** Keys on all nodes. */
    private boolean allServed(RedisStores stores) {
        return IntStream.range(0, 30)
                .allMatch(i ->
                        stores.store.tryConsume(List.of(Charge.of(rule, i, 1))).allowed());
    }
}
