package dev.gatehouse.autoconfigure.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.limits.RawConnection.Answer;
import dev.gatehouse.autoconfigure.testing.CapturedLog;
import dev.gatehouse.autoconfigure.testing.RunningService;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** What Tomcat and Spring limit themselves, below our limit: the same format, and no failure of the service. */
class TomcatLimitsHttpTests {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data; boundary=b";
    private static final String PART = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n";

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                ReadingService.class,
                "server.tomcat.max-http-form-post-size=20KB",
                "spring.servlet.multipart.max-file-size=20KB",
                "gatehouse.rate-limit.enabled=false");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    static Stream<Arguments> requests() {
        String longValue = "value=" + "x".repeat(20 * 1024);
        String file = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n" + longValue
                + "\r\n--b--";
        return Stream.of(
                Arguments.of("/parameters", FORM, "a=1&".repeat(1000), 200, ""),
                Arguments.of("/parameters", FORM, "a=1&".repeat(1001), 400, "bad_request"),
                Arguments.of("/form", FORM, "a=1&".repeat(1001), 400, "bad_request"),
                Arguments.of("/parameters", FORM, "a=%zz", 400, "bad_request"),
                Arguments.of("/parameters", FORM, longValue, 413, "content_too_large"),
                Arguments.of("/form", FORM, longValue, 413, "content_too_large"),
                Arguments.of("/parts", MULTIPART, PART.repeat(50) + "--b--", 200, ""),
                Arguments.of("/parts", MULTIPART, PART.repeat(51) + "--b--", 413, "content_too_large"),
                Arguments.of("/multipart", MULTIPART, PART.repeat(51) + "--b--", 413, "content_too_large"),
                Arguments.of("/multipart", MULTIPART, file, 413, "content_too_large"),
                Arguments.of("/multipart", MULTIPART, "--c--", 400, "validation_failed"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void areAnsweredInTheOneFormat(String path, String type, String body, int status, String code) throws IOException {
        try (CapturedLog log = CapturedLog.of("dev.gatehouse.error.UncaughtExceptions")) {
            check(send(path, type, "Content-Length: " + body.length() + "\r\n\r\n" + body), status, code);
            String chunk = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
            check(send(path, type, "Transfer-Encoding: chunked\r\n\r\n" + chunk), status, code);
            assertThat(log.events())
                    .noneMatch(event -> event.getLevel().levelStr.equals("ERROR"));
        }
    }

    private static void check(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        if (status >= 400) {
            assertThat(new JsonMapper().readValue(answer.body(), Map.class)).containsEntry("error_code", code);
        }
    }

    private static Answer send(String path, String type, String rest) throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            return connection
                    .send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\n" + rest)
                    .answer();
        }
    }
}
