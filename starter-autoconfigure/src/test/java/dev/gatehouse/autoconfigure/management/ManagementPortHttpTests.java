package dev.gatehouse.autoconfigure.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.accesslog.AccessLogFilter;
import dev.gatehouse.autoconfigure.testing.CapturedLog;
import dev.gatehouse.autoconfigure.testing.RunningService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.MDC;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What stands in front of a management port of its own, over real HTTP. */
class ManagementPortHttpTests {

    private static final String PORT = "management.server.port=0";
    private static final String EXPOSED = "management.endpoints.web.exposure.include=health,env,loggers";
    private static final String HOSTS = "gatehouse.trusted-hosts.allowed=api.example.com";

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                Application.class,
                PORT,
                EXPOSED,
                HOSTS,
                "gatehouse.rate-limit.default-limit=unlimited",
                "gatehouse.request-limits.max-body-size=1KB",
                "gatehouse.request-limits.max-query-length=32",
                "gatehouse.fetch-metadata.enabled=true",
                "gatehouse.https.mode=redirect",
                "gatehouse.cors.allowed-origins=https://app.example.com",
                "gatehouse.request-limits.max-concurrent=1");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static String get(String path, String... headers) {
        return service.sendRawToManagement(request("GET", path, "api.example.com", "", headers));
    }

    private static String request(String method, String path, String host, String body, String... headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n" + body;
    }

    private static void isHardened(String answer) {
        assertThat(answer)
                .contains("X-Request-ID: ")
                .contains("X-Content-Type-Options: nosniff")
                .contains("Content-Security-Policy: ");
    }

    private static void isRefused(String answer, int status) {
        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("application/problem+json");
        isHardened(answer);
    }

    @Test
    void answersCarryTheIdAndTheHeadersAndAreLogged() {
        try (CapturedLog log = CapturedLog.of(AccessLogFilter.LOGGER)) {
            String answer = get("/actuator/env", "X-Request-ID: from-an-operator");
            assertThat(answer).startsWith("HTTP/1.1 200").contains("X-Request-ID: from-an-operator");
            isHardened(answer);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(log.events()).hasSize(1));
        }
    }

    @Test
    void anotherHostIsRefusedButForProbes() {
        String evil = service.sendRawToManagement(request("GET", "/actuator/env", "evil.example", ""));
        isRefused(evil, 400);
        assertThat(evil).doesNotContain("propertySources");
        assertThat(service.sendRawToManagement(request("GET", "/actuator/health/liveness", "10.0.0.7:8081", "")))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "[::1", "api.example.com:x"})
    void whatTomcatRefusesItselfIsInTheOneFormat(String host) {
        String answer = service.sendRawToManagement(request("GET", "/actuator/env", host, ""));
        isRefused(answer, 400);
        assertThat(answer).doesNotContain("<html");
    }

    @Test
    void errorsAreInTheOneFormat() {
        isRefused(get("/nothing-here"), 404);
    }

    @Test
    void refusalsOfItsOwnCorsAreInTheOneFormat() {
        try (RunningService other = RunningService.start(
                Application.class,
                PORT,
                EXPOSED,
                "management.endpoints.web.cors.allowed-origins=https://ops.example.com",
                "management.endpoints.web.cors.allowed-methods=GET")) {
            String refused = other.sendRawToManagement(
                    request("GET", "/actuator/env", "localhost", "", "Origin: https://evil.example"));
            isRefused(refused, 403);
            assertThat(other.sendRawToManagement(
                            request("GET", "/actuator/env", "localhost", "", "Origin: https://ops.example.com")))
                    .startsWith("HTTP/1.1 200")
                    .contains("Access-Control-Allow-Origin: https://ops.example.com");
        }
    }

    @Test
    void requestsAreLimited() {
        isRefused(get("/actuator/env?a=" + "b".repeat(64)), 414);
        String head = "POST /actuator/loggers/some HTTP/1.1\r\nHost: api.example.com\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\n";
        isRefused(service.sendRawToManagement(head + "Content-Length: 4096\r\n\r\n"), 413);
        isRefused(
                service.sendRawToManagement(head + "Transfer-Encoding: chunked\r\n\r\n1000\r\n{\"configuredLevel\":\""
                        + "x".repeat(0x1000 - 20) + "\r\n0\r\n\r\n"),
                413);
    }

    @Test
    void requestsOfOtherSitesAreRefused() {
        isRefused(
                service.sendRawToManagement(request(
                        "POST",
                        "/actuator/loggers/some",
                        "api.example.com",
                        "{}",
                        "Sec-Fetch-Site: cross-site",
                        "Content-Type: application/json",
                        "Content-Length: 2")),
                403);
    }

    @Test
    void whatBelongsToTheApplicationStaysThere() {
        String answer = get("/actuator/health", "Origin: https://app.example.com");
        assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("Access-Control-Allow-Origin");
        assertThat(get("/health/live")).startsWith("HTTP/1.1 404");
    }

    @Test
    void ratesAreLimitedButForProbes() {
        try (RunningService limited =
                RunningService.start(Application.class, PORT, EXPOSED, "gatehouse.rate-limit.default-limit=2/minute")) {
            String request = request("GET", "/actuator/env", "localhost", "");
            assertThat(limited.sendRawToManagement(request)).startsWith("HTTP/1.1 200");
            assertThat(limited.sendRawToManagement(request)).startsWith("HTTP/1.1 200");
            String refused = limited.sendRawToManagement(request);
            isRefused(refused, 429);
            assertThat(refused).contains("Retry-After: ");
            assertThat(limited.sendRawToManagement(request("GET", "/actuator/health", "localhost", "")))
                    .startsWith("HTTP/1.1 200");
        }
    }

    /** The filters stand outside of Spring Security's chain, whose refusals are in the one format as well. */
    @Test
    void standsInFrontOfSpringSecurity() {
        try (RunningService secured = RunningService.startSecured(Application.class, PORT, EXPOSED, HOSTS)) {
            isRefused(secured.sendRawToManagement(request("GET", "/actuator/env", "api.example.com", "")), 401);
            isRefused(secured.sendRawToManagement(request("GET", "/actuator/env", "evil.example", "")), 400);
        }
    }

    @Test
    void logsNameTheOperatorWhomSpringSecurityKnows() {
        try (RunningService secured = RunningService.startSecured(
                        Application.class,
                        PORT,
                        "management.endpoints.web.exposure.include=operator",
                        "spring.security.user.name=ann",
                        "spring.security.user.password=secret");
                CapturedLog log = CapturedLog.of(Logger.ROOT_LOGGER_NAME)) {
            String basic = "Authorization: Basic "
                    + Base64.getEncoder().encodeToString("ann:secret".getBytes(StandardCharsets.UTF_8));
            assertThat(secured.sendRawToManagement(request("GET", "/actuator/operator", "localhost", "", basic)))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("ann");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(log.events(AccessLogFilter.LOGGER))
                            .singleElement()
                            .satisfies(line ->
                                    assertThat(line.getKeyValuePairs()).contains(new KeyValuePair("user_id", "ann"))));
        }
    }

    @Test
    void onlyWhatIsOnStandsThere() {
        try (RunningService off = RunningService.start(
                Application.class,
                PORT,
                EXPOSED,
                HOSTS,
                "gatehouse.headers.enabled=false",
                "gatehouse.request-id.enabled=false",
                "gatehouse.trusted-hosts.enabled=false",
                "gatehouse.errors.enabled=false")) {
            assertThat(off.sendRawToManagement(request("GET", "/actuator/env", "evil.example", "")))
                    .startsWith("HTTP/1.1 200")
                    .doesNotContain("X-Request-ID")
                    .doesNotContain("Content-Security-Policy");
        }
        try (RunningService none =
                RunningService.start(Application.class, PORT, EXPOSED, HOSTS, "gatehouse.enabled=false")) {
            assertThat(none.sendRawToManagement(request("GET", "/actuator/env", "evil.example", "")))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {

        @Bean
        OperatorEndpoint operatorEndpoint() {
            return new OperatorEndpoint();
        }
    }

    /** Answers with the user in the logging context. */
    @Endpoint(id = "operator")
    static class OperatorEndpoint {

        @ReadOperation
        String operator() {
            return String.valueOf(MDC.get("user_id"));
        }
    }
}
