package dev.gatehouse.autoconfigure.errorrecord;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.gatehouse.autoconfigure.testing.CapturedLog;
import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.ErrorSeverity;
import dev.gatehouse.error.ProblemException;
import dev.gatehouse.errorrecord.ErrorGroup;
import dev.gatehouse.errorrecord.ErrorRecorder;
import dev.gatehouse.errorrecord.ErrorStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ErrorRecordHttpTests {

    private static final String ERRORS = "/actuator/errors";

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                Application.class,
                "gatehouse.rate-limit.enabled=false",
                "gatehouse.error-record.max-request-ids=2",
                "management.endpoints.web.exposure.include=health,errors",
                "management.endpoint.health.probes.add-additional-paths=true",
                "management.endpoint.errors.access=unrestricted");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void forget() {
        settle();
        service.context().getBean(ErrorStore.class).clear();
    }

    /** The record is written behind the request: stopping the writer waits for it. */
    private static void settle() {
        ErrorRecorderLifecycle lifecycle = service.context().getBean(ErrorRecorderLifecycle.class);
        lifecycle.stop();
        lifecycle.start();
    }

    /** The client has its answer before the error is told to listeners. */
    private static void awaitErrors(long count) {
        ErrorStore store = service.context().getBean(ErrorStore.class);
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (store.list(10).stream().mapToLong(ErrorGroup::count).sum() < count && System.nanoTime() < end) {
            LockSupport.parkNanos(500_000);
        }
        assertThat(store.list(10).stream().mapToLong(ErrorGroup::count).sum()).isEqualTo(count);
    }

    private static JsonNode read(String path) {
        var response = service.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    private static int delete(String path) {
        return service.send(path, HttpRequest.Builder::DELETE).statusCode();
    }

    @ParameterizedTest
    @CsvSource({
        "/uncaught/topsecret, 500, java.lang.IllegalStateException, /uncaught/{id}, internal, error",
        "/uncaught-later, 500, java.lang.IllegalStateException, /uncaught-later, internal, error",
        "/problem, 503, stock_gone, /problem, unavailable, critical",
        "/status-exception, 502, bad_gateway, /status-exception, unavailable, error",
        "/handled, 504, gateway_timeout, /handled, unavailable, error",
        "/entity, 500, internal_error, /entity, internal, error",
        "/sent, 503, unavailable, /sent, unavailable, error",
    })
    void groupsWhatGoesWrong(String path, int status, String error, String route, String category, String severity) {
        assertThat(service.get(path, "X-Request-ID", "first").statusCode()).isEqualTo(status);
        awaitErrors(1);
        service.get(path, "X-Request-ID", "second");
        awaitErrors(2);
        service.get(path, "X-Request-ID", "third");
        awaitErrors(3);
        JsonNode groups = read(ERRORS).get("groups");
        assertThat(groups.size()).as(groups.toString()).isEqualTo(1);
        JsonNode group = groups.get(0);
        assertThat(group.get("error").asString()).isEqualTo(error);
        assertThat(group.get("route").asString()).isEqualTo(route);
        assertThat(group.get("category").asString()).isEqualTo(category);
        assertThat(group.get("severity").asString()).isEqualTo(severity);
        assertThat(group.get("count").asInt()).isEqualTo(3);
        assertThat(group.get("requestIds").toString()).isEqualTo("[\"third\",\"second\"]");
        assertThat(group.get("firstSeen").asString()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(group.toString()).doesNotContain("secret", "words");
    }

    @ParameterizedTest
    @CsvSource({"/fine, 200", "/nothing, 404", "/refused, 409"})
    void recordsNothingElse(String path, int status) {
        assertThat(service.get(path).statusCode()).isEqualTo(status);
        settle();
        assertThat(read(ERRORS).get("groups").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void recordsNothingOfAClientThatLeavesAStream(boolean reset) throws Exception {
        try (CapturedLog log = CapturedLog.of("dev.gatehouse")) {
            Endpoints.clientLeft = new CountDownLatch(1);
            Endpoints.streamEnded = new CountDownLatch(1);
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
                client.setSoLinger(reset, 0);
                client.getOutputStream()
                        .write("GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                readUntil("data:first\n\n", client.getInputStream());
                // A whole request takes longer than the thread of the first one needs to leave it.
                assertThat(service.get("/fine").statusCode()).isEqualTo(200);
            }
            Endpoints.clientLeft.countDown();
            assertThat(Endpoints.streamEnded.await(20, TimeUnit.SECONDS)).isTrue();
            settle();
            assertThat(log.events())
                    .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                    .isEmpty();
        }
        assertThat(read(ERRORS).get("groups").isEmpty()).isTrue();
    }

    /** Until then the request's own thread still writes what was sent first. */
    private static void readUntil(String end, InputStream answer) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(end) < 0) {
            int octet = answer.read();
            assertThat(octet).as(() -> "next octet after " + read).isNotNegative();
            read.append((char) octet);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health",
                "/health/ready",
                "/actuator/health",
                "/actuator/health/readiness",
                "/readyz",
            })
    void recordsNothingOfAProbeThatHearsThatTheServiceTakesNoRequests(String path) {
        AvailabilityChangeEvent.publish(service.context(), ReadinessState.REFUSING_TRAFFIC);
        try {
            double before = counted();
            assertThat(service.get(path).statusCode()).isEqualTo(503);
            settle();
            assertThat(read(ERRORS).get("groups").isEmpty()).isTrue();
            assertThat(counted()).isEqualTo(before);
        } finally {
            AvailabilityChangeEvent.publish(service.context(), ReadinessState.ACCEPTING_TRAFFIC);
        }
    }

    private static double counted() {
        return service.context().getBean(MeterRegistry.class).find("gatehouse.errors").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void letsOperatorsLookAndForget() {
        service.get("/uncaught/1");
        service.get("/problem");
        awaitErrors(2);
        JsonNode list = read(ERRORS);
        assertThat(list.get("groups").size()).isEqualTo(2);
        assertThat(list.get("dropped").asInt()).isZero();
        assertThat(read(ERRORS + "?limit=1").get("groups").size()).isEqualTo(1);
        assertThat(service.get(ERRORS + "?limit=0").statusCode()).isEqualTo(400);
        String id = list.get("groups").get(0).get("id").asString();
        assertThat(read(ERRORS + "/" + id)).isEqualTo(list.get("groups").get(0));
        assertThat(delete(ERRORS + "/" + id)).isEqualTo(204);
        assertThat(delete(ERRORS + "/" + id)).isEqualTo(404);
        assertThat(service.get(ERRORS + "/" + id).statusCode()).isEqualTo(404);
        assertThat(delete(ERRORS)).isEqualTo(204);
        assertThat(read(ERRORS).get("groups").isEmpty()).isTrue();
    }

    @Test
    void countsByCategoryAndSeverity() {
        MeterRegistry registry = service.context().getBean(MeterRegistry.class);
        service.get("/problem");
        awaitErrors(1);
        double before = count(registry);
        service.get("/problem");
        awaitErrors(2);
        assertThat(count(registry)).isEqualTo(before + 1);
        assertThat(registry.get("gatehouse.error_record.lost").functionCounters())
                .hasSize(2);
    }

    private static double count(MeterRegistry registry) {
        return registry.get("gatehouse.errors")
                .tags("category", "unavailable", "severity", "critical")
                .counter()
                .count();
    }

    @Test
    void isNotExposedUnlessSaid() {
        try (RunningService other = RunningService.start(Application.class)) {
            assertThat(other.get(ERRORS).statusCode()).isEqualTo(404);
            assertThat(other.context().getBeanNamesForType(ErrorsEndpoint.class))
                    .isEmpty();
            assertThat(other.context().getBeanNamesForType(ErrorRecorder.class)).hasSize(1);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Endpoints.class)
    static class Application {}

    @RestController
    static class Endpoints {

        static volatile CountDownLatch clientLeft = new CountDownLatch(1);
        static volatile CountDownLatch streamEnded = new CountDownLatch(1);

        private static final ErrorCode STOCK_GONE = new ErrorCode(
                "stock_gone", 503, "The stock is gone.", ErrorCategory.UNAVAILABLE, ErrorSeverity.CRITICAL);

        @GetMapping("/fine")
        String fine() {
            return "fine";
        }

        @GetMapping("/uncaught/{id}")
        String uncaught(@PathVariable String id) {
            throw new IllegalStateException("secret " + id);
        }

        @GetMapping("/uncaught-later")
        Callable<String> uncaughtLater() {
            return () -> {
                throw new IllegalStateException("secret");
            };
        }

        @GetMapping("/problem")
        String problem() {
            throw ProblemException.of(STOCK_GONE, STOCK_GONE.message());
        }

        @GetMapping("/refused")
        String refused() {
            throw ProblemException.conflict("taken", "It is taken.");
        }

        @GetMapping("/status-exception")
        String statusException() {
            throw new ResponseStatusException(HttpStatus.BAD_GATEWAY, "secret");
        }

        @GetMapping("/handled")
        String handled() {
            throw new UnsupportedOperationException("secret");
        }

        @ExceptionHandler
        ResponseEntity<String> handle(UnsupportedOperationException e) {
            return ResponseEntity.status(504).body("own words");
        }

        @GetMapping("/entity")
        ResponseEntity<String> entity() {
            return ResponseEntity.internalServerError().body("own words");
        }

        @GetMapping("/sent")
        void sent(HttpServletResponse response) throws IOException {
            response.sendError(503);
        }

        /** Whoever sends just stops when nobody listens any more. */
        @GetMapping("/stream")
        SseEmitter stream() throws IOException {
            SseEmitter emitter = new SseEmitter(0L);
            emitter.onCompletion(streamEnded::countDown);
            emitter.send("first");
            new Thread(() -> sendTo(emitter), "stream").start();
            return emitter;
        }

        private static void sendTo(SseEmitter emitter) {
            try {
                clientLeft.await();
                while (true) {
                    emitter.send("next");
                }
            } catch (IOException | InterruptedException e) {
                LoggerFactory.getLogger(Endpoints.class).debug("The stream ends.", e);
            }
        }
    }
}
