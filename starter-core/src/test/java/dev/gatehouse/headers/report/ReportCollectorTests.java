package dev.gatehouse.headers.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gatehouse.error.RejectionWriter;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.catalina.Context;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class ReportCollectorTests {

    private static final String LEGACY = """
            {"csp-report": {"document-uri": "https://example.com/secret?token=1", "violated-directive": "img-src",
             "blocked-uri": "https://evil.example:8443/pixel.png?user=1", "status-code": 200, "line-number": null}}""";

    private final AtomicLong nanos = new AtomicLong();
    private final ReportCollector collector =
            new ReportCollector(new ReportSettings(2000, 3, 2), RejectionWriter.withDefaults(), nanos::get);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Tomcat tomcat;

    @BeforeEach
    void start() throws Exception {
        tomcat = new Tomcat();
        tomcat.setBaseDir(new File("target/tomcat").getAbsolutePath());
        tomcat.setPort(0);
        Context context = tomcat.addContext("", null);
        FilterDef definition = new FilterDef();
        definition.setFilterName("reports");
        definition.setFilter(collector);
        context.addFilterDef(definition);
        FilterMap map = new FilterMap();
        map.setFilterName("reports");
        map.addURLPattern("/reports");
        context.addFilterMap(map);
        Tomcat.addServlet(context, "default", new DefaultServlet());
        context.addServletMappingDecoded("/", "default");
        tomcat.start();
        log.start();
        ((Logger) LoggerFactory.getLogger(ReportCollector.class)).addAppender(log);
    }

    @AfterEach
    void stop() throws Exception {
        ((Logger) LoggerFactory.getLogger(ReportCollector.class)).detachAppender(log);
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void countsOlderReportsByOriginAndDirective() {
        assertThat(post("application/csp-report", LEGACY)).isEqualTo(204);
        assertThat(post("application/csp-report;charset=utf-8", LEGACY)).isEqualTo(204);

        assertThat(collector.counts())
                .isEqualTo(Map.of(new Violation("csp-violation", "img-src", "https://evil.example:8443", true), 2L));
        assertThat(collector.total()).isEqualTo(2);
    }

    @Test
    void countsEachReportOfABatch() {
        String batch = """
                [{"type":"csp-violation","body":{"effectiveDirective":"script-src","blockedURL":"inline","disposition":"report"}},
                 {"type":"coep","body":{"blockedURL":"https://cdn.example/a.png","disposition":"enforce"}}, {}]""";
        assertThat(post("application/reports+json", batch)).isEqualTo(204);

        assertThat(collector.counts())
                .containsOnlyKeys(
                        new Violation("csp-violation", "script-src", "inline", false),
                        new Violation("coep", "", "https://cdn.example", true),
                        new Violation("unknown", "", "", true));
    }

    @Test
    void countsNoMoreKindsThanItMay() {
        for (int i = 0; i < 10; i++) {
            post("application/csp-report", "{\"csp-report\":{\"violated-directive\":\"d" + i + "\"}}");
        }

        assertThat(collector.counts()).hasSize(4).containsEntry(ReportCollector.OTHER, 7L);
        assertThat(collector.total()).isEqualTo(10);
    }

    @Test
    void logsAFewReportsAMinuteMadeSafe() {
        String evil = "{\"csp-report\":{\"violated-directive\":\"a\\u000d\\u000aFAKE LINE " + "x".repeat(300) + "\"}}";
        for (int i = 0; i < 5; i++) {
            post("application/csp-report", evil);
        }
        assertThat(log.list).hasSize(2);
        assertThat(log.list.get(0).getFormattedMessage())
                .contains("directive=a??FAKE LINE")
                .doesNotContain("\n")
                .hasSizeLessThan(250);

        nanos.addAndGet(60_000_000_000L);
        post("application/csp-report", evil);
        assertThat(log.list).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, 415",
        "text/plain, 415",
        "application/reports+json, 400",
    })
    void refusesWhatIsNoReport(String type, int status) {
        assertThat(post(type, "no")).isEqualTo(status);
        assertThat(collector.total()).isZero();
    }

    @Test
    void readsExactlyAsMuchAsItMay() {
        String fits = "{\"a\":\"" + "x".repeat(2000 - 8) + "\"}";

        assertThat(post("application/csp-report", fits)).isEqualTo(204);
        assertThat(post("application/csp-report", fits + " ")).isEqualTo(413);
        assertThat(postChunked("application/csp-report", fits)).isEqualTo(204);
        assertThat(postChunked("application/csp-report", fits + " ")).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS"})
    void takesPostAlone(String method) {
        assertThat(send(HttpRequest.newBuilder(uri()).method(method, BodyPublishers.noBody())))
                .isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "{",
                "\"text\"",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "[{}]x",
                "{\"a\":\"\\",
                "{\"a\":\"\\u12",
                "{\"a\":\"\\uzzzz\"}",
                "{\"a\" 1}",
                "[[[[[[[[[[[]]]]]]]]]]]",
                "{\"a\":@}",
                "[{} {}]"
            })
    void whatIsNoJsonIsNotRead(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ReportScanner(text, 10).scan());
    }

    @Test
    void aBatchIsCutAtItsBound() {
        assertThat(new ReportScanner("[" + "{},".repeat(99) + "{}]", 10).scan()).hasSize(10);
        assertThat(new ReportScanner("[]", 10).scan()).isEmpty();
        assertThat(new ReportScanner("{\"a\":[1,-2.5e3,true,null,\"x\",{\"b\":\"\\\"\\n\"}]}", 10).scan())
                .isEqualTo(List.of(Map.of("b", "\" ")));
    }

    @Test
    void boundsThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ReportSettings(0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReportSettings(2_000_000, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReportSettings(1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReportSettings(1, 1, -1));
        assertThat(ReportSettings.defaults().logPerMinute()).isEqualTo(10);
    }

    private int post(String type, String body) {
        return send(HttpRequest.newBuilder(uri()).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    private int postChunked(String type, String body) {
        return send(HttpRequest.newBuilder(uri())
                .header("Content-Type", type)
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))));
    }

    private URI uri() {
        return URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + "/reports");
    }

    private static int send(HttpRequest.Builder request) {
        try {
            return HttpClient.newHttpClient()
                    .send(request.build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
