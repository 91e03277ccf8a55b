package dev.gatehouse.autoconfigure.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same over HTTP/2, where a body has no length of its own and no chunks. */
class Http2BodyLimitTests {

    private static RunningService service;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                ReadingService.class,
                "server.http2.enabled=true",
                "gatehouse.request-limits.max-body-size=1000B",
                "gatehouse.request-limits.max-headers=20",
                "gatehouse.rate-limit.enabled=false");
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** Not beyond 64 KB: with its window used up the client of JDK 17 reads no answer any more (JDK-8293786). */
    @ParameterizedTest
    @CsvSource({
        "/json, application/json",
        "/text, text/plain",
        "/stream, text/plain",
        "/form, application/x-www-form-urlencoded",
        "/multipart, multipart/form-data; boundary=b",
        "/callable, text/plain",
        "/listener, text/plain",
        "/optimist, text/plain",
        "/into-gzip, text/plain",
    })
    void holdsForEveryReader(String path, String type) throws Exception {
        upgrade();
        String fits = BodyLimitHttpTests.body(type, 1000);
        String exceeds = BodyLimitHttpTests.body(type, 1001);
        assertThat(post(path, type, BodyPublishers.ofString(fits)).statusCode()).isEqualTo(200);
        assertThat(post(path, type, streamed(fits)).statusCode()).isEqualTo(200);
        check(post(path, type, BodyPublishers.ofString(exceeds)));
        check(post(path, type, streamed(exceeds)));
        check(post(path, type, streamed(BodyLimitHttpTests.body(type, 60_000))));
        assertThat(upgrade().version()).isEqualTo(HttpClient.Version.HTTP_2);
    }

    @Test
    void looksAtTheHeadersToo() throws Exception {
        upgrade();
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/ok"));
        for (int i = 0; i < 21; i++) {
            request.header("X-" + i, "a");
        }
        assertThat(send(request).statusCode()).isEqualTo(431);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "DELETE", "OPTIONS"})
    void asksNotWhatTheBodyIsWhereThereIsNone(String method) throws Exception {
        upgrade();
        for (String type : List.of("application/x-www-form-urlencoded", "application/json", "json", "a/b c")) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(uri("/ok")).headers("Content-Type", type, "Content-Encoding", "gzip");
            assertThat(send(request.method(method, BodyPublishers.noBody())).statusCode())
                    .as(type)
                    .isNotIn(411, 415);
            assertThat(send(request.method(method, streamed("x".repeat(1000)))).statusCode())
                    .as(type)
                    .isEqualTo(415);
        }
    }

    private static HttpResponse<String> upgrade() throws Exception {
        return send(HttpRequest.newBuilder(uri("/ok")));
    }

    private static BodyPublisher streamed(String body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static void check(HttpResponse<String> response) {
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(413);
        assertThat(response.body()).contains("content_too_large");
    }

    private static HttpResponse<String> post(String path, String type, BodyPublisher body) throws Exception {
        return send(
                HttpRequest.newBuilder(uri(path)).header("Content-Type", type).POST(body));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + service.port() + path);
    }
}
