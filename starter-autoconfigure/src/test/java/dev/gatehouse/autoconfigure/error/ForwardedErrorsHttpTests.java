package dev.gatehouse.autoconfigure.error;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.gatehouse.autoconfigure.testing.CapturedLog;
import dev.gatehouse.autoconfigure.testing.RunningService;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedErrorsHttpTests {

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                FailingService.class,
                "server.forward-headers-strategy=framework",
                "gatehouse.client-address.trusted-proxies=127.0.0.1",
                "gatehouse.trusted-hosts.allowed=127.0.0.1,example.com",
                "gatehouse.rate-limit.enabled=false");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({"X-Forwarded-Port, abc", "X-Forwarded-Host, a:b:c", "Forwarded, host=\"a:b:c\""})
    void aForwardedHeaderThatNobodyCanReadIsAnsweredAsAnyError(String name, String value) {
        try (CapturedLog log = CapturedLog.of("dev.gatehouse.access")) {
            HttpResponse<String> response = service.get("/uncaught", name, value, "X-Request-ID", "mine");
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(response.headers().firstValue("X-Request-ID")).hasValue("mine");
            assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(response.body())
                    .contains("\"error_code\":\"bad_request\"")
                    .doesNotContain(value);
            assertThat(onlyLine(log).getFormattedMessage()).startsWith("GET /uncaught 400 ");
        }
    }

    @Test
    void anErrorOfAnotherKindStillKnowsThatTheClientCameByHttps() {
        HttpResponse<String> response =
                service.get("/send-error", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "example.com");
        assertThat(response.statusCode()).isEqualTo(418);
        assertThat(response.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    private static ILoggingEvent onlyLine(CapturedLog log) {
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !lines(log).isEmpty());
        List<ILoggingEvent> events = lines(log);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    /** The line of a request is written behind its answer, that of the test before maybe only now. */
    private static List<ILoggingEvent> lines(CapturedLog log) {
        return log.events("dev.gatehouse.access").stream()
                .filter(event -> event.getFormattedMessage().startsWith("GET /uncaught "))
                .toList();
    }
}
