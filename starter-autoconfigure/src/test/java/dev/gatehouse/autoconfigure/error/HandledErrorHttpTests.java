package dev.gatehouse.autoconfigure.error;

import static dev.gatehouse.autoconfigure.error.ErrorFormatHttpTests.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.accesslog.AccessLogFilter;
import dev.gatehouse.autoconfigure.testing.CapturedLog;
import dev.gatehouse.autoconfigure.testing.RunningService;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.json.JsonMapper;

/** Errors that a handler of the application, or Spring's own processing of CORS, answers itself. */
class HandledErrorHttpTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static RunningService service;
    private static RunningService enveloped;

    @BeforeAll
    static void start() {
        service = RunningService.start(Handling.class, "gatehouse.rate-limit.enabled=false");
        enveloped = RunningService.start(
                Handling.class, "gatehouse.rate-limit.enabled=false", "gatehouse.errors.format=envelope");
    }

    @AfterAll
    static void stop() {
        service.close();
        enveloped.close();
    }

    @Test
    void completesTheProblemDetailOfAnExceptionHandler() {
        HttpResponse<String> response = service.get("/sized");
        Map<String, Object> problem = problem(response, 400);
        assertThat(problem)
                .containsEntry("error_code", "validation_failed")
                .containsEntry("message", problem.get("detail"))
                .containsEntry(
                        "details", List.of(Map.of("field", "size", "message", "Is required.", "code", "required")))
                .containsEntry("category", "validation")
                .containsEntry("type", "about:blank")
                .containsKeys("timestamp", "severity");
        assertThat(response.headers().firstValue("X-Request-ID"))
                .hasValue(problem.get("request_id").toString());
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void namesTheCodeOfAHandledErrorInTheAccessLog() {
        try (CapturedLog log = CapturedLog.of(AccessLogFilter.LOGGER)) {
            service.get("/returned");
            Awaitility.await()
                    .untilAsserted(() -> assertThat(log.events(AccessLogFilter.LOGGER))
                            .singleElement()
                            .satisfies(line -> assertThat(line.getFormattedMessage())
                                    .startsWith("GET /returned 409 ")
                                    .contains("error=seat_taken")));
        }
    }

    @Test
    void keepsWhatTheApplicationSaysInAProblemDetail() {
        assertThat(problem(service.get("/returned"), 409))
                .containsEntry("type", "https://example.com/taken")
                .containsEntry("title", "Taken")
                .containsEntry("detail", "Somebody was faster.")
                .containsEntry("message", "Somebody was faster.")
                .containsEntry("error_code", "seat_taken")
                .containsEntry("seats", List.of(Map.of("row", 1)))
                .containsEntry("category", "conflict");
    }

    @Test
    void givesEachAnswerItsOwnIdWhereTheyShareAProblemDetail() {
        Object first = problem(service.get("/shared"), 410).get("request_id");
        assertThat(problem(service.get("/shared"), 410).get("request_id"))
                .isNotNull()
                .isNotEqualTo(first);
    }

    @Test
    void leavesAProblemDetailAloneThatIsNoError() {
        HttpResponse<String> response = service.get("/fine");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).doesNotContain("error_code");
    }

    @Test
    void turnsAProblemDetailIntoTheConfiguredFormat() {
        HttpResponse<String> response = enveloped.get("/returned");
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.headers().allValues("X-Seats")).containsExactly("1");
        assertThat(JSON.readValue(response.body(), Map.class))
                .containsEntry("error", true)
                .containsEntry("status", 409)
                .containsEntry("message", "Somebody was faster.")
                .containsKeys("error_code", "request_id")
                .doesNotContainKeys("type", "title", "detail");
    }

    @Test
    void formatsTheRefusalOfSpringsOwnCors() {
        HttpResponse<String> response = service.get("/shared", "Origin", "https://evil.example");
        assertThat(problem(response, 403)).containsEntry("error_code", "forbidden");
        assertThat(service.get("/shared", "Origin", "https://app.example").statusCode())
                .isEqualTo(410);
    }

    @Configuration(proxyBeanMethods = false)
    @Import({Handlers.class, Seats.class})
    static class Handling {}

    @ControllerAdvice
    static class Handlers extends ResponseEntityExceptionHandler {}

    record Seat(int row) {}

    @RestController
    static class Seats {

        private static final ProblemDetail GONE = ProblemDetail.forStatusAndDetail(HttpStatus.GONE, "Sold out.");

        @GetMapping("/sized")
        String sized(@RequestParam int size) {
            return "" + size;
        }

        @GetMapping("/returned")
        ResponseEntity<ProblemDetail> returned() {
            ProblemDetail taken = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "Somebody was faster.");
            taken.setType(URI.create("https://example.com/taken"));
            taken.setTitle("Taken");
            taken.setProperty("error_code", "seat_taken");
            taken.setProperty("seats", List.of(new Seat(1)));
            return ResponseEntity.status(409).header("X-Seats", "1").body(taken);
        }

        @GetMapping("/shared")
        @CrossOrigin("https://app.example")
        ResponseEntity<Object> shared() {
            return ResponseEntity.of(GONE).build();
        }

        @GetMapping("/fine")
        ProblemDetail fine() {
            return ProblemDetail.forStatus(HttpStatus.OK);
        }
    }
}
