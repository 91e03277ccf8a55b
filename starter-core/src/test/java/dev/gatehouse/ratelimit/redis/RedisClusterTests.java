package dev.gatehouse.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ratelimit.Charge;
import dev.gatehouse.ratelimit.Eventually;
import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.StoreFailure;
import dev.gatehouse.ratelimit.remote.RemoteStoreSettings;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A Cluster loses a master, and its replica takes over. */
class RedisClusterTests {

    private static final boolean PROOF = Boolean.getBoolean("dev.gatehouse.proof");

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

    /** Keys on all nodes. */
    private boolean allServed(RedisStores stores) {
        return IntStream.range(0, 30)
                .allMatch(i ->
                        stores.store.tryConsume(List.of(Charge.of(rule, i, 1))).allowed());
    }
}
