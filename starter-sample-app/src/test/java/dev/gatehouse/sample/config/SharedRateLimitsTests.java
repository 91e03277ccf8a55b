package dev.gatehouse.sample.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.IdentityTest;
import dev.gatehouse.sample.ProductionService;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.util.TestSocketUtils;
import redis.embedded.RedisServer;

/** What a deployment does with the Redis that it is told of, while it is there and while it is not. */
@ProductionService
@DirtiesContext
@TestPropertySource(
        properties = {
            "gatehouse.rate-limit.enabled=true",
            // Which port it is shows later only.
            "REDIS_URL=redis://localhost:${redis.port:0}"
        })
class SharedRateLimitsTests extends IdentityTest {

    private static final int PORT = TestSocketUtils.findAvailableTcpPort();
    private static final RedisServer REDIS = RedisServer.builder()
            .port(PORT)
            .setting("bind 127.0.0.1")
            .setting("save \"\"")
            .build();

    @DynamicPropertySource
    static void redis(DynamicPropertyRegistry properties) {
        REDIS.start();
        properties.add("redis.port", () -> PORT);
    }

    @BeforeEach
    void redisIsThere() {
        if (!REDIS.isActive()) {
            REDIS.start();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> storeIs("UP"));
    }

    @AfterAll
    static void stop() {
        REDIS.stop();
    }

    @Test
    void countsInRedisUnderTheNameOfTheService() {
        assertThat(logIn(stranger("n")).outcome()).isEqualTo("401 invalid_credentials");

        RedisClient client = RedisClient.create("redis://localhost:" + PORT);
        try (var connection = client.connect()) {
            assertThat(connection.sync().keys("*"))
                    .contains("gatehouse-sample:rl:{log-in:127.0.0.1}")
                    .allMatch(key -> key.startsWith("gatehouse-sample:rl:"));
        } finally {
            client.shutdown();
        }
    }

    @Test
    void logsNobodyInWhileRedisIsAwayAndDoesTheRest() {
        REDIS.stop();

        Answer refused = logIn(stranger("n"));
        assertThat(refused.status()).as(refused.outcome()).isEqualTo(503);
        assertThat(refused.headers().getFirst(HttpHeaders.RETRY_AFTER)).isNotNull();
        get("/api/v1/items").expectStatus().isOk();
        await().atMost(Duration.ofSeconds(30)).until(() -> storeIs("DEGRADED"));
        get("/health").expectStatus().isOk();
    }

    private boolean storeIs(String status) {
        Answer health = send("GET", "/health/detailed", null, HttpHeaders.AUTHORIZATION, "Bearer " + HEALTH_TOKEN);
        assertThat(health.status()).isEqualTo(200);
        return health.json().at("/parts/rateLimitStore/status").asString().equals(status);
    }
}
