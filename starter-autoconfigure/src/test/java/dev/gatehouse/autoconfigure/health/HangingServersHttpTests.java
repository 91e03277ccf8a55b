package dev.gatehouse.autoconfigure.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.HangingServer;
import dev.gatehouse.autoconfigure.testing.RedisServerProcess;
import dev.gatehouse.autoconfigure.testing.RunningService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** A database, a Redis and a mail server that accept connections and answer nothing, with the clients of real services. */
@Tag("any-boot")
class HangingServersHttpTests {

    private static final int TIMEOUT = 500;
    private static final String TOKEN = "detailed-0123456789";
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void neverWaitsLongerThanItsTimeOut() {
        try (RedisServerProcess redis = RedisServerProcess.start();
                HangingServer database = new HangingServer();
                HangingServer mail = new HangingServer();
                RunningService service = start(redis, database, mail)) {
            // Loading the client may take longer than a check.
            awaitRedis(service, "UP");
            redis.freeze();
            try {
                for (String path : List.of(
                        "/health/live",
                        "/health/ping",
                        "/health",
                        "/health/ready",
                        "/health/detailed",
                        "/actuator/health",
                        "/health")) {
                    long start = System.nanoTime();
                    service.get(path, "Authorization", "Bearer " + TOKEN);
                    long took = Duration.ofNanos(System.nanoTime() - start).toMillis();
                    assertThat(took).as(path).isLessThan(TIMEOUT * 4);
                }
                // What was found just before it froze holds for a moment.
                Map<String, Map<String, Object>> parts = awaitRedis(service, "DOWN");
                assertThat(parts.get("redis")).containsEntry("status", "DOWN").containsEntry("failure", "time_out");
                assertThat(parts.get("db")).containsEntry("status", "DOWN").containsEntry("failure", "time_out");
                assertThat(parts.get("mail")).containsEntry("status", "DOWN").containsEntry("required", false);
                assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
                assertThat(service.get("/health/ready").statusCode()).isEqualTo(503);
                // This check ends by time-outs of its own, so it may come again; the others hang.
                assertThat(mail.connections()).isPositive();
                assertThat(Thread.getAllStackTraces().keySet())
                        .filteredOn(thread -> thread.getName().startsWith("gatehouse-health-"))
                        .hasSizeLessThanOrEqualTo(16);
            } finally {
                redis.thaw();
                // The pool waits half a minute for a connection that is being made.
                database.close();
            }
        }
    }

    @Test
    void goesOnWhenTheServerDoes() {
        try (RedisServerProcess redis = RedisServerProcess.start();
                RunningService service = RunningService.start(
                        Empty.class,
                        "spring.autoconfigure.exclude=" + SECURITY,
                        "spring.datasource.url=jdbc:h2:mem:health",
                        "spring.data.redis.port=" + redis.port(),
                        "gatehouse.health.timeout=200ms",
                        "gatehouse.health.cache=0s",
                        "gatehouse.health.optional=redis",
                        "gatehouse.rate-limit.enabled=false")) {
            assertThat(awaitStatus(service, "UP")).isTrue();
            redis.freeze();
            assertThat(awaitStatus(service, "DEGRADED")).isTrue();
            assertThat(service.get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(service.get("/actuator/health").statusCode()).isEqualTo(200);
            redis.thaw();
            assertThat(awaitStatus(service, "UP")).isTrue();
        }
    }

    private static Map<String, Map<String, Object>> awaitRedis(RunningService service, String status) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        Map<String, Map<String, Object>> parts = detailed(service);
        while (!status.equals(parts.get("redis").get("status"))) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            parts = detailed(service);
        }
        return parts;
    }

    private static boolean awaitStatus(RunningService service, String status) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < deadline) {
            if (service.get("/health").body().startsWith("{\"status\":\"" + status + "\"")) {
                return true;
            }
        }
        return false;
    }

    private static RunningService start(RedisServerProcess redis, HangingServer database, HangingServer mail) {
        return RunningService.start(
                Empty.class,
                "spring.autoconfigure.exclude=" + SECURITY,
                "spring.datasource.url=jdbc:h2:tcp://127.0.0.1:" + database.port() + "/mem:orders",
                "spring.sql.init.mode=never",
                "spring.datasource.hikari.initialization-fail-timeout=-1",
                "spring.data.redis.port=" + redis.port(),
                "spring.data.redis.timeout=60s",
                "spring.mail.host=127.0.0.1",
                "spring.mail.port=" + mail.port(),
                "gatehouse.health.token=" + TOKEN,
                "gatehouse.health.timeout=" + TIMEOUT + "ms",
                "gatehouse.health.stale=0s",
                "gatehouse.health.cache=100ms",
                "gatehouse.rate-limit.enabled=false");
    }

    /** Database and Redis are wanted here. */
    private static final String SECURITY = String.join(
            ",",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration");

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> detailed(RunningService service) {
        String body = service.get("/health/detailed", "Authorization", "Bearer " + TOKEN)
                .body();
        return (Map<String, Map<String, Object>>)
                JSON.readValue(body, Map.class).get("parts");
    }

    @Configuration(proxyBeanMethods = false)
    static class Empty {}
}
