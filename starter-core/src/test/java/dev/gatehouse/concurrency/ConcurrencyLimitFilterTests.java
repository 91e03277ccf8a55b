package dev.gatehouse.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.FilterServer;
import dev.gatehouse.JettyServer;
import dev.gatehouse.error.RejectionWriter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConcurrencyLimitFilterTests {

    private final ConcurrencyLimit all = ConcurrencyLimit.fixed(2);
    private final ConcurrencyLimit search = ConcurrencyLimit.fixed(1);
    private final ConcurrencyLimits limits = new ConcurrencyLimits(
            all,
            List.of(new ConcurrencyGroup(
                    "search", request -> request.getRequestURI().startsWith("/search"), search)),
            request -> List.of("/health", "/stream").contains(request.getRequestURI()),
            Duration.ofSeconds(3));
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch twoIn = new CountDownLatch(2);

    @Test
    void turnsAwayWhatIsTooMuchAndLetsProbesIn() throws Exception {
        try (FilterServer server = start()) {
            List<CompletableFuture<HttpResponse<String>>> held =
                    List.of(getLater(server, "/hold"), getLater(server, "/hold"));
            assertThat(twoIn.await(10, TimeUnit.SECONDS)).isTrue();
            HttpResponse<String> refused = server.get("/ok");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("3");
            assertThat(refused.body()).contains("\"error_code\":\"overloaded\"");
            assertThat(server.get("/health").statusCode()).isEqualTo(200);
            assertThat(all.inFlight()).isEqualTo(2);
            end.countDown();
            held.forEach(CompletableFuture::join);
            assertThat(server.get("/ok").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void turnsAwayWhatIsTooMuchForItsGroupOnly() throws Exception {
        search.tryEnter();
        try (FilterServer server = start()) {
            assertThat(server.get("/search").statusCode()).isEqualTo(503);
            assertThat(server.get("/ok").statusCode()).isEqualTo(200);
            search.leave();
            assertThat(server.get("/search").statusCode()).isEqualTo(200);
        }
        assertNobodyIsIn();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/search/ok",
                "/search/fail",
                "/search/error",
                "/search/async",
                "/search/async-dispatch",
                "/search/async-again",
                "/search/async-timeout",
                "/search/async-fail",
                "/search/async-complete-at-once"
            })
    void letsOutWhateverHappens(String path) throws Exception {
        // Tomcat looks only once a second for what took too long.
        int rounds = path.endsWith("timeout") ? 2 : 20;
        try (FilterServer server = start()) {
            for (int round = 0; round < rounds; round++) {
                assertThat(server.get(path + "?" + round).statusCode()).isNotEqualTo(503);
                awaitNobody();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tryEnter", "measures", "leave"})
    void letsOutOfAllWhoseGroupFails(String failing) throws Exception {
        ConcurrencyLimits broken = new ConcurrencyLimits(
                all,
                List.of(new ConcurrencyGroup("broken", request -> true, new BrokenLimit(failing))),
                request -> false,
                Duration.ofSeconds(3));
        try (FilterServer server =
                FilterServer.start(this::handle, new ConcurrencyLimitFilter(broken, RejectionWriter.withDefaults()))) {
            server.get("/ok");
        }
        assertThat(all.inFlight()).isZero();
    }

    @Test
    void letsOutOfTheGroupWhenTheLimitOfAllFails() throws Exception {
        ConcurrencyLimits broken = new ConcurrencyLimits(
                new BrokenLimit("leave"),
                List.of(new ConcurrencyGroup("search", request -> true, search)),
                request -> false,
                Duration.ofSeconds(3));
        try (FilterServer server =
                FilterServer.start(this::handle, new ConcurrencyLimitFilter(broken, RejectionWriter.withDefaults()))) {
            server.get("/ok");
        }
        assertThat(search.inFlight()).isZero();
    }

    /** As one of the application may be. */
    private record BrokenLimit(String failing) implements ConcurrencyLimit {

        private void run(String method) {
            if (method.equals(failing)) {
                throw new IllegalStateException("expected");
            }
        }

        @Override
        public int tryEnter() {
            run("tryEnter");
            return 1;
        }

        @Override
        public void leave() {
            run("leave");
        }

        @Override
        public boolean measures() {
            run("measures");
            return false;
        }

        @Override
        public int inFlight() {
            return 0;
        }

        @Override
        public int limit() {
            return 1;
        }
    }

    @Test
    void countsAnAsynchronousRequestUntilItIsComplete() throws Exception {
        try (FilterServer server = start()) {
            CompletableFuture<HttpResponse<String>> one = getLater(server, "/async-hold");
            CompletableFuture<HttpResponse<String>> two = getLater(server, "/async-hold");
            assertThat(twoIn.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(server.get("/ok").statusCode()).isEqualTo(503);
            end.countDown();
            assertThat(one.join().statusCode()).isEqualTo(200);
            assertThat(two.join().statusCode()).isEqualTo(200);
        }
    }

    /** Jetty tells no listener of the end of these. */
    @ParameterizedTest
    @ValueSource(strings = {"/search/async-dispatch-breaks-off", "/search/async-breaks-off-again"})
    void letsOutAnAnswerThatBreaksOffInALaterDispatch(String path) throws Exception {
        try (JettyServer jetty = JettyServer.start(this::handle, filter())) {
            HttpURLConnection connection =
                    (HttpURLConnection) jetty.uri().resolve(path).toURL().openConnection();
            assertThat(connection.getResponseCode()).isEqualTo(200);
            assertThatIOException().isThrownBy(() -> connection.getInputStream().readAllBytes());
            awaitNobody();
        }
    }

    /** Tomcat forgets some requests whose client hangs up in the middle of an answer. */
    @Test
    void letsOutWhatTheContainerForgot() throws Exception {
        AsyncExchange exchange = goneOn();
        assertThat(all.inFlight()).isOne();

        exchange.forget();

        awaitNobody();
        ConcurrencyLimitFilter.letOut(exchange.request());
        assertNobodyIsIn();
    }

    @Test
    void letsOutOnceWhatTheContainerIsDoneWith() throws Exception {
        all.tryEnter();
        AsyncExchange exchange = goneOn();
        assertThat(all.inFlight()).isEqualTo(2);

        ConcurrencyLimitFilter.letOut(exchange.request());
        ConcurrencyLimitFilter.letOut(exchange.request());
        exchange.complete();

        assertThat(all.inFlight()).isOne();
        assertThat(search.inFlight()).isZero();
    }

    @Test
    void letsOutNobodyElseOfWhomTheContainerTells() {
        all.tryEnter();

        ConcurrencyLimitFilter.letOut(new AsyncExchange().request());

        assertThat(all.inFlight()).isOne();
    }

    @Test
    void exemptRequestsTakeNobodysRoom() throws Exception {
        try (FilterServer server = start()) {
            List<CompletableFuture<HttpResponse<String>>> held =
                    List.of(getLater(server, "/stream"), getLater(server, "/stream"));
            assertThat(twoIn.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(all.inFlight()).isZero();
            assertThat(server.get("/ok").statusCode()).isEqualTo(200);
            end.countDown();
            held.forEach(CompletableFuture::join);
        }
        assertNobodyIsIn();
    }

    @Test
    void neverLetsInMoreThanTheLimitAndLosesNobody() throws Exception {
        InFlight inFlight = new InFlight();
        AtomicInteger highest = new AtomicInteger();
        AtomicInteger entered = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int thread = 0; thread < 4; thread++) {
            threads.execute(() -> {
                for (int round = 0; round < 100_000; round++) {
                    int now = inFlight.tryEnter(3);
                    if (now > 0) {
                        highest.accumulateAndGet(now, Math::max);
                        entered.incrementAndGet();
                        inFlight.leave();
                    }
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(highest.get()).isBetween(1, 3);
        assertThat(entered.get()).isPositive();
        assertThat(inFlight.count()).isZero();
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> ConcurrencyLimit.fixed(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConcurrencyGroup("a b", request -> true, all));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConcurrencyLimits(all, List.of(), request -> false, Duration.ofMillis(5)));
    }

    private AsyncExchange goneOn() throws Exception {
        AsyncExchange exchange = new AsyncExchange();
        filter().doFilter(exchange.request(), exchange.response(), (request, response) -> {});
        return exchange;
    }

    /** The container tells of the end after the client has its answer; of what is forgotten, only the collector tells. */
    private void awaitNobody() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (all.inFlight() + search.inFlight() != 0 && System.nanoTime() - deadline < 0) {
            System.gc();
        }
        assertNobodyIsIn();
    }

    private void assertNobodyIsIn() {
        assertThat(all.inFlight()).isZero();
        assertThat(search.inFlight()).isZero();
    }

    private FilterServer start() throws Exception {
        return FilterServer.start(this::handle, filter());
    }

    private ConcurrencyLimitFilter filter() {
        return new ConcurrencyLimitFilter(limits, RejectionWriter.withDefaults());
    }

    private static CompletableFuture<HttpResponse<String>> getLater(FilterServer server, String path) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return server.get(path);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> new Thread(task).start());
    }

    private void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getRequestURI()) {
            case "/hold" -> hold();
            case "/async-hold", "/stream" -> later(request.startAsync());
            case "/search/fail" -> throw new IllegalStateException("expected");
            case "/search/error" -> response.sendError(404);
            case "/search/async" -> CompletableFuture.runAsync(request.startAsync()::complete);
            case "/search/async-complete-at-once" -> request.startAsync().complete();
            case "/search/async-dispatch" -> {
                AsyncContext async = request.startAsync();
                CompletableFuture.runAsync(() -> async.dispatch("/search/ok"));
            }
            case "/search/async-dispatch-breaks-off", "/search/async-breaks-off-again" -> breakOff(request, response);
            case "/search/async-again" -> again(request);
            case "/search/async-timeout" -> request.startAsync().setTimeout(1);
            case "/search/async-fail" -> {
                request.startAsync();
                throw new IllegalStateException("expected");
            }
            default -> response.getWriter().print("ok");
        }
    }

    /** As a body that is streamed by another thread, whose failure is thrown in a dispatch of its own. */
    private static void breakOff(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.flushBuffer();
        int rounds = request.getRequestURI().endsWith("again") ? 2 : 1;
        int round = request.getAttribute("round") instanceof Integer past ? past : 0;
        if (round == rounds) {
            throw new IllegalStateException("expected");
        }
        request.setAttribute("round", round + 1);
        AsyncContext async = request.startAsync();
        CompletableFuture.runAsync(async::dispatch);
    }

    private static void again(HttpServletRequest request) {
        boolean first = request.getAttribute("again") == null;
        request.setAttribute("again", true);
        AsyncContext async = request.startAsync();
        CompletableFuture.runAsync(first ? () -> async.dispatch("/search/async-again") : async::complete);
    }

    private void hold() {
        twoIn.countDown();
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void later(AsyncContext async) {
        new Thread(() -> {
                    hold();
                    async.complete();
                })
                .start();
    }
}
