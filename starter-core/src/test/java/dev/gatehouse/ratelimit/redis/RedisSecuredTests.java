package dev.gatehouse.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.ratelimit.Eventually;
import dev.gatehouse.ratelimit.MemoryRateLimitStore;
import dev.gatehouse.ratelimit.RateLimitStore;
import dev.gatehouse.ratelimit.RateLimitStoreContract;
import dev.gatehouse.ratelimit.remote.RemoteRateLimitStore;
import dev.gatehouse.ratelimit.remote.RemoteStoreSettings;
import dev.gatehouse.ratelimit.remote.RemoteStoreState.Status;
import io.lettuce.core.SslOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All that the store does, over TLS with certificates on both sides, as the user that the documentation describes. */
class RedisSecuredTests extends RateLimitStoreContract {

    private static final Path DOCUMENTATION = Path.of("..", "docs", "rate-limiting-redis.md");
    private static final RemoteStoreSettings PATIENT =
            new RemoteStoreSettings(Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofSeconds(1), 1000);

    @TempDir
    private static Path directory;

    private static SelfSigned certificate;
    private static String uri;
    private static RedisServerProcess server;
    private static RedisConnections connections;
    private static RemoteRateLimitStore store;

    @BeforeAll
    static void start() throws Exception {
        certificate = new SelfSigned(directory);
        String port = Integer.toString(RedisServerProcess.freePort());
        List<String> options = new ArrayList<>(List.of("--tls-port", port, "--tls-auth-clients", "yes"));
        options.addAll(List.of("--tls-cert-file", certificate.certificate().toString()));
        options.addAll(List.of("--tls-ca-cert-file", certificate.certificate().toString()));
        options.addAll(List.of("--tls-key-file", certificate.key().toString()));
        options.addAll(documentedUser());
        server = RedisServerProcess.start(options.toArray(String[]::new));
        uri = "rediss://127.0.0.1:" + port;
        connections = connect(certificate.options());
        store = on(connections, RedisBuckets.DEFAULT_PREFIX);
        assertThat(store.awaitUp(Duration.ofSeconds(30)))
                .as(() -> store.state().toString())
                .isTrue();
    }

    @AfterAll
    static void stop() {
        store.close();
        connections.close();
        server.close();
    }

    private static List<String> documentedUser() throws IOException {
        String rule = Files.readAllLines(DOCUMENTATION).stream()
                .filter(line -> line.startsWith("user limits on "))
                .findFirst()
                .orElseThrow();
        List<String> words = new ArrayList<>(Arrays.asList(rule.split(" ")));
        words.set(0, "--user");
        return words;
    }

    private static RedisConnections connect(@Nullable SslOptions tls) {
        return RedisConnections.open(
                new RedisSettings(List.of(uri), false, "limits", "secret", Duration.ofSeconds(5), tls));
    }

    private static RemoteRateLimitStore on(RedisConnections connections, String prefix) {
        return new RemoteRateLimitStore(
                new RedisBuckets(connections, prefix), new MemoryRateLimitStore(1000), PATIENT, List.of());
    }

    @Override
    protected RateLimitStore store() {
        return store;
    }

    @ParameterizedTest
    @CsvSource({"limits:wrong@, , secret", "limits:secret@, , ", ":secret@, limits, ", "other:wrong@, limits, secret"})
    void whatIsNotSaidOfTheLogInIsThatOfTheUri(String inUri, @Nullable String username, @Nullable String password)
            throws Exception {
        String withLogIn = uri.replace("rediss://", "rediss://" + inUri);
        RedisSettings settings = new RedisSettings(
                List.of(withLogIn), false, username, password, Duration.ofSeconds(5), certificate.options());
        try (RedisConnections mixed = RedisConnections.open(settings);
                RemoteRateLimitStore there = on(mixed, RedisBuckets.DEFAULT_PREFIX)) {
            assertThat(there.awaitUp(Duration.ofSeconds(30)))
                    .as(() -> there.state().toString())
                    .isTrue();
        }
    }

    @Test
    void keysOfOthersAreOutOfReach() {
        try (RemoteRateLimitStore elsewhere = on(connections, "others:")) {
            Eventually.holds(() -> assertThat(elsewhere.state().status()).isEqualTo(Status.FALLBACK));
            assertThat(elsewhere.state().reason()).contains("NOPERM");
        }
    }

    @Test
    void aServerThatNobodyVouchesForIsNotTrusted() {
        try (RedisConnections distrustful = connect(null);
                RemoteRateLimitStore alone = on(distrustful, RedisBuckets.DEFAULT_PREFIX)) {
            Eventually.holds(() -> assertThat(alone.state().status()).isEqualTo(Status.FALLBACK));
            assertThat(alone.state().reason()).containsIgnoringCase("certification path");
        }
    }

    @Test
    void certificatesNeedAnAddressWithTls() {
        assertThatThrownBy(() -> new RedisSettings(
                        List.of("redis://host"), false, null, null, Duration.ofSeconds(1), certificate.options()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rediss://");
    }
}
