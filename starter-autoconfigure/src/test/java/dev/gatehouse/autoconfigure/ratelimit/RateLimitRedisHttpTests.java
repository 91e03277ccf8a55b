package dev.gatehouse.autoconfigure.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RedisServerProcess;
import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.remote.RemoteRateLimitStore;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Limits that several instances share, with a real Redis that comes and goes. */
@Tag("alone")
class RateLimitRedisHttpTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static RunningService start(RedisServerProcess redis) {
        return RunningService.start(
                App.class,
                "management.endpoints.web.exposure.include=health,ratelimits",
                "management.endpoint.ratelimits.access=unrestricted",
                "management.endpoint.health.show-details=always",
                "gatehouse.rate-limit.store=redis",
                "gatehouse.rate-limit.redis.uris=" + redis.uri(),
                "gatehouse.rate-limit.time-budget=10s",
                "gatehouse.rate-limit.rules[0].name=shared",
                "gatehouse.rate-limit.rules[0].paths=/shared",
                "gatehouse.rate-limit.rules[0].limit=3/hour",
                "gatehouse.rate-limit.rules[1].name=strict",
                "gatehouse.rate-limit.rules[1].paths=/strict",
                "gatehouse.rate-limit.rules[1].limit=100/hour",
                "gatehouse.rate-limit.rules[1].fallback=closed",
                "gatehouse.rate-limit.rules[2].name=lax",
                "gatehouse.rate-limit.rules[2].paths=/lax",
                "gatehouse.rate-limit.rules[2].limit=1/hour",
                "gatehouse.rate-limit.rules[2].fallback=open",
                "gatehouse.rate-limit.rules[3].name=tenants",
                "gatehouse.rate-limit.rules[3].scope=tenant",
                "gatehouse.rate-limit.rules[3].limit=1/hour",
                "gatehouse.rate-limit.rules[3].penalty=1/minute block 5min");
    }

    private static RunningService startAndAwait(RedisServerProcess redis) {
        RunningService service = start(redis);
        assertThat(store(service).awaitUp(PATIENCE)).isTrue();
        return service;
    }

    private static RemoteRateLimitStore store(RunningService service) {
        return service.context().getBean(RemoteRateLimitStore.class);
    }

    private static List<Integer> statuses(RunningService service, String path, int count) {
        return Stream.generate(() -> service.get(path).statusCode())
                .limit(count)
                .toList();
    }

    private static void awaitOk(RunningService service, String path) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (service.get(path).statusCode() != 200) {
            assertThat(System.nanoTime()).as("too late").isLessThan(deadline);
        }
    }

    private static double up(RunningService service) {
        return meters(service).get("gatehouse.rate_limit.store.up").gauge().value();
    }

    private static MeterRegistry meters(RunningService service) {
        return service.context().getBean(MeterRegistry.class);
    }

    private static long timed(RunningService service, boolean answered) {
        return meters(service)
                .get("gatehouse.rate_limit.store.latency")
                .tag("answered", Boolean.toString(answered))
                .timer()
                .count();
    }

    @Test
    void severalInstancesShareALimitAndAReset() {
        try (RedisServerProcess redis = RedisServerProcess.start();
                RunningService one = startAndAwait(redis);
                RunningService other = startAndAwait(redis)) {
            assertThat(statuses(one, "/shared", 2)).containsExactly(200, 200);
            assertThat(statuses(other, "/shared", 2)).containsExactly(200, 429);
            HttpResponse<String> refused = one.get("/shared");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After"))
                    .hasValueSatisfying(
                            seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1100, 1200));
            assertThat(up(one)).isEqualTo(1);
            assertThat(other.send("/actuator/ratelimits/shared?key=127.0.0.1", request -> request.DELETE())
                            .statusCode())
                    .isEqualTo(204);
            assertThat(other.get("/shared").statusCode()).isEqualTo(200);
            assertThat(other.get("/actuator/health").body())
                    .contains("\"rateLimitStore\"")
                    .contains("\"store\":\"Redis\"");
        }
    }

    @Test
    void aLongKeyIsLookedUpAndResetAsItIsListed() {
        try (RedisServerProcess redis = RedisServerProcess.start();
                RunningService service = startAndAwait(redis)) {
            for (int i = 0; i < 3; i++) {
                service.get("/lax", "Tenant", "t".repeat(200));
            }
            String listed = firstBlocked(service).get("key").asString();
            assertThat(listed).matches("sha256-[0-9a-f]{64}");
            JsonNode found = read(service, "/tenants?key=" + listed);
            assertThat(found.get("key").asString()).isEqualTo(listed);
            assertThat(found.get("blockedFor").asLong()).isBetween(200L, 300L);
            assertThat(service.send("/actuator/ratelimits/tenants?key=" + listed, request -> request.DELETE())
                            .statusCode())
                    .isEqualTo(204);
            assertThat(read(service, "").get("blocked").isEmpty()).isTrue();
            assertThat(read(service, "/tenants?key=" + listed)
                            .get("policies")
                            .get(0)
                            .get("remaining")
                            .asLong())
                    .isEqualTo(1);
        }
    }

    private static JsonNode firstBlocked(RunningService service) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        JsonNode blocked = read(service, "").get("blocked");
        while (blocked.isEmpty()) {
            assertThat(System.nanoTime()).as("too late").isLessThan(deadline);
            blocked = read(service, "").get("blocked");
        }
        return blocked.get(0);
    }

    private static JsonNode read(RunningService service, String path) {
        HttpResponse<String> response = service.get("/actuator/ratelimits" + path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    @Test
    void goesOnWithoutRedisAsEachRuleSaysAndComesBack() {
        try (RedisServerProcess redis = RedisServerProcess.start();
                RunningService service = startAndAwait(redis)) {
            assertThat(statuses(service, "/strict", 1)).containsExactly(200);
            redis.kill();
            assertThat(statuses(service, "/lax", 5)).as("open").containsOnly(200);
            assertThat(statuses(service, "/shared", 4)).as("local").containsExactly(200, 200, 200, 429);
            HttpResponse<String> closed = service.get("/strict");
            assertThat(closed.statusCode()).isEqualTo(503);
            assertThat(closed.headers().firstValue("Retry-After")).isPresent();
            assertThat(closed.body())
                    .contains("https://iana.org/assignments/http-problem-types#temporary-reduced-capacity");
            assertThat(up(service)).isZero();
            HttpResponse<String> health = service.get("/actuator/health");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).startsWith("{").contains("\"DEGRADED\"").contains("\"status\":\"UP\"");

            redis.startAgain();
            awaitOk(service, "/strict");
            assertThat(statuses(service, "/lax", 2)).containsExactly(200, 429);
            assertThat(up(service)).isEqualTo(1);
        }
    }

    @Test
    void timesTheStoreAndCountsWhatItWasSpared() {
        try (RedisServerProcess redis = RedisServerProcess.start();
                RunningService service = startAndAwait(redis)) {
            assertThat(statuses(service, "/shared", 3)).containsOnly(200);
            assertThat(timed(service, true)).isEqualTo(3);
            assertThat(statuses(service, "/shared", 3)).containsOnly(429);
            assertThat(timed(service, true)).isEqualTo(4);
            assertThat(meters(service)
                            .get("gatehouse.rate_limit.store.spared")
                            .counter()
                            .count())
                    .isEqualTo(2);
            assertThat(timed(service, false)).isZero();
            redis.kill();
            assertThat(statuses(service, "/lax", 1)).containsExactly(200);
            assertThat(timed(service, false)).isEqualTo(1);
        }
    }

    @Test
    void startsWithoutRedisAndFindsItLater() {
        RedisServerProcess redis = RedisServerProcess.notStarted();
        try (RunningService service = start(redis)) {
            assertThat(statuses(service, "/shared", 4)).containsExactly(200, 200, 200, 429);
            assertThat(statuses(service, "/strict", 1)).containsExactly(503);
            redis.startAgain();
            awaitOk(service, "/strict");
        } finally {
            redis.close();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class App {

        @Bean
        KeyResolver tenants() {
            return new KeyResolver() {
                @Override
                public String scope() {
                    return "tenant";
                }

                @Override
                public boolean isOptional() {
                    return true;
                }

                @Override
                public @Nullable Object resolve(HttpServletRequest request) {
                    return request.getHeader("Tenant");
                }

                /** As listed, a long key is a hash. */
                @Override
                public Object parse(String text) {
                    if (text.startsWith("sha256-")) {
                        throw new IllegalArgumentException("Write the name of a tenant.");
                    }
                    return text;
                }
            };
        }

        @RestController
        static class Endpoints {

            @GetMapping({"/shared", "/strict", "/lax"})
            String hello() {
                return "hello";
            }
        }
    }
}
