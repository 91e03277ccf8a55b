package dev.gatehouse.errorrecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.gatehouse.CapturedLog;
import dev.gatehouse.FilterServer;
import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.ErrorFormatFilter;
import dev.gatehouse.error.ErrorSeverity;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.ProblemBody;
import dev.gatehouse.error.ProblemException;
import dev.gatehouse.error.ProblemFormat;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.error.UncaughtExceptions;
import dev.gatehouse.health.HealthFilter;
import dev.gatehouse.health.HealthRoute;
import dev.gatehouse.health.HealthRoutes;
import dev.gatehouse.health.HealthStatus;
import dev.gatehouse.health.StatusEndpoint;
import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorRecorderTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final ErrorCode OWN = new ErrorCode(
            "stock_gone", 503, "The stock cannot be reached.", ErrorCategory.UNAVAILABLE, ErrorSeverity.CRITICAL);

    private final List<ErrorFingerprint> heard = Collections.synchronizedList(new ArrayList<>());
    private final ErrorRecorder recorder =
            new ErrorRecorder(new ErrorRecordSettings(10, "route"), CLOCK, List.of(heard::add));

    @AfterEach
    void close() {
        recorder.close();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            recorder.onRejection(request("request-" + i), Problem.of(ErrorCode.UNAVAILABLE));
        }
    }

    @Test
    void hidesASlowStoreFromRequests() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        recorder.start(new Store() {
            @Override
            public void record(List<ErrorOccurrence> occurrences) {
                entered.countDown();
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        fail(1);
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
        long start = System.nanoTime();
        fail(10_000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(recorder.dropped()).isEqualTo(9_990);
        assertThat(heard).as("counted all the same").hasSize(10_001);
    }

    @Test
    void survivesAStoreThatThrowsAndSaysSoOnce() throws InterruptedException {
        Semaphore calls = new Semaphore(0);
        List<ErrorOccurrence> taken = new CopyOnWriteArrayList<>();
        recorder.start(new Store() {

            private int call;

            @Override
            public void record(List<ErrorOccurrence> occurrences) {
                calls.release();
                switch (call++) {
                    case 0 -> throw new IllegalStateException("expected");
                    case 1 -> throw new StackOverflowError("expected");
                    default -> taken.addAll(occurrences);
                }
            }
        });
        try (CapturedLog log = CapturedLog.of(ErrorRecorder.class.getName())) {
            for (int i = 0; i < 3; i++) {
                fail(1);
                assertThat(calls.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            }
            recorder.close();
            assertThat(log.messages())
                    .containsExactly(
                            "The error record cannot be written; errors are counted, but not recorded.",
                            "The error record is written again.");
        }
        assertThat(recorder.failed()).isEqualTo(2);
        assertThat(taken).hasSize(1);
    }

    @Test
    void aListenerThatThrowsIsNoFailureOfTheRequest() {
        ErrorRecordListener broken = fingerprint -> {
            throw new IllegalStateException("expected");
        };
        try (ErrorRecorder told =
                        new ErrorRecorder(ErrorRecordSettings.defaults(), CLOCK, List.of(broken, heard::add));
                CapturedLog log = CapturedLog.of(ErrorRecorder.class.getName())) {
            told.onUncaughtException(request("a"), new IllegalArgumentException("expected"));
            assertThat(heard).hasSize(1);
            assertThat(log.messages()).singleElement().asString().startsWith("A listener for recorded errors failed: ");
        }
    }

    @Test
    void keepsWhatHappensBeforeTheStartAndHandsOverAllBeforeTheEnd() {
        MemoryErrorStore store = new MemoryErrorStore(10, 3);
        fail(10);
        recorder.start(store);
        recorder.close();
        ErrorGroup group = store.list(10).get(0);
        assertThat(group.count()).isEqualTo(10);
        assertThat(group.requestIds()).containsExactly("request-9", "request-8", "request-7");
        assertThat(group.lastSeen()).isEqualTo(CLOCK.instant());
    }

    @Test
    void recordsEachRequestOnce() {
        HttpServletRequest request = request("a");
        recorder.onUncaughtException(request, new IllegalStateException("secret"));
        recorder.onRejection(request, Problem.of(ErrorCode.INTERNAL_ERROR));
        recorder.onRejection(request, Problem.of(ErrorCode.NOT_FOUND));
        assertThat(heard)
                .containsExactly(new ErrorFingerprint(
                        "java.lang.IllegalStateException",
                        "/orders/{id}",
                        ErrorCategory.INTERNAL,
                        ErrorSeverity.ERROR));
    }

    @Test
    void passesOverWhatIsNoErrorOfTheService() {
        recorder.onRejection(request("a"), Problem.of(ErrorCode.NOT_FOUND));
        recorder.onRejection(request("b"), Problem.of(ErrorCode.RATE_LIMIT_EXCEEDED));
        assertThat(heard).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/thrown, true, java.lang.IllegalStateException, internal, error",
        "/thrown, false, java.lang.IllegalStateException, internal, error",
        "/wrapped, true, java.lang.ArithmeticException, internal, error",
        "/wrapped, false, java.lang.ArithmeticException, internal, error",
        "/problem, true, stock_gone, unavailable, critical",
        "/sent, true, bad_gateway, unavailable, error",
        "/sent, false, bad_gateway, unavailable, error",
        "/status, true, gateway_timeout, unavailable, error",
        "/body, true, internal_error, internal, error",
        "/body, false, internal_error, internal, error",
        "/late, true, java.lang.IllegalStateException, internal, error",
    })
    void recordsEveryErrorOfAServiceOnce(String path, boolean oneFormat, String error, String category, String severity)
            throws Exception {
        try (FilterServer server = start(oneFormat)) {
            try {
                server.get(path);
            } catch (IOException e) {
                assertThat(path).as("only an answer on its way is cut off").isEqualTo("/late");
            }
        }
        assertThat(heard).singleElement().satisfies(fingerprint -> {
            assertThat(fingerprint.error()).isEqualTo(error);
            assertThat(fingerprint.route()).isEqualTo("/route");
            assertThat(fingerprint.category().text()).isEqualTo(category);
            assertThat(fingerprint.severity().text()).isEqualTo(severity);
        });
    }

    @ParameterizedTest
    @CsvSource({"/ok", "/missing", "/disconnected"})
    void recordsNothingElse(String path) throws Exception {
        for (boolean oneFormat : new boolean[] {true, false}) {
            try (FilterServer server = start(oneFormat)) {
                server.get(path);
            }
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void recordsNothingOfAClientThatWentAwayDuringItsAnswerWhateverWrapsThat() throws Exception {
        try (CapturedLog log = CapturedLog.of(UncaughtExceptions.class.getName())) {
            for (boolean oneFormat : new boolean[] {true, false}) {
                try (FilterServer server = start(oneFormat)) {
                    assertThatIOException().isThrownBy(() -> server.get("/left"));
                }
            }
            assertThat(log.messages()).isEmpty();
        }
        assertThat(heard).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/health, 503, ''", "/broken, 500, java.lang.IllegalStateException"})
    void recordsAnAnswerThatTellsTheHealthOnlyIfItCouldNotBeGiven(String path, int status, String error)
            throws Exception {
        HealthRoutes routes = new HealthRoutes(List.of(
                new HealthRoute("/health", new StatusEndpoint(() -> HealthStatus.DOWN), null),
                new HealthRoute(
                        "/broken",
                        (request, response) -> {
                            throw new IllegalStateException("secret");
                        },
                        null)));
        RejectionWriter rejections =
                new RejectionWriter(ProblemBody.of(ProblemFormat.PROBLEM, CLOCK), List.of(recorder));
        try (FilterServer server = FilterServer.start(
                ErrorRecorderTests::handle,
                new ErrorRecordFilter(recorder),
                new ErrorFormatFilter(rejections, new UncaughtExceptions(List.of(recorder)), request -> false),
                new HealthFilter(routes))) {
            assertThat(server.get(path).statusCode()).isEqualTo(status);
        }
        assertThat(heard.stream().map(ErrorFingerprint::error).toList())
                .isEqualTo(error.isEmpty() ? List.of() : List.of(error));
    }

    /** As Kotlin and Lombok throw them; Tomcat wraps what passes its chain, other containers do not. */
    @Test
    void recordsUndeclaredExceptions() throws Exception {
        ErrorRecordFilter filter = new ErrorRecordFilter(recorder);
        try (FilterServer server = FilterServer.start((request, response) -> filter.doFilter(
                request, response, (r, s) -> ErrorRecorderTests.<RuntimeException>fail(new TimeoutException())))) {
            assertThat(server.get("/").statusCode()).isEqualTo(500);
        }
        assertThat(heard.stream().map(ErrorFingerprint::error).toList())
                .containsExactly("java.util.concurrent.TimeoutException");
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void fail(Throwable failure) throws E {
        throw (E) failure;
    }

    private FilterServer start(boolean oneFormat) throws Exception {
        ErrorRecordFilter filter = new ErrorRecordFilter(recorder);
        if (!oneFormat) {
            return FilterServer.start(ErrorRecorderTests::handle, filter);
        }
        RejectionWriter rejections =
                new RejectionWriter(ProblemBody.of(ProblemFormat.PROBLEM, CLOCK), List.of(recorder));
        return FilterServer.start(
                ErrorRecorderTests::handle,
                filter,
                new ErrorFormatFilter(rejections, new UncaughtExceptions(List.of(recorder)), request -> false));
    }

    private static void handle(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        request.setAttribute("route", "/route");
        switch (request.getRequestURI()) {
            case "/ok" -> response.getWriter().print("ok");
            case "/missing" -> response.sendError(404);
            case "/disconnected" -> throw new IOException("Broken pipe");
            case "/thrown" -> throw new IllegalStateException("secret");
            case "/wrapped" -> throw new ServletException(new ArithmeticException("secret"));
            case "/problem" -> throw ProblemException.of(OWN, OWN.message());
            case "/sent" -> response.sendError(502);
            case "/status" -> response.setStatus(504);
            case "/late" -> {
                response.getWriter().print("half an ans");
                response.flushBuffer();
                throw new IllegalStateException("secret");
            }
            case "/left" -> {
                response.getWriter().print("half an ans");
                response.flushBuffer();
                throw new UncheckedIOException(new IOException("Broken pipe"));
            }
            default -> {
                response.setStatus(500);
                response.getWriter().print("own words");
            }
        }
    }

    /** A request as far as the recorder asks. */
    private static HttpServletRequest request(String id) {
        Map<String, Object> attributes =
                new HashMap<>(Map.of("route", "/orders/{id}", RequestAttributes.REQUEST_ID, id));
        return (HttpServletRequest) Proxy.newProxyInstance(
                ErrorRecorderTests.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, args) -> method.getName().equals("getAttribute")
                        ? attributes.get((String) args[0])
                        : attributes.put((String) args[0], args[1]));
    }

    private abstract static class Store implements ErrorStore {

        @Override
        public List<ErrorGroup> list(int limit) {
            return List.of();
        }

        @Override
        public ErrorGroup find(String id) {
            return null;
        }

        @Override
        public boolean remove(String id) {
            return false;
        }

        @Override
        public void clear() {}
    }
}
