package dev.gatehouse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Probes need no log-in, operators and Prometheus a token. */
class HealthTests extends HttpTest {

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/ping", "/health/live", "/health/ready", "/actuator/health"})
    void tellsProbesTheStatusAlone(String path) {
        get(path)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("UP")
                .jsonPath("$.components")
                .doesNotExist();
    }

    @Test
    void tellsOperatorsHowEachPartDoes() {
        with("/health/detailed", HEALTH_TOKEN)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.application")
                .isEqualTo("gatehouse-sample")
                .jsonPath("$.parts.db.status")
                .isEqualTo("UP")
                .jsonPath("$.parts.migrations.details.pending")
                .isEqualTo(0)
                .jsonPath("$.parts.storage.status")
                .isEqualTo("UP")
                .jsonPath("$.parts.pools.status")
                .isEqualTo("UP");
    }

    /** Maven writes the version into the build: a test that was compiled by something else has none. */
    @Test
    void tellsWhichVersionRuns() {
        with("/health/detailed", HEALTH_TOKEN)
                .expectBody()
                .jsonPath("$.version")
                .isNotEmpty();
        get("/health").expectBody().jsonPath("$.version").isNotEmpty();
    }

    /** Whoever floods the service with what it refuses fills it first. */
    @Test
    void tellsOfThePoolForRefusals() {
        refused(anonymous().get().uri("/api/v1/users").exchange(), HttpStatus.UNAUTHORIZED);
        refused(get("/api/v1/users"), HttpStatus.FORBIDDEN);

        with("/health/detailed", HEALTH_TOKEN)
                .expectBody()
                .jsonPath("$.parts.pools.details.audit.max")
                .isEqualTo(2);
        with("/metrics", METRICS_TOKEN)
                .expectBody(String.class)
                .value(body -> assertThat(body).contains("hikaricp_connections_max{pool=\"audit\"} 2.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/health/metrics"})
    void givesPrometheusItsMetrics(String path) {
        with(path, METRICS_TOKEN)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(body -> assertThat(body).contains("jvm_memory_used_bytes"));
        refused(with(path, HEALTH_TOKEN), HttpStatus.UNAUTHORIZED);
    }

    @Test
    void metricsTellOfTheCacheOfRightsAndOfTheAuditLog() {
        refused(get("/api/v1/users"), HttpStatus.FORBIDDEN);
        double hits = metric("cache_gets_total", "cache=\"rights\"", "result=\"hit\"");
        double denied = metric("audit_events_total", "action=\"request_denied\"", "outcome=\"denied\"");

        refused(get("/api/v1/roles"), HttpStatus.FORBIDDEN);

        assertThat(metric("cache_gets_total", "cache=\"rights\"", "result=\"hit\""))
                .isGreaterThan(hits);
        assertThat(metric("audit_events_total", "action=\"request_denied\"", "outcome=\"denied\""))
                .isEqualTo(denied + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "cache_size, cache=\"rights\"",
        "audit_seal_sequence, ''",
        "audit_seal_head, ''",
        "mail_outbox, status=\"pending\"",
        "mail_outbox, status=\"given_up\"",
        "job_last_success_seconds, name=\"mail-delivery\"",
    })
    void metricsTellOfWhatTheServiceDoesByItself(String name, String tag) {
        assertThat(metric(name, tag)).isNotNegative();
    }

    private double metric(String name, String... tags) {
        String body = with("/metrics", METRICS_TOKEN).returnResult(String.class).getResponseBody();
        assertThat(body).isNotNull();
        return body.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> Stream.of(tags).allMatch(line::contains))
                .findAny()
                .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .orElseThrow(() -> new AssertionError(name + " " + List.of(tags) + " is missing."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/detailed", "/metrics", "/health/metrics"})
    void refusesWhoHasNoToken(String path) {
        refused(anonymous().get().uri(path).exchange(), HttpStatus.UNAUTHORIZED, "unauthenticated");
    }

    private org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec with(String path, String token) {
        return anonymous()
                .get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange();
    }
}
