package dev.gatehouse.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.gatehouse.CapturedLog;
import dev.gatehouse.FilterServer;
import dev.gatehouse.JettyServer;
import dev.gatehouse.error.ErrorFormatFilter;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.error.UncaughtExceptions;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTimeoutFilterTests {

    private static final Duration TIMEOUT = Duration.ofMillis(50);
    private static final SlowHandlers HANDLERS = new SlowHandlers(150);

    @ParameterizedTest
    @ValueSource(strings = {"/sleeping", "/restoring", "/giving-up"})
    void answersWhatTookTooLongInTheOneFormat(String path) throws Exception {
        try (CapturedLog log = CapturedLog.of(UncaughtExceptions.class.getName());
                FilterServer server = FilterServer.start(HANDLERS::handle, chain(settings(false, false)))) {
            HttpResponse<String> response = server.get(path);
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(response.body())
                    .contains("\"error_code\":\"deadline_exceeded\"")
                    .doesNotContain("Interrupted");
            assertThat(log.messages()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/swallowing", "/busy"})
    void leavesAnAnswerAloneThatWasGivenAllTheSame(String path) throws Exception {
        try (FilterServer server = FilterServer.start(HANDLERS::handle, chain(settings(false, false)))) {
            HttpResponse<String> response = server.get(path);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("done late");
        }
    }

    @ParameterizedTest
    @CsvSource({"/streaming, begin end", "/async, data: done", "/sse, data: done"})
    void leavesWhatIsExemptAlone(String path, String expected) throws Exception {
        try (FilterServer server = FilterServer.start(HANDLERS::handle, chain(settings(false, false)))) {
            HttpResponse<String> response = server.get(path);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(expected);
        }
    }

    @Test
    void cutsAnAnswerThatIsOnItsWayIfAskedTo() throws Exception {
        SlowHandlers handlers = new SlowHandlers(60_000);
        try (FilterServer server = FilterServer.start(handlers::handle, chain(settings(false, true)))) {
            assertThat(catchThrowable(() -> server.get("/streaming"))).isInstanceOf(IOException.class);
            assertThat(server.get("/ok").body()).startsWith("ok");
        }
    }

    @Test
    void givesAnAsynchronousRequestTheRemainingTimeIfAskedTo() throws Exception {
        SlowHandlers handlers = new SlowHandlers(3_000);
        try (FilterServer server = FilterServer.start(handlers::handle, chain(settings(true, false)))) {
            checkTimedOut(server.get("/async"));
            assertThat(server.get("/ok").body()).startsWith("ok");
        }
    }

    @Test
    void answersAnAsynchronousRequestThatTookTooLongInJettyToo() throws Exception {
        SlowHandlers handlers = new SlowHandlers(3_000);
        try (JettyServer server = JettyServer.start(
                RequestTimeoutFilterTests::addErrorPage, handlers::handle, chain(settings(true, false)))) {
            checkTimedOut(get(server, "/async"));
        }
    }

    private static void checkTimedOut(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(response.body()).contains("\"error_code\":\"deadline_exceeded\"");
    }

    @Test
    void leavesATimeoutThatAnAsynchronousRequestSetItselfToTheContainer() throws Exception {
        RequestTimeoutSettings settings = new RequestTimeoutSettings(
                new Timeout(Duration.ofHours(1)), List.of(), true, false, true, TIMEOUT, Duration.ofSeconds(5));
        try (FilterServer server =
                FilterServer.start((request, response) -> request.startAsync().setTimeout(50), chain(settings))) {
            assertThat(server.get("/").statusCode()).isEqualTo(500);
        }
    }

    private static void addErrorPage(ServletContextHandler context) {
        ErrorPageErrorHandler pages = new ErrorPageErrorHandler();
        pages.addErrorPage(ErrorPageErrorHandler.GLOBAL_ERROR_PAGE, "/error");
        context.setErrorHandler(pages);
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000, 1000", "0, 3500000, 3600000", "-1, 3500000, 3600000", "7200000, 3500000, 3600000"})
    void givesAnAsynchronousRequestTheShorterOfItsTimes(long own, long atLeast, long atMost) throws Exception {
        RequestTimeoutSettings settings = new RequestTimeoutSettings(
                new Timeout(Duration.ofHours(1)), List.of(), true, false, true, TIMEOUT, Duration.ofSeconds(5));
        AtomicReference<AsyncContext> context = new AtomicReference<>();
        AtomicLong seen = new AtomicLong();
        Filter observer = (request, response, chain) -> {
            chain.doFilter(request, response);
            seen.set(context.get().getTimeout());
            context.get().complete();
        };
        try (FilterServer server = FilterServer.start(
                (request, response) -> {
                    context.set(request.startAsync());
                    context.get().setTimeout(own);
                },
                observer,
                new RequestTimeoutFilter(settings, RejectionWriter.withDefaults(), List.of()))) {
            assertThat(server.get("/").statusCode()).isEqualTo(200);
        }
        assertThat(seen.get()).isBetween(atLeast, atMost);
    }

    @Test
    void takesTheTimeoutOfThePath() throws Exception {
        PathTimeout none =
                new PathTimeout(request -> request.getRequestURI().startsWith("/late"), new Timeout(Duration.ZERO));
        PathTimeout later = new PathTimeout(request -> true, new Timeout(Duration.ofHours(1)));
        RequestTimeoutSettings settings = new RequestTimeoutSettings(
                new Timeout(TIMEOUT), List.of(none, later), false, false, true, TIMEOUT, Duration.ofSeconds(1));
        AtomicReference<Deadline> seen = new AtomicReference<>();
        try (FilterServer server = FilterServer.start(
                (request, response) -> {
                    seen.set(Deadline.of(request));
                    HANDLERS.handle(request, response);
                },
                chain(settings))) {
            assertThat(server.get("/late").statusCode()).isEqualTo(200);
            assertThat(seen.get()).isNull();
            assertThat(server.get("/ok").statusCode()).isEqualTo(200);
            assertThat(seen.get()).isNotNull();
        }
    }

    @Test
    void tellsTheHandlerItsDeadlineAndLiftsItWithTheAnswer() throws Exception {
        AtomicReference<Deadline> seen = new AtomicReference<>();
        AtomicReference<Duration> remaining = new AtomicReference<>();
        RequestTimeoutSettings settings = RequestTimeoutSettings.defaults();
        try (FilterServer server = FilterServer.start(
                (request, response) -> {
                    Deadline deadline = Deadline.current();
                    assertThat(deadline).isNotNull().isSameAs(Deadline.of(request));
                    seen.set(deadline);
                    remaining.set(deadline.remaining());
                },
                chain(settings))) {
            assertThat(server.get("/ok").statusCode()).isEqualTo(200);
        }
        assertThat(remaining.get()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
        assertThat(seen.get().isBinding()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void liftsTheDeadlineWhenTheAnswerBeginsUnlessItIsCut(boolean byOtherThread, boolean cut) throws Exception {
        AtomicReference<Boolean> binding = new AtomicReference<>();
        RequestTimeoutSettings settings = new RequestTimeoutSettings(
                new Timeout(Duration.ofHours(1)), List.of(), false, cut, true, TIMEOUT, Duration.ofSeconds(5));
        try (FilterServer server = FilterServer.start(
                (request, response) -> {
                    Deadline deadline = Deadline.current();
                    if (byOtherThread) {
                        CompletableFuture.runAsync(() -> begin(response)).join();
                    } else {
                        begin(response);
                    }
                    binding.set(deadline.isBinding());
                },
                chain(settings))) {
            assertThat(server.get("/").body()).isEqualTo("begin");
        }
        assertThat(binding.get()).isEqualTo(cut);
    }

    @Test
    void liftsTheDeadlineOfAnAsynchronousRequestThatIsCompletedInTime() throws Exception {
        RequestTimeoutSettings settings = new RequestTimeoutSettings(
                new Timeout(Duration.ofHours(1)), List.of(), true, false, true, TIMEOUT, Duration.ofSeconds(5));
        AtomicReference<Deadline> seen = new AtomicReference<>();
        try (FilterServer server = FilterServer.start(
                (request, response) -> {
                    seen.set(Deadline.current());
                    HANDLERS.handle(request, response);
                },
                chain(settings))) {
            assertThat(server.get("/async").body()).isEqualTo("data: done");
            long latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (seen.get().isBinding() && System.nanoTime() - latest < 0) {
                Thread.onSpinWait();
            }
        }
        assertThat(seen.get().isBinding()).isFalse();
    }

    private static void begin(ServletResponse response) {
        try {
            response.getWriter().print("begin");
            response.flushBuffer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void keepsTheDeadlineOfWhatTimedOutSoThatItsHelpersStop() throws Exception {
        AtomicReference<Deadline> seen = new AtomicReference<>();
        try (FilterServer server = FilterServer.start(
                (request, response) -> {
                    seen.set(Deadline.current());
                    SlowHandlers.sleep(60_000);
                },
                chain(settings(false, false)))) {
            assertThat(server.get("/").statusCode()).isEqualTo(503);
        }
        assertThat(seen.get().isExpired()).isTrue();
    }

    @Test
    void takesAFailureAtTheDeadlineForATimeoutAlsoBeforeItsWorkerIsInterrupted() throws Exception {
        try (FilterServer server = FilterServer.start(
                (request, response) -> {
                    Deadline deadline = Deadline.current();
                    while (!deadline.isExpired()) {
                        Thread.onSpinWait();
                    }
                    throw new IOException("a call was cut at the deadline");
                },
                chain(settings(false, false)))) {
            for (int round = 0; round < 20; round++) {
                assertThat(server.get("/").statusCode()).isEqualTo(503);
            }
        }
    }

    @Test
    void interruptsAWorkerExactlyOnce() throws Exception {
        AtomicInteger interrupts = new AtomicInteger();
        try (FilterServer server = FilterServer.start(
                (request, response) -> {
                    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
                    while (System.nanoTime() - end < 0) {
                        if (Thread.interrupted()) {
                            interrupts.incrementAndGet();
                        }
                    }
                },
                chain(settings(false, false)))) {
            assertThat(server.get("/").statusCode()).isEqualTo(503);
        }
        assertThat(interrupts).hasValue(1);
    }

    @Test
    void reportsAWorkerThatGoesOnOnceWithItsStack() throws Exception {
        AtomicInteger timeouts = new AtomicInteger();
        AtomicInteger stuck = new AtomicInteger();
        TimeoutListener counter = new TimeoutListener() {
            @Override
            public void onTimeout() {
                timeouts.incrementAndGet();
                throw new IllegalStateException("expected");
            }

            @Override
            public void onStuck() {
                stuck.incrementAndGet();
                throw new IllegalStateException("expected");
            }
        };
        RequestTimeoutSettings settings = settings(false, false);
        RequestTimeoutFilter filter =
                new RequestTimeoutFilter(settings, RejectionWriter.withDefaults(), List.of(counter));
        SlowHandlers handlers = new SlowHandlers(400);
        try (CapturedLog log = CapturedLog.of(RequestWatch.class.getName());
                FilterServer server = FilterServer.start(handlers::handle, filter)) {
            assertThat(server.get("/busy").body()).isEqualTo("done late");
            assertThat(server.get("/ok").body()).startsWith("ok");
            assertThat(log.events())
                    .filteredOn(event -> event.getFormattedMessage().startsWith("A worker goes on"))
                    .singleElement()
                    .satisfies(RequestTimeoutFilterTests::namesTheHandler);
        }
        assertThat(timeouts).hasValue(1);
        assertThat(stuck).hasValue(1);
    }

    private static void namesTheHandler(ILoggingEvent event) {
        assertThat(event.getFormattedMessage()).contains("GET /busy").contains("overdue by");
        assertThat(event.getThrowableProxy().getStackTraceElementProxyArray())
                .anySatisfy(
                        frame -> assertThat(frame.getSTEAsString()).contains(SlowHandlers.class.getName() + ".spin"));
    }

    @Test
    void takesBackAlsoAFlagThatTheHandlerSet() throws Exception {
        ExecutorService worker = Executors.newSingleThreadExecutor();
        try (FilterServer server = FilterServer.startOn(worker, HANDLERS::handle, chain(settings(false, false)))) {
            assertThat(server.get("/flagged").statusCode()).isEqualTo(200);
            assertThat(server.get("/ok").body()).startsWith("ok");
        } finally {
            worker.shutdownNow();
        }
    }

    /** As Kotlin and Lombok throw them; Tomcat wraps what passes its chain, other containers do not. */
    @Test
    void letsGoOfARequestThatEndsInAnUndeclaredException() throws Exception {
        TimeoutException undeclared = new TimeoutException("expected");
        AtomicReference<Deadline> seen = new AtomicReference<>();
        AtomicReference<Deadline> left = new AtomicReference<>();
        try (RequestTimeoutFilter filter = new RequestTimeoutFilter(
                        RequestTimeoutSettings.defaults(), RejectionWriter.withDefaults(), List.of());
                FilterServer server = FilterServer.start((request, response) -> {
                    assertThat(catchThrowable(() -> filter.doFilter(request, response, (r, s) -> {
                                seen.set(Deadline.current());
                                throw RequestTimeoutFilterTests.<RuntimeException>undeclared(undeclared);
                            })))
                            .isSameAs(undeclared);
                    left.set(Deadline.current());
                })) {
            assertThat(server.get("/").statusCode()).isEqualTo(200);
        }
        assertThat(left.get()).isNull();
        assertThat(seen.get().isBinding()).isFalse();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E undeclared(Throwable failure) throws E {
        throw (E) failure;
    }

    @Test
    void endsItsThreadWhenItIsClosed() throws Exception {
        RequestTimeoutFilter filter =
                new RequestTimeoutFilter(settings(false, false), RejectionWriter.withDefaults(), List.of());
        List<Thread> watches = watches();
        assertThat(watches).isNotEmpty();
        filter.close();
        CompletableFuture.runAsync(() -> watches.forEach(RequestTimeoutFilterTests::join))
                .get(5, TimeUnit.SECONDS);
    }

    @Test
    void timesOutAlsoAfterItsApplicationWasStoppedAndStartedAgain() throws Exception {
        AtomicReference<ServletContextHandler> context = new AtomicReference<>();
        try (JettyServer server = JettyServer.start(context::set, HANDLERS::handle, chain(settings(false, false)))) {
            context.get().stop();
            context.get().start();
            assertThat(get(server, "/sleeping").statusCode()).isEqualTo(503);
        }
    }

    private static HttpResponse<String> get(JettyServer server, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.uri().resolve(path)).build();
        return HttpClient.newHttpClient()
                .sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .get(10, TimeUnit.SECONDS);
    }

    private static List<Thread> watches() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("gatehouse-timeouts"))
                .toList();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Filter[] chain(RequestTimeoutSettings settings) {
        RejectionWriter rejections = RejectionWriter.withDefaults();
        return new Filter[] {
            new ErrorFormatFilter(rejections, new UncaughtExceptions(List.of()), request -> false),
            new RequestTimeoutFilter(settings, rejections, List.of())
        };
    }

    private static RequestTimeoutSettings settings(boolean async, boolean streaming) {
        return new RequestTimeoutSettings(
                new Timeout(TIMEOUT), List.of(), async, streaming, true, TIMEOUT, Duration.ofSeconds(5));
    }
}
