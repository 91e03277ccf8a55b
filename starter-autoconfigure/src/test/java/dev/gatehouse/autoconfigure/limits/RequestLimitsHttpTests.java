package dev.gatehouse.autoconfigure.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.limits.RawConnection.Answer;
import dev.gatehouse.autoconfigure.testing.RunningService;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Path, query, headers, JSON and framing, over raw sockets. */
class RequestLimitsHttpTests {

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                ReadingService.class,
                "gatehouse.request-limits.max-body-size=1KB",
                "gatehouse.request-limits.max-headers=20",
                "gatehouse.request-limits.max-header-size=500B",
                "gatehouse.request-limits.max-path-length=200",
                "gatehouse.request-limits.max-query-length=300",
                "gatehouse.request-limits.max-query-parameters=10",
                "gatehouse.request-limits.max-query-name-length=20",
                "gatehouse.request-limits.max-query-value-length=50",
                "gatehouse.request-limits.max-query-duplicates=3",
                "gatehouse.request-limits.max-query-depth=2",
                "gatehouse.request-limits.max-json-depth=5",
                "gatehouse.request-limits.bodies[0].paths=/bytes/**",
                "gatehouse.request-limits.bodies[0].media-types=application/octet-stream,image/*",
                "gatehouse.request-limits.bodies[0].max-size=2KB",
                "gatehouse.request-limits.bodies[1].paths=/text",
                "gatehouse.request-limits.bodies[1].max-size=100B",
                "gatehouse.rate-limit.enabled=false");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/ok, 200",
        "/ok?, 200",
        "/ok?a=b&c, 200",
        "/ok?a=%C3%A9&a=%f0%9f%98%80+x&a%5Bb%5D%5Bc%5D=1, 200",
        "/ok?a=1&b=1&c=1&d=1&e=1&f=1&g=1&h=1&i=1&j=1, 200",
        "/ok?a=1&b=1&c=1&d=1&e=1&f=1&g=1&h=1&i=1&j=1&k=1, 400",
        "/ok?a&a&a, 200",
        "/ok?a&a&a&a, 400",
        "/ok?a&a&%61&a, 400",
        "/ok?abcdefghijklmnopqrst=1, 200",
        "/ok?abcdefghijklmnopqrstu=1, 400",
        "/ok?a%5Bb%5D%5bc%5D%5Bd%5D=1, 400",
        "/ok?a=%, 400",
        "/ok?a=%4, 400",
        "/ok?a=%zz, 400",
        "/ok?a=%00, 400",
        "/ok?a=%ff, 400",
        "/ok?a=%C3, 400",
        "/ok?a=%C3&b=%A9, 400",
        "/ok?a=%C0%AF, 400",
        "/ok?a=%ED%A0%80, 400",
        "/nowhere?a=%00, 400",
    })
    void looksAtTheQuery(String target, int status) throws IOException {
        Answer answer = get(target, "");
        assertThat(answer.status()).isEqualTo(status);
        if (status == 400) {
            checkProblem(answer, "invalid_query");
        }
    }

    @Test
    void boundsTheLengthOfValuesQueriesAndPaths() throws IOException {
        assertThat(get("/ok?a=" + "x".repeat(50), "").status()).isEqualTo(200);
        assertThat(get("/ok?a=" + "%20".repeat(50), "").status()).isEqualTo(200);
        checkProblem(get("/ok?a=" + "x".repeat(51), ""), "invalid_query");
        assertThat(get("/ok?" + "&".repeat(300), "").status()).isEqualTo(200);
        Answer longQuery = get("/ok?" + "&".repeat(301), "");
        assertThat(longQuery.status()).isEqualTo(414);
        checkProblem(longQuery, "uri_too_long");
        assertThat(get("/" + "p".repeat(199), "").status()).isEqualTo(404);
        Answer longPath = get("/" + "p".repeat(200), "");
        assertThat(longPath.status()).isEqualTo(414);
        checkProblem(longPath, "uri_too_long");
    }

    @Test
    void boundsNumberAndSizeOfHeaders() throws IOException {
        assertThat(get("/ok", "A: b\r\n".repeat(19)).status()).isEqualTo(200);
        Answer many = get("/ok", "A: b\r\n".repeat(20));
        assertThat(many.status()).isEqualTo(431);
        checkProblem(many, "headers_too_large");
        assertThat(get("/ok", "A: " + "b".repeat(499) + "\r\n").status()).isEqualTo(200);
        Answer large = get("/ok", "A: " + "b".repeat(500) + "\r\n");
        assertThat(large.status()).isEqualTo(431);
        checkProblem(large, "headers_too_large");
    }

    @Test
    void answersTenThousandParametersInOneOfTwoWays() throws IOException {
        assertThat(get("/ok?" + "a=1&".repeat(70), "").status()).isEqualTo(400);
        assertThat(get("/ok?" + "a&".repeat(1500), "").status()).isEqualTo(414);
        Answer beyondTomcat = get("/ok?" + "a&".repeat(10_000), "");
        assertThat(beyondTomcat.status()).isEqualTo(400);
        checkProblem(beyondTomcat, "bad_request");
    }

    @ParameterizedTest
    @CsvSource({
        "/bytes/../stream, 1025",
        "/bytes/%2e%2e/stream, 1025",
        "/stream/../bytes, 1025",
        "/stream/../text, 101",
    })
    void takesTheSmallerLimitForAPathThatCanBeReadInTwoWays(String path, int size) throws IOException {
        String rest = "Content-Length: " + size + "\r\n\r\n" + "x".repeat(size);
        assertThat(post(path, "application/octet-stream", rest).status()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({
        "/bytes, application/octet-stream, 2048, 200",
        "/bytes, application/octet-stream, 2049, 413",
        "/bytes, image/png, 2049, 413",
        "/%62ytes, IMAGE/png; q=1, 2048, 200",
        "/bytes, text/plain, 1025, 413",
        "/text, text/plain, 100, 200",
        "/text, text/plain, 101, 413",
        "/text, application/octet-stream, 101, 413",
        "/stream, text/plain, 1024, 200",
        "/stream, text/plain, 1025, 413",
    })
    void limitsByPathAndMediaType(String path, String type, int size, int status) throws IOException {
        Answer known = post(path, type, "Content-Length: " + size + "\r\n\r\n" + "x".repeat(size));
        Answer chunked = post(
                path,
                type,
                "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(size) + "\r\n" + "x".repeat(size)
                        + "\r\n0\r\n\r\n");
        assertThat(known.status()).isEqualTo(status);
        assertThat(chunked.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "identity, gzip", "GZIP"})
    void refusesEncodedBodies(String encoding) throws IOException {
        Answer answer =
                post("/bytes", "text/plain", "Content-Encoding: " + encoding + "\r\nContent-Length: 3\r\n\r\nabc");
        assertThat(answer.status()).isEqualTo(415);
        checkProblem(answer, "unsupported_media_type");
        assertThat(post("/bytes", "text/plain", "Content-Encoding: Identity\r\nContent-Length: 3\r\n\r\nabc")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void boundsTheDepthOfJsonAndRefusesTheSameKeyTwice() throws IOException {
        assertThat(json("{\"a\":[[[[1]]]]}").status()).isEqualTo(200);
        checkProblem(json("{\"a\":[[[[[1]]]]]}"), "malformed_body");
        checkProblem(json("{\"a\":1,\"a\":2}"), "malformed_body");
        checkProblem(json("{\"b\":{\"a\":1,\"\\u0061\":2}}"), "malformed_body");
    }

    @ParameterizedTest
    @CsvSource({
        "'Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc', 400",
        "'Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd', 400",
        "'Content-Length: -1\r\n\r\n', 400",
        "'Content-Length: +3\r\n\r\nabc', 400",
        "'Content-Length: 99999999999999999999\r\n\r\nabc', 400",
        "'Content-Length: 9223372036854775807\r\n\r\nabc', 413",
        "'Content-Length: 99999999999\r\n\r\nabc', 413",
        "'Transfer-Encoding: xchunked\r\n\r\n', 501",
        "'Transfer-Encoding: chunked, identity\r\n\r\n3\r\nabc\r\n0\r\n\r\n', 400",
        "'Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n', 200",
        "'Transfer-Encoding: chunked\r\n\r\nzz\r\n', 400",
        "'Transfer-Encoding: chunked\r\n\r\n-3\r\nabc\r\n0\r\n\r\n', 400",
        "'Transfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\nabc', 400",
    })
    void answersBrokenFraming(String rest, int status) throws IOException {
        for (String path : new String[] {"/stream", "/bytes", "/form"}) {
            if (status == 200 && path.equals("/form")) {
                continue;
            }
            try (RawConnection connection = new RawConnection(service.port())) {
                connection.send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                        + (path.equals("/form") ? "application/x-www-form-urlencoded" : "text/plain") + "\r\n" + rest);
                connection.finishSending();
                Answer answer = connection.answer();
                assertThat(answer.status()).as(path).isEqualTo(status);
                assertThat(connection.isClosed()).isTrue();
            }
        }
    }

    /** Whoever stops in the middle of a form gets no answer from Tomcat: it takes that client for gone. */
    @ParameterizedTest
    @CsvSource({
        "/stream, text/plain",
        "/json, application/json",
        "/multipart, multipart/form-data; boundary=b",
        "/form, application/x-www-form-urlencoded",
    })
    void endsABodyShorterThanItsLength(String path, String type) throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type
                    + "\r\nContent-Length: 500\r\n\r\n{\"a\"");
            connection.finishSending();
            if (!path.equals("/form")) {
                assertThat(connection.answer().status()).isEqualTo(400);
            }
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void takesWhatFollowsABodyForTheNextRequest() throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send("POST /stream HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc"
                    + "GET /ok HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(connection.answer().body()).isEqualTo("read 3");
            assertThat(connection.answer().body()).isEqualTo("ok");
        }
    }

    @Test
    void keepsAConnectionUsableWhoseBodyNobodyRead() throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            for (int i = 0; i < 5; i++) {
                connection.send("POST /ignore HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
                connection.sendChunks("x".repeat(900), 100);
                assertThat(connection.answer().body()).isEqualTo("read 0");
                connection.send("GET /ok HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(connection.answer().body()).isEqualTo("ok");
            }
        }
    }

    @Test
    void sendsContinueOnlyToWhomItListens() throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send(
                    "POST /stream HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
            assertThat(connection.answer().status()).isEqualTo(100);
            connection.send("abc");
            assertThat(connection.answer().body()).isEqualTo("read 3");
            connection.send("GET /ok?a=%00 HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n\r\n");
            assertThat(connection.answer().status()).isEqualTo(400);
        }
    }

    private static Answer json(String body) throws IOException {
        return post("/json", "application/json", "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private static Answer post(String path, String type, String rest) throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            return connection
                    .send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\n" + rest)
                    .answer();
        }
    }

    private static Answer get(String target, String headers) throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            return connection
                    .send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n")
                    .answer();
        }
    }

    private static void checkProblem(Answer answer, String code) {
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(new JsonMapper().readValue(answer.body(), Map.class)).containsEntry("error_code", code);
    }
}
