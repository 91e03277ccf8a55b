package dev.gatehouse.autoconfigure.error;

import static dev.gatehouse.autoconfigure.error.ErrorFormatHttpTests.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.accesslog.AccessLogFilter;
import dev.gatehouse.autoconfigure.testing.CapturedLog;
import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.error.RejectionListener;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.json.JsonMapper;

/** Errors that a handler of the application, or Spring's own processing of CORS, answers itself. */
class HandledErrorHttpTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> PROBLEMS = new CopyOnWriteArrayList<>();
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
        HttpResponse<String> response = service.get("/sized", "Accept-Language", "de");
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

    /** Spring's handler repeats what could not be converted, and the method, media type and version that it does not know. */
    @Test
    void repeatsNoValueThatSpringRejected() {
        for (RunningService each : List.of(service, enveloped)) {
            String mismatch = each.get("/sized?size=secretvalue").body();
            assertThat(mismatch)
                    .doesNotContain("secretvalue")
                    .contains("\"message\":\"The request has invalid values.\"", "\"code\":\"type_mismatch\"");
            assertThat(each.send("/sized", request -> request.method("SECRETVALUE", BodyPublishers.noBody()))
                            .body())
                    .doesNotContain("SECRETVALUE")
                    .contains("method_not_allowed");
            assertThat(each.send(
                                    "/posted",
                                    request -> request.header("Content-Type", "text/secretvalue")
                                            .POST(BodyPublishers.ofString("x")))
                            .body())
                    .doesNotContain("secretvalue")
                    .contains("unsupported_media_type");
        }
    }

    @Test
    void keepsWhatTheApplicationSaysAboutAnExceptionOfSpring() {
        for (RunningService each : List.of(service, enveloped)) {
            assertThat(each.get("/worded?size=secretvalue").body())
                    .contains("\"message\":\"The size is a number, not secretvalue.\"");
            assertThat(each.send(
                                    "/posted",
                                    request -> request.header("Content-Type", "text/own")
                                            .POST(BodyPublishers.ofString("x")))
                            .body())
                    .contains("\"message\":\"Only JSON.\"");
            assertThat(each.get("/named", "Accept-Language", "en").body())
                    .contains("\"message\":\"Say who you are, in name.\"");
        }
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
    void changesNoProblemDetailOfAClassOfItsOwn() {
        Map<String, Object> first = problem(service.get("/shared-own"), 410);
        Map<String, Object> second = problem(service.get("/shared-own"), 410);
        assertThat(first).containsEntry("seats", 3).containsEntry("row", "B").containsEntry("error_code", "gone");
        assertThat(second)
                .containsEntry("seats", 3)
                .containsKeys("timestamp", "request_id")
                .doesNotContainEntry("request_id", first.get("request_id"));
        assertThat(Seats.OWN.getProperties()).containsOnlyKeys("row");
    }

    @Test
    void leavesAProblemDetailAloneThatIsNoError() {
        HttpResponse<String> response = service.get("/fine");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).doesNotContain("error_code");
    }

    @Test
    void goesByTheStatusOfTheAnswer() {
        for (RunningService each : List.of(service, enveloped)) {
            HttpResponse<String> fine = each.get("/fine-about-taken");
            assertThat(fine.statusCode()).isEqualTo(200);
            assertThat(fine.body()).doesNotContain("error_code");
            HttpResponse<String> wrapped = each.get("/failed-about-taken");
            assertThat(wrapped.statusCode()).isEqualTo(503);
            assertThat(wrapped.body()).contains("\"error_code\":\"unavailable\"");
        }
    }

    @Test
    void tellsTheListenersInEveryFormat() {
        for (RunningService each : List.of(service, enveloped)) {
            PROBLEMS.clear();
            each.get("/shared");
            each.get("/fine-about-taken");
            assertThat(PROBLEMS).containsExactly("410 gone Sold out.");
        }
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
    static class Handling {

        @Bean
        RejectionListener listener() {
            return (request, problem) ->
                    PROBLEMS.add(problem.status() + " " + problem.code().code() + " " + problem.message());
        }

        @Bean
        MessageSource messageSource() {
            StaticMessageSource messages = new StaticMessageSource();
            messages.addMessage(
                    "problemDetail." + MissingServletRequestParameterException.class.getName(),
                    Locale.ENGLISH,
                    "Say who you are, in {0}.");
            return messages;
        }
    }

    @ControllerAdvice
    static class Handlers extends ResponseEntityExceptionHandler {

        @Override
        protected ResponseEntity<Object> handleTypeMismatch(
                TypeMismatchException mismatch, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
            return request.getDescription(false).contains("/worded")
                    ? ResponseEntity.of(ProblemDetail.forStatusAndDetail(
                                    status, "The size is a number, not " + mismatch.getValue() + "."))
                            .build()
                    : super.handleTypeMismatch(mismatch, headers, status, request);
        }

        @Override
        protected ResponseEntity<Object> handleHttpMediaTypeNotSupported(
                HttpMediaTypeNotSupportedException unsupported,
                HttpHeaders headers,
                HttpStatusCode status,
                WebRequest request) {
            if (String.valueOf(unsupported.getContentType()).contains("own")) {
                unsupported.getBody().setDetail("Only JSON.");
            }
            return super.handleHttpMediaTypeNotSupported(unsupported, headers, status, request);
        }
    }

    static final class SoldOut extends ProblemDetail {

        SoldOut() {
            super(410);
            setProperty("row", "B");
        }

        public int getSeats() {
            return 3;
        }
    }

    record Seat(int row) {}

    @RestController
    static class Seats {

        private static final ProblemDetail GONE = ProblemDetail.forStatusAndDetail(HttpStatus.GONE, "Sold out.");

        static final SoldOut OWN = new SoldOut();

        @GetMapping("/shared-own")
        ResponseEntity<SoldOut> own() {
            return ResponseEntity.status(410).body(OWN);
        }

        @PostMapping(path = "/posted", consumes = "application/json")
        String posted() {
            return "posted";
        }

        @GetMapping("/named")
        String named(@RequestParam String name) {
            return name;
        }

        @GetMapping({"/sized", "/worded"})
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

        @GetMapping("/fine-about-taken")
        ResponseEntity<ProblemDetail> fineAboutTaken() {
            return ResponseEntity.ok(ProblemDetail.forStatus(409));
        }

        @GetMapping("/failed-about-taken")
        ResponseEntity<ProblemDetail> failedAboutTaken() {
            return ResponseEntity.status(503).body(ProblemDetail.forStatus(409));
        }

        @GetMapping("/fine")
        ProblemDetail fine() {
            return ProblemDetail.forStatus(HttpStatus.OK);
        }
    }
}
