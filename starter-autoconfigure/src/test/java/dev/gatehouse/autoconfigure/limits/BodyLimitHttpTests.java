package dev.gatehouse.autoconfigure.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.limits.RawConnection.Answer;
import dev.gatehouse.autoconfigure.testing.RunningService;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The size of a body, over raw sockets: exactly the limit passes, one byte more does not, whoever reads it and how. */
class BodyLimitHttpTests {

    static final int LIMIT = 1000;
    static final String FORM = "application/x-www-form-urlencoded";
    static final String MULTIPART = "multipart/form-data; boundary=b";
    static final String JSON = "application/json";
    static final String TEXT = "text/plain";

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                ReadingService.class,
                "gatehouse.request-limits.max-body-size=1000B",
                "gatehouse.rate-limit.enabled=false");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    static Stream<Arguments> readers() {
        return Stream.of(
                Arguments.of("POST", "/json", JSON),
                Arguments.of("PATCH", "/json", JSON),
                Arguments.of("POST", "/text", TEXT),
                Arguments.of("POST", "/bytes", "application/octet-stream"),
                Arguments.of("POST", "/form", FORM),
                Arguments.of("PUT", "/form", FORM),
                Arguments.of("PATCH", "/form", FORM),
                Arguments.of("DELETE", "/form", FORM),
                Arguments.of("POST", "/form-map", FORM),
                Arguments.of("POST", "/parameters", FORM),
                Arguments.of("POST", "/stubborn", FORM),
                Arguments.of("POST", "/multipart", MULTIPART),
                Arguments.of("PUT", "/multipart", MULTIPART),
                Arguments.of("POST", "/parts", MULTIPART),
                Arguments.of("POST", "/parameters", MULTIPART),
                Arguments.of("POST", "/stubborn", MULTIPART),
                Arguments.of("POST", "/stream", TEXT),
                Arguments.of("GET", "/stream", TEXT),
                Arguments.of("POST", "/one-by-one", TEXT),
                Arguments.of("POST", "/skip", TEXT),
                Arguments.of("POST", "/reader", TEXT),
                Arguments.of("POST", "/callable", TEXT),
                Arguments.of("POST", "/listener", TEXT),
                Arguments.of("POST", "/optimist", TEXT),
                Arguments.of("POST", "/pessimist", TEXT));
    }

    @ParameterizedTest
    @MethodSource("readers")
    void letsExactlyTheLimitThrough(String method, String path, String type) throws IOException {
        assertThat(withLength(method, path, type, body(type, LIMIT)).status()).isEqualTo(200);
        assertThat(inChunks(method, path, type, body(type, LIMIT)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("readers")
    void refusesOneByteMore(String method, String path, String type) throws IOException {
        checkRefused(withLength(method, path, type, body(type, LIMIT + 1)));
        checkRefused(inChunks(method, path, type, body(type, LIMIT + 1)));
    }

    @ParameterizedTest
    @MethodSource("readers")
    void refusesMuchMore(String method, String path, String type) throws IOException {
        checkRefused(withLength(method, path, type, body(type, 100 * LIMIT)));
        checkRefused(inChunks(method, path, type, body(type, 100 * LIMIT)));
    }

    @ParameterizedTest
    @CsvSource({"/json", "/form", "/multipart", "/stream", "/nowhere", "/ignore"})
    void refusesByTheLengthAloneAndWithoutAskingForTheBody(String path) throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + MULTIPART
                    + "\r\nContent-Length: 1001\r\nExpect: 100-continue\r\n\r\n");
            checkRefused(connection.answer());
            assertThat(connection.isClosed()).isTrue();
        }
    }

    private static Answer withLength(String method, String path, String type, String body) throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            return connection
                    .send(head(method, path, type) + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                    .answer();
        }
    }

    private static Answer inChunks(String method, String path, String type, String body) throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            return connection
                    .send(head(method, path, type) + "Transfer-Encoding: chunked\r\n\r\n")
                    .sendChunks(body, 333)
                    .answer();
        }
    }

    private static String head(String method, String path, String type) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\n";
    }

    static String body(String type, int size) {
        return switch (type) {
            case JSON -> "{\"a\":\"" + "x".repeat(size - 8) + "\"}";
            case FORM -> "value=" + "x".repeat(size - 6);
            case MULTIPART -> {
                String before = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n";
                String after = "\r\n--b--";
                yield before + "x".repeat(size - before.length() - after.length()) + after;
            }
            default -> "x".repeat(size);
        };
    }

    static void checkRefused(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(413);
        assertThat(answer.headers())
                .containsEntry("content-type", "application/problem+json")
                .containsEntry("connection", "close")
                .containsEntry("x-content-type-options", "nosniff")
                .doesNotContainKey("x-optimist");
        assertThat(new JsonMapper().readValue(answer.body(), Map.class))
                .containsEntry("status", 413)
                .containsEntry("error_code", "content_too_large")
                .containsEntry("request_id", answer.headers().get("x-request-id"));
    }
}
