package dev.gatehouse.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.accesslog.AccessLogFilter;
import dev.gatehouse.autoconfigure.testing.CapturedLog;
import dev.gatehouse.autoconfigure.testing.RunningService;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Configuration;

/** Requests of which the container reads no path, where every property that takes paths has one. */
class UnparsableRequestHttpTests {

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                Application.class,
                "management.server.port=0",
                "gatehouse.access-log.exclude=/health/**",
                "gatehouse.headers.docs-paths=/docs/**",
                "gatehouse.headers.paths[0].path=/embed/**",
                "gatehouse.headers.paths[0].headers.x-frame-options=off",
                "gatehouse.trusted-hosts.allowed=localhost",
                "gatehouse.probes.paths=/livez",
                "gatehouse.https.mode=redirect",
                "gatehouse.https.exempt-paths=/crl/**",
                "gatehouse.cors.paths[0].path=/public/**",
                "gatehouse.cors.paths[0].allowed-origins=*",
                "gatehouse.fetch-metadata.enabled=true",
                "gatehouse.fetch-metadata.exempt-paths=/callback",
                "gatehouse.address-lists[0].path=/office/**",
                "gatehouse.address-lists[0].allow=10.0.0.0/8",
                "gatehouse.request-limits.max-concurrent=10",
                "gatehouse.request-limits.max-concurrent-exempt=/always",
                "gatehouse.request-limits.concurrency-groups[0].name=search",
                "gatehouse.request-limits.concurrency-groups[0].paths=/search/**",
                "gatehouse.request-limits.concurrency-groups[0].max-concurrent=1",
                "gatehouse.request-limits.timeouts[0].paths=/reports/**",
                "gatehouse.request-limits.timeouts[0].timeout=5m",
                "gatehouse.request-limits.bodies[0].paths=/files/**",
                "gatehouse.request-limits.bodies[0].max-size=1MB",
                "gatehouse.rate-limit.rules[0].name=orders",
                "gatehouse.rate-limit.rules[0].paths=/orders/{id}",
                "gatehouse.rate-limit.rules[0].limit=100/minute",
                "gatehouse.api-version.current=1.4",
                "gatehouse.api-version.deprecations[0].paths=/v1/**",
                "gatehouse.api-version.deprecations[0].since=2019-01-01",
                "gatehouse.feature-flags.endpoints[0].paths=/flagged",
                "gatehouse.feature-flags.endpoints[0].flag=checkout",
                "gatehouse.flags.checkout=false");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "GET /q?a[b][c]=1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /q http/1.1\r\nHost: localhost\r\n\r\n"
            })
    void theAnswerIsCompleteOnBothPorts(String request) {
        try (CapturedLog log = CapturedLog.of(AccessLogFilter.LOGGER)) {
            isComplete(service.sendRaw(request));
            isComplete(service.sendRawToManagement(request));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(log.events()).hasSize(2));
        }
    }

    private static void isComplete(String answer) {
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("X-Request-ID: ", "X-Frame-Options: DENY", "Content-Type: application/problem+json")
                .contains("\"error_code\":\"bad_request\"");
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {}
}
