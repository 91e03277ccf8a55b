package dev.gatehouse.autoconfigure.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.gatehouse.autoconfigure.testing.RunningService;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** An answer that broke off must not look like a whole one. */
class BrokenAnswerHttpTests {

    private static final byte[] MORE_THAN_A_BUFFER = new byte[20_000];

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                Application.class,
                "server.http2.enabled=true",
                "server.compression.enabled=true",
                "server.compression.min-response-size=1B",
                "server.compression.mime-types=text/plain");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private final HttpClient client = HttpClient.newBuilder().build();

    @ParameterizedTest
    @CsvSource({"HTTP_1_1,identity", "HTTP_1_1,gzip", "HTTP_2,identity", "HTTP_2,gzip"})
    void theClientNotices(HttpClient.Version version, String encoding) throws Exception {
        isWhole(version, encoding);
        for (String path : new String[] {"/broken", "/broken-without-a-byte", "/broken-stream"}) {
            assertThatIOException().as(path).isThrownBy(() -> send(version, encoding, path));
            isWhole(version, encoding);
        }
    }

    private void isWhole(HttpClient.Version version, String encoding) throws Exception {
        HttpResponse<String> response = send(version, encoding, "/whole");
        assertThat(response.version()).isEqualTo(version);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Encoding").orElse("identity"))
                .isEqualTo(encoding);
    }

    private HttpResponse<String> send(HttpClient.Version version, String encoding, String path)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + service.port() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .version(version)
                .header("Accept-Encoding", encoding)
                .timeout(Duration.ofSeconds(20))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Endpoints.class)
    static class Application {}

    @RestController
    static class Endpoints {

        @GetMapping("/whole")
        StreamingResponseBody whole(HttpServletResponse response) {
            response.setContentType("text/plain");
            return out -> out.write(MORE_THAN_A_BUFFER);
        }

        @GetMapping("/broken")
        void broken(HttpServletResponse response) throws IOException {
            response.setContentType("text/plain");
            response.getOutputStream().print("half");
            response.flushBuffer();
            throw new IllegalStateException("expected");
        }

        @GetMapping("/broken-without-a-byte")
        void brokenWithoutAByte(HttpServletResponse response) throws IOException {
            response.flushBuffer();
            throw new IllegalStateException("expected");
        }

        @GetMapping("/broken-stream")
        StreamingResponseBody brokenStream(HttpServletResponse response) {
            response.setContentType("text/plain");
            return out -> {
                out.write(MORE_THAN_A_BUFFER);
                throw new IllegalStateException("expected");
            };
        }
    }
}
