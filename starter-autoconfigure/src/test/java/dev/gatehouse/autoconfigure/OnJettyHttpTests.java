package dev.gatehouse.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.autoconfigure.testing.RunningService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The whole starter on Spring Boot's Jetty: what docs/jetty.md promises. */
class OnJettyHttpTests {

    private static final int PLACES = 3;
    private static final byte[] LARGE = new byte[20_000];

    private static RunningService service;

    @RestController
    static class Answers {

        @GetMapping(path = "/page", produces = MediaType.TEXT_HTML_VALUE)
        String page() {
            return "<p>page</p>";
        }

        @GetMapping("/data")
        List<String> data(HttpServletResponse response) {
            response.addHeader("X-Frame-Options", "SAMEORIGIN");
            response.addHeader("X-Powered-By", "tests");
            return List.of("data");
        }

        @GetMapping("/fails")
        String fails() {
            throw new IllegalStateException("expected");
        }

        @GetMapping("/fails-later")
        Callable<String> failsLater() {
            return this::fails;
        }

        @GetMapping("/reset")
        void reset(HttpServletResponse response) throws IOException {
            response.getWriter().write("never seen");
            response.reset();
            response.getWriter().write("seen");
        }

        @GetMapping("/breaks-off")
        StreamingResponseBody breaksOff() {
            return out -> {
                out.write(LARGE);
                out.flush();
                throw new IOException("expected");
            };
        }

        @GetMapping("/no-answer")
        String noAnswer(HttpServletResponse response) {
            response.setHeader("X-Large", "x".repeat(LARGE.length));
            return "too large a head";
        }

        @GetMapping("/session")
        String session(HttpServletRequest request) {
            return request.getSession().isNew() ? "new" : "known";
        }

        @PostMapping("/read")
        int read(InputStream body) throws IOException {
            return body.readAllBytes().length;
        }

        @PostMapping("/json")
        int json(@RequestBody List<String> values) {
            return values.size();
        }
    }

    /** As docs/jetty.md shows it. */
    @TestConfiguration(proxyBeanMethods = false)
    @Import(Answers.class)
    static class Service {

        @Bean
        WebServerFactoryCustomizer<JettyServletWebServerFactory> silentErrors() {
            return factory ->
                    factory.addServerCustomizers(server -> server.setErrorHandler((request, response, callback) -> {
                        response.write(true, null, callback);
                        return true;
                    }));
        }
    }

    @BeforeAll
    static void start() {
        service = RunningService.startOnJetty(
                Service.class,
                "gatehouse.request-limits.max-body-size=10KB",
                "gatehouse.request-limits.max-concurrent=" + PLACES);
        assertThat(((WebServerApplicationContext) service.context()).getWebServer())
                .isInstanceOf(JettyWebServer.class);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aPageGetsThePolicyOfPages() {
        assertThat(values(service.get("/page"), "Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("script-src 'self'");
    }

    @Test
    void whatTheApplicationSetsReplacesTheDefault() {
        HttpResponse<String> response = service.get("/data");

        assertThat(values(response, "X-Frame-Options")).containsExactly("SAMEORIGIN");
        assertThat(values(response, "X-Powered-By")).isEmpty();
        assertThat(values(response, "Content-Security-Policy"))
                .singleElement()
                .asString()
                .startsWith("default-src 'none'");
    }

    @ParameterizedTest
    @CsvSource({"/data, 200", "/fails, 500", "/fails-later, 500", "/nothing, 404", "/read, 405", "/reset, 200"})
    void everyAnswerHasTheSecurityHeaders(String path, int status) {
        HttpResponse<String> response = service.get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().map())
                .containsKeys(
                        "x-content-type-options",
                        "x-frame-options",
                        "referrer-policy",
                        "content-security-policy",
                        "cache-control",
                        "x-request-id");
        assertThat(response.headers().map())
                .allSatisfy((name, values) -> assertThat(values).as(name).doesNotHaveDuplicates());
        assertThat(response.body()).doesNotContain("never seen");
    }

    @ParameterizedTest
    @CsvSource({"/read, application/octet-stream", "/json, application/json"})
    void aBodyOfUnknownLengthThatIsTooLargeIsRefusedAsSuch(String path, String type) {
        BodyPublisher chunked = BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(json(LARGE.length)));

        HttpResponse<String> response = service.send(
                path, request -> request.header("Content-Type", type).POST(chunked));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("\"error_code\":");
    }

    private static byte[] json(int length) {
        return ("[\"" + "x".repeat(length) + "\"]").getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void answersThatBreakOffTakeNobodysPlace() {
        for (int round = 0; round < 2 * PLACES; round++) {
            assertThatThrownBy(() -> service.get("/breaks-off")).hasRootCauseInstanceOf(IOException.class);
        }

        assertThat(service.get("/data").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/no-answer, 500", "/%zz, 400"})
    void anErrorHandlerOfTheServerKeepsItsOwnErrorsToItself(String path, int status) {
        String answer = service.sendRaw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status).endsWith("\r\n\r\n").doesNotContain("jetty");
    }

    @Test
    void scriptsDoNotReadTheSessionCookie() {
        assertThat(values(service.get("/session"), "Set-Cookie"))
                .singleElement()
                .asString()
                .contains("HttpOnly");
    }

    @Test
    void scriptsReadTheSessionCookieWhereTheServiceWantsIt() {
        try (RunningService open =
                RunningService.startOnJetty(Answers.class, "server.servlet.session.cookie.http-only=false")) {
            assertThat(values(open.get("/session"), "Set-Cookie"))
                    .singleElement()
                    .asString()
                    .doesNotContain("HttpOnly");
        }
    }

    private static List<String> values(HttpResponse<?> response, String header) {
        return response.headers().allValues(header);
    }
}
