package dev.gatehouse.autoconfigure.headers;

import static dev.gatehouse.autoconfigure.headers.HeadersClient.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.headers.report.ReportCollector;
import dev.gatehouse.headers.report.Violation;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** With Spring Security closed to everybody: a browser without a log-in can still report. */
@SpringBootTest(
        classes = HeadersTestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "gatehouse.headers.reporting.enabled=true",
            "gatehouse.headers.content-security-policy-report-only=on",
            "server.servlet.context-path=/shop"
        })
class SecurityReportsOnTheWireTests {

    private static final String REPORT = """
            [{"type":"csp-violation","age":1,"url":"https://example.com/","body":{"effectiveDirective":"script-src-elem",
            "blockedURL":"https://evil.example/x.js?secret=1","disposition":"report"}}]""";

    @LocalServerPort
    private int port;

    @Autowired
    private ReportCollector collector;

    @Autowired
    @Qualifier("gatehouseSecurityReportMetrics")
    private MeterBinder metrics;

    private HeadersClient client;

    @BeforeEach
    void connect() {
        client = new HeadersClient(port);
    }

    @Test
    void policiesNameTheCollector() {
        var response = client.get("/shop/json");

        assertThat(values(response, "Reporting-Endpoints")).containsExactly("gatehouse=\"/shop/security-reports\"");
        assertThat(values(response, "Content-Security-Policy"))
                .containsExactly(HeadersClient.API_POLICY + "; report-uri /shop/security-reports; report-to gatehouse");
        assertThat(values(response, "Content-Security-Policy-Report-Only"))
                .isEqualTo(values(response, "Content-Security-Policy"));
    }

    @Test
    void aReportIsCountedWithoutALogIn() {
        var response =
                client.send("POST", "/shop/security-reports", REPORT, "Content-Type", "application/reports+json");

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(collector.counts())
                .containsKey(new Violation("csp-violation", "script-src-elem", "https://evil.example", false));
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        metrics.bindTo(registry);
        assertThat(registry.get("gatehouse.headers.reports").functionCounter().count())
                .isGreaterThanOrEqualTo(1);
    }

    @Test
    void otherPathsAreStillClosed() {
        assertThat(client.get("/shop/json").statusCode()).isEqualTo(401);
        assertThat(client.send("POST", "/shop/security-reports/x", REPORT).statusCode())
                .isIn(401, 403);
    }

    @Test
    void whatIsNoReportIsRefused() {
        assertThat(client.get("/shop/security-reports").statusCode()).isEqualTo(405);
        assertThat(values(client.get("/shop/security-reports"), "Allow")).containsExactly("POST");
        assertThat(client.send("POST", "/shop/security-reports", REPORT, "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(415);
        assertThat(client.send(
                                "POST",
                                "/shop/security-reports",
                                "x".repeat(70_000),
                                "Content-Type",
                                "application/csp-report")
                        .statusCode())
                .isEqualTo(413);
        assertThat(client.send("POST", "/shop/security-reports", "{", "Content-Type", "application/csp-report")
                        .statusCode())
                .isEqualTo(400);
    }
}
