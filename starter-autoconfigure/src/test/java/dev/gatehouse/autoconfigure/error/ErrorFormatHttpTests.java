package dev.gatehouse.autoconfigure.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The one error format over real HTTP: an error dispatch happens in a container only. */
class ErrorFormatHttpTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                FailingService.class,
                "spring.servlet.multipart.max-file-size=1KB",
                "gatehouse.rate-limit.enabled=false",
                "server.tomcat.max-http-form-post-size=1KB");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/nothing-here, 404, not_found, not_found",
        "/uncaught, 500, internal_error, internal",
        "/fatal, 500, internal_error, internal",
        "/send-error, 418, bad_request, request",
        "/reset, 500, internal_error, internal",
        "/half-written, 500, internal_error, internal",
        "/empty, 404, not_found, not_found",
        "/status, 409, conflict, conflict",
        "/annotated, 402, bad_request, request",
        "/problem, 400, validation_failed, validation",
        "/unavailable, 503, unavailable, unavailable",
        "/callable, 500, internal_error, internal",
        "/never, 503, unavailable, unavailable",
        "/stream, 500, internal_error, internal",
        "/typed/not-a-uuid?size=1, 400, validation_failed, validation",
        "/typed/00000000-0000-0000-0000-000000000001, 400, validation_failed, validation",
        "/typed/00000000-0000-0000-0000-000000000001?size=11, 400, validation_failed, validation",
        "/error, 404, not_found, not_found",
    })
    void answersEveryFailureInTheOneFormat(String path, int status, String code, String category) {
        Map<String, Object> problem = problem(service.get(path), status);
        assertThat(problem)
                .containsEntry("error_code", code)
                .containsEntry("category", category)
                .containsKeys("type", "title", "detail", "message", "details", "timestamp", "severity");
    }

    @ParameterizedTest
    @CsvSource({"/uncaught", "/fatal", "/send-error", "/reset", "/callable", "/stream", "/annotated"})
    void leaksNothingInternal(String path) {
        assertThat(service.get(path).body()).doesNotContain("secret", "internal words", "Exception", "java.");
    }

    @Test
    void namesEachFieldThatIsInvalidWithoutItsValue() {
        HttpResponse<String> response = post(
                "/orders",
                "application/json",
                "{\"customer\":\" \",\"lines\":[{\"name\":\"\",\"password\":\"hunter2\"}]}");
        Map<String, Object> problem = problem(response, 400);
        assertThat(details(problem))
                .extracting(detail -> detail.get("field") + " " + detail.get("code"))
                .containsExactlyInAnyOrder("customer not_blank", "lines[0].name not_blank", "lines[0].password size");
        assertThat(response.body()).doesNotContain("hunter2");
    }

    @Test
    void namesTheFieldAtWhichJsonHasTheWrongType() {
        Map<String, Object> problem =
                problem(post("/orders", "application/json", "{\"customer\":\"a\",\"amount\":\"many\"}"), 400);
        assertThat(problem).containsEntry("error_code", "malformed_body");
        assertThat(details(problem))
                .containsExactly(Map.of("field", "amount", "message", "Must be a number.", "code", "type_mismatch"));
    }

    @Test
    void saysOfAFieldInJsonWhatItsTypeSaysOfIt() {
        HttpResponse<String> response =
                post("/orders", "application/json", "{\"customer\":\"a\",\"voucher\":\"hunter2\"}");
        assertThat(details(problem(response, 400)))
                .containsExactly(Map.of("field", "voucher", "message", "Must be one of ours.", "code", "voucher"));
        assertThat(response.body()).doesNotContain("hunter2");
    }

    /** Spring reads these forms in a filter. */
    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE", "POST"})
    void aFormThatCannotBeDecodedIsTheFaultOfTheRequest(String method) {
        HttpResponse<String> response = service.send(
                "/orders",
                request -> request.header("Content-Type", "application/x-www-form-urlencoded")
                        .method(method, HttpRequest.BodyPublishers.ofString("a=hunter2&c=%zz")));
        assertThat(response.statusCode()).as(response.body()).isBetween(400, 415);
        assertThat(response.body()).doesNotContain("hunter2", "%zz");
    }

    @Test
    void saysNothingAboutJsonThatCannotBeParsedAtAll() {
        HttpResponse<String> response = post("/orders", "application/json", "{\"customer\": hunter2");
        assertThat(problem(response, 400))
                .containsEntry("error_code", "malformed_body")
                .containsEntry("details", List.of());
        assertThat(response.body()).doesNotContain("hunter2", "Unrecognized");
    }

    @Test
    void namesAMissingParameter() {
        Map<String, Object> problem = problem(service.get("/typed/00000000-0000-0000-0000-000000000001"), 400);
        assertThat(details(problem))
                .containsExactly(Map.of("field", "size", "message", "Is required.", "code", "required"));
    }

    @Test
    void namesAParameterThatBreaksAConstraint() {
        Map<String, Object> problem = problem(service.get("/typed/00000000-0000-0000-0000-000000000001?size=11"), 400);
        assertThat(details(problem))
                .extracting(detail -> detail.get("field") + " " + detail.get("code"))
                .containsExactly("size max");
    }

    @Test
    void namesTheAllowedMethods() {
        HttpResponse<String> response = post("/ok", "text/plain", "x");
        assertThat(problem(response, 405)).containsEntry("error_code", "method_not_allowed");
        assertThat(response.headers().firstValue("Allow")).hasValue("GET");
    }

    @Test
    void refusesAnUnknownMediaType() {
        assertThat(problem(post("/orders", "text/csv", "a,b"), 415))
                .containsEntry("error_code", "unsupported_media_type");
    }

    @Test
    void answersNotAcceptableEvenThoughTheClientDoesNotAcceptTheAnswer() {
        HttpResponse<String> response = service.send(
                "/orders",
                request -> request.headers("Content-Type", "application/json", "Accept", "text/csv")
                        .POST(BodyPublishers.ofString("{\"customer\":\"a\"}")));
        assertThat(problem(response, 406)).containsEntry("error_code", "not_acceptable");
    }

    @Test
    void refusesAFileThatIsTooLarge() {
        assertThat(problem(upload("x".repeat(2000)), 413)).containsEntry("error_code", "content_too_large");
    }

    @Test
    void namesAMissingPart() {
        HttpResponse<String> response = service.send(
                "/upload",
                request -> request.header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(BodyPublishers.ofString("--b--\r\n")));
        assertThat(details(problem(response, 400)))
                .containsExactly(Map.of("field", "file", "message", "Is required.", "code", "required"));
    }

    @Test
    void passesOnWhatTheDeveloperWroteForTheClient() {
        assertThat(problem(service.get("/status"), 409)).containsEntry("message", "Somebody was faster.");
        assertThat(problem(service.get("/annotated"), 402)).containsEntry("message", "Pay first.");
        assertThat(problem(service.get("/unavailable"), 503)).containsEntry("message", "The archive is closed.");
    }

    @ParameterizedTest
    @CsvSource({"/unchanged/status, 304", "/unchanged/annotated, 304", "/unchanged/sent, 304", "/elsewhere, 302"})
    void leavesAloneWhatIsNoError(String path, int status) {
        HttpResponse<String> response = service.get(path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("Location").isPresent()).isEqualTo(status == 302);
    }

    @Test
    void keepsTheTypeTitlePropertiesAndCookiesOfAProblemOfTheApplication() {
        HttpResponse<String> response = service.get("/own-type");
        assertThat(problem(response, 409))
                .containsEntry("type", "https://example.com/too-many")
                .containsEntry("title", "Too many")
                .containsEntry("message", "Two are too many.")
                .containsEntry("limit", 1)
                .containsEntry("ids", List.of("a", "b"))
                .doesNotContainKey("order");
        assertThat(response.headers().allValues("Set-Cookie"))
                .containsExactlyInAnyOrder("kept=0", "a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "b=2");
    }

    @Test
    void roundsRetryAfterUp() {
        assertThat(service.get("/unavailable").headers().firstValue("Retry-After"))
                .hasValue("2");
    }

    @Test
    void keepsHeadersOfTheAnswerAndDropsThoseOfTheLostBody() {
        HttpResponse<String> response = service.get("/half-written");
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://app.example");
        assertThat(response.headers().firstValue("ETag")).isEmpty();
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(service.get("/send-error").headers().firstValue("X-Kept")).hasValue("yes");
    }

    @Test
    void tellsTheSizeToWhoAsksForARangeBeyondIt() {
        HttpResponse<String> response = service.get("/headers/style.css", "Range", "bytes=99999-");
        assertThat(problem(response, 416)).containsEntry("error_code", "range_not_satisfiable");
        assertThat(response.headers().firstValue("Content-Range"))
                .hasValueSatisfying(range -> assertThat(range).startsWith("bytes */"));
        assertThat(response.headers().firstValue("Accept-Ranges")).hasValue("bytes");
    }

    @Test
    void sendsNoResourceToWhoAsksForARangeBeyondIt() {
        HttpResponse<String> response = service.get("/resource", "Range", "bytes=10-");
        assertThat(problem(response, 416)).containsEntry("error_code", "range_not_satisfiable");
        assertThat(response.headers().firstValue("Content-Range")).hasValue("bytes */10");
        assertThat(response.headers().firstValue("ETag")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=5-2", "bytes=x", "lines=0-1"})
    void sendsAllOfAResourceToWhoAsksForNoRangeOfBytes(String range) {
        HttpResponse<String> response = service.get("/resource", "Range", range);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("0123456789");
        assertThat(response.headers().firstValue("Content-Range")).isEmpty();
        assertThat(response.headers().firstValue("ETag")).hasValue("\"ten\"");
    }

    @Test
    void sendsNoBodyToHead() {
        HttpResponse<String> response =
                service.send("/nothing-here", request -> request.method("HEAD", BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'GET /ok HTTP/1.1\r\nHost: a@b\r\n\r\n', 400",
        "'GET /ok HTTP/1.1\r\n\r\n', 400",
        "'GET /a|b HTTP/1.1\r\nHost: localhost\r\n\r\n', 400",
        "'nonsense\r\n\r\n', 400",
        "'GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n', 400",
        "'GET /a%2Fb HTTP/1.1\r\nHost: localhost\r\n\r\n', 400",
        "'GET /ok HTTP/9.9\r\nHost: localhost\r\n\r\n', 505",
        "'GET /ok HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n', 501",
        "'GET /ok HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n', 400",
    })
    void answersWhatTomcatRefusesItself(String request, int status) {
        String answer = service.sendRaw(request);
        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("Content-Type: application/problem+json");
        Map<String, Object> problem = JSON.readValue(answer.substring(answer.indexOf("\r\n\r\n")), Map.class);
        assertThat(problem).containsEntry("status", status).containsKeys("error_code", "timestamp");
        assertThat(answer).doesNotContain("Tomcat", "<html", "Exception");
    }

    @Test
    void refusesHeadersThatAreTooLarge() {
        String answer =
                service.sendRaw("GET /ok HTTP/1.1\r\nHost: localhost\r\nX-Big: " + "x".repeat(20_000) + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json");
    }

    /** The error dispatch must not parse the body: that would wait for the rest of it. */
    @Test
    void answersASendErrorBeforeAMultipartBodyHasArrived() {
        String answer = service.sendRaw("POST /upload HTTP/1.1\r\nHost: localhost\r\nX-Refuse: yes\r\n"
                + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 900\r\n\r\n--b\r\n");
        assertThat(answer).startsWith("HTTP/1.1 403").contains("application/problem+json");
    }

    private static HttpResponse<String> post(String path, String type, String body) {
        return service.send(
                path, request -> request.header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> upload(String content) {
        return service.send(
                "/upload",
                request -> request.header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(BodyPublishers.ofString(
                                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n"
                                        + content + "\r\n--b--\r\n")));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> details(Map<String, Object> problem) {
        return (List<Map<String, Object>>) problem.get("details");
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> problem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        Map<String, Object> problem = JSON.readValue(response.body(), Map.class);
        assertThat(problem).containsEntry("status", status);
        return problem;
    }

    /** Tomcat has decided on 400 by itself then, and everything the application throws is a consequence. */
    @ParameterizedTest
    @ValueSource(strings = {"GET /typed/1?size=1", "GET /uncaught", "POST /upload", "DELETE /ok"})
    void blamesTheRequestWhenItsBodyEndsTooEarly(String line) {
        for (int round = 0; round < 20; round++) {
            String answer = service.sendRawAndEnd(line + " HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 900\r\n\r\n--b\r\n");
            assertThat(answer)
                    .startsWith("HTTP/1.1 4")
                    .contains("application/problem+json")
                    .containsOnlyOnce("X-Request-ID:");
        }
    }
}
