package dev.gatehouse.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.ratelimit.Charge;
import dev.gatehouse.ratelimit.Eventually;
import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.MemoryRateLimitStore;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.remote.RemoteRateLimitStore;
import dev.gatehouse.ratelimit.remote.RemoteStoreSettings;
import dev.gatehouse.ratelimit.remote.RemoteStoreState.Status;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisConnectionsTests {

    private static final RemoteStoreSettings PATIENT =
            new RemoteStoreSettings(Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofSeconds(1), 1000);

    private static RemoteRateLimitStore on(RedisBuckets buckets) {
        return new RemoteRateLimitStore(buckets, new MemoryRateLimitStore(1000), PATIENT, List.of());
    }

    private static RedisConnections as(@Nullable String user, @Nullable String password, String uri) {
        return RedisConnections.open(
                new RedisSettings(List.of(uri), false, user, password, Duration.ofSeconds(1), null));
    }

    @Test
    void logsInWithAPasswordOrAsAUser() {
        try (RedisServerProcess server = RedisServerProcess.start(
                "--requirepass", "secret", "--user", "limits", "on", ">other", "~*", "+@all")) {
            try (RedisConnections connections = as(null, "secret", server.uri());
                    RemoteRateLimitStore store = on(new RedisBuckets(connections, "a:"))) {
                assertThat(store.awaitUp(Duration.ofSeconds(30))).isTrue();
            }
            try (RedisConnections connections = as("limits", "other", server.uri());
                    RemoteRateLimitStore store = on(new RedisBuckets(connections, "a:"))) {
                assertThat(store.awaitUp(Duration.ofSeconds(30))).isTrue();
            }
            try (RedisConnections connections = as(null, "wrong", server.uri());
                    RemoteRateLimitStore store = on(new RedisBuckets(connections, "a:"))) {
                Eventually.holds(() -> assertThat(store.state().status()).isEqualTo(Status.FALLBACK));
                assertThat(store.state().reason()).contains("WRONGPASS").doesNotContain("wrong'");
            }
        }
    }

    /** Not as a full bucket: a missing word of the ACL would let all pass. */
    @Test
    void aBucketThatMayNotBeReadIsAFailureOfTheStore() {
        try (RedisServerProcess server =
                        RedisServerProcess.start("--user", "limits", "on", ">secret", "~*", "+@all", "-get");
                RedisConnections connections = as("limits", "secret", server.uri())) {
            RedisBuckets buckets = new RedisBuckets(connections, "a:");
            try (RemoteRateLimitStore store = on(buckets)) {
                Eventually.holds(() -> assertThat(store.state().status()).isEqualTo(Status.FALLBACK));
                assertThat(store.state().reason()).contains(" run ");
                RateLimitRule rule = RateLimitRule.of("login", KeyResolver.global(), Limit.of("3/hour,5/day"))
                        .build();
                assertThat(buckets.take(Charge.of(rule, "a", 1), 0)).failsWithin(Duration.ofSeconds(10));
            }
        }
    }

    @Test
    void takesAConnectionOfTheService() {
        try (RedisServerProcess server = RedisServerProcess.start()) {
            RedisClient client = RedisClient.create(server.uri());
            try (RemoteRateLimitStore store = on(new RedisBuckets(client.connect()::async, "own:"))) {
                assertThat(store.awaitUp(Duration.ofSeconds(30))).isTrue();
                RateLimitRule rule = RateLimitRule.of("own", KeyResolver.global(), Limit.of("1/hour"))
                        .build();
                assertThat(store.tryConsume(Charge.of(rule, "a", 1)).allowed()).isTrue();
                assertThat(client.connect().sync().keys("own:*")).contains("own:{own:a}");
            } finally {
                client.shutdown();
            }
        }
    }

    @Test
    void aConnectionThatCannotBeHadIsAFailureOfTheStore() {
        RedisBuckets buckets = new RedisBuckets(
                () -> {
                    throw new IllegalStateException("no connection");
                },
                "none:");
        try (RemoteRateLimitStore store = on(buckets)) {
            assertThat(store.awaitUp(Duration.ofMillis(1))).isFalse();
            Eventually.holds(() -> assertThat(store.state().reason()).isEqualTo("no connection"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://user:hunter2@host", "redis//hunter2", "redis-sentinel:///hunter2"})
    void aWrongAddressIsRefusedWithoutShowingItsPassword(String uri) {
        assertThatThrownBy(() -> RedisConnections.open(RedisSettings.of(uri)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Write redis://")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis-sentinel://a#m,redis-sentinel://b#m", "redis://a,rediss-sentinel://b#m"})
    void theSentinelsOfAMasterAreOneAddress(String uris) {
        assertThatThrownBy(() -> RedisSettings.of(uris.split(",")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("redis-sentinel://host:26379,host2:26379#master");
    }

    @Test
    void noSentinelNamesTheNodesOfACluster() {
        assertThatThrownBy(() -> new RedisSettings(
                        List.of("redis-sentinel://a#m"), true, null, null, Duration.ofSeconds(1), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Cluster");
    }

    @Test
    void settingsCheckThemselvesAndKeepTheirSecrets() {
        assertThat(new RedisSettings(List.of("redis://:hunter2@a"), false, null, "hunter2", Duration.ofSeconds(1), null)
                        .toString())
                .doesNotContain("hunter2");
        assertThat(RedisSettings.of("redis://a", "redis://b").cluster()).isTrue();
        assertThatThrownBy(RedisSettings::of).hasMessageContaining("redis://localhost:6379");
        assertThatThrownBy(() -> new RedisSettings(List.of("redis://a"), false, null, null, Duration.ofMillis(1), null))
                .hasMessageContaining("1 ms");
        assertThatThrownBy(() -> new RedisKeys("a{b}")).hasMessageContaining("a{b}");
    }
}
