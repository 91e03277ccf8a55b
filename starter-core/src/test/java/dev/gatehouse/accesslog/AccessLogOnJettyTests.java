package dev.gatehouse.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.gatehouse.CapturedLog;
import dev.gatehouse.JettyServer;
import dev.gatehouse.error.ErrorFormatFilter;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.error.UncaughtExceptions;
import dev.gatehouse.ratelimit.Eventually;
import dev.gatehouse.requestid.RequestIdFilter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.server.HttpStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The moment at which a container is done with a request is its own; Jetty's is another than Tomcat's. */
class AccessLogOnJettyTests {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Filter ERROR_FORMAT =
            new ErrorFormatFilter(RejectionWriter.withDefaults(), new UncaughtExceptions(List.of()), request -> false);

    @ParameterizedTest
    @CsvSource({
        "/plain,200",
        "/send-error,418",
        "/failure,500",
        "/async,200",
        "/async-error,404",
        "/async-late,200",
        "/async-timeout,500",
        "/dispatch,200"
    })
    void eachRequestHasOneLine(String path, int status) throws Exception {
        try (CapturedLog log = CapturedLog.of(AccessLogFilter.LOGGER)) {
            try (JettyServer server = start(context -> {})) {
                HttpResponse<String> response = get(server, path);
                assertThat(response.statusCode()).isEqualTo(status);
                assertThat(response.headers().allValues("X-Request-ID")).containsExactly("mine");
                ILoggingEvent event = onlyEvent(log);
                assertThat(event.getFormattedMessage()).startsWith("GET " + path + " " + status);
                assertThat(event.getMDCPropertyMap()).containsEntry("request_id", "mine");
            }
            assertThat(log.events()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/plain,200,",
        "/send-error,418,bad_request",
        "/failure,500,internal_error",
        "/async-error,404,not_found",
        "/async-late,200,",
        "/async-timeout,500,internal_error",
        "/dispatch,200,"
    })
    void theLineTellsOfTheWholeAnswer(String path, int status, String code) throws Exception {
        try (CapturedLog log = CapturedLog.of(AccessLogFilter.LOGGER);
                JettyServer server = start(AccessLogOnJettyTests::addErrorPage, ERROR_FORMAT)) {
            HttpResponse<String> response = get(server, path);
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.body()).isNotEmpty();
            Map<String, Object> fields = fields(onlyEvent(log));
            assertThat(fields).containsEntry("status", status).containsEntry("size", (long)
                    response.body().length());
            assertThat(fields.get("error_code")).isEqualTo(code);
        }
    }

    @Test
    void anAsynchronousAnswerThatBreaksOffIsLoggedOnceAsA500() throws Exception {
        try (CapturedLog log = CapturedLog.of(AccessLogFilter.LOGGER);
                JettyServer server = start(AccessLogOnJettyTests::addErrorPage, ERROR_FORMAT)) {
            assertThatIOException().isThrownBy(() -> get(server, "/async-broken"));
            assertThat(fields(onlyEvent(log))).containsEntry("status", 500);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatGoesOnForLongTakesLong(boolean errorPage) throws Exception {
        try (CapturedLog log = CapturedLog.of(AccessLogFilter.LOGGER);
                JettyServer server = start(errorPage ? AccessLogOnJettyTests::addErrorPage : context -> {})) {
            get(server, "/async-timeout");
            assertThat((long) fields(onlyEvent(log)).get("duration_ms")).isGreaterThanOrEqualTo(90);
        }
    }

    @Test
    void aRequestThatIsDispatchedTimeAndAgainIsWaitedForOnce() throws Exception {
        try (CapturedLog log = CapturedLog.of(AccessLogFilter.LOGGER);
                JettyServer server = start(context -> {})) {
            int before = Integer.parseInt(get(server, "/dispatches?0").body());
            int after = Integer.parseInt(get(server, "/dispatches?9").body());
            assertThat(after - before).isBetween(9, 10);
            Eventually.holds(() -> assertThat(log.events()).hasSize(2));
        }
    }

    private static JettyServer start(Consumer<ServletContextHandler> customizer, Filter... inner) throws Exception {
        Filter[] filters = Stream.concat(
                        Stream.of(
                                RequestIdFilter.withDefaults(),
                                new AccessLogFilter(AccessLogSettings.defaults(), request -> false)),
                        Stream.of(inner))
                .toArray(Filter[]::new);
        return JettyServer.start(
                context -> {
                    context.addEventListener(AccessLogFilter.requestListener());
                    customizer.accept(context);
                },
                AccessLogOnJettyTests::handle,
                filters);
    }

    private static void addErrorPage(ServletContextHandler context) {
        ErrorPageErrorHandler pages = new ErrorPageErrorHandler();
        pages.addErrorPage(ErrorPageErrorHandler.GLOBAL_ERROR_PAGE, "/error");
        context.setErrorHandler(pages);
    }

    private static HttpResponse<String> get(JettyServer server, String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(server.uri() + path))
                        .header("X-Request-ID", "mine")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The client may have the answer before the container is done with it. */
    private static ILoggingEvent onlyEvent(CapturedLog log) {
        Eventually.holds(() -> assertThat(log.events()).hasSize(1));
        return log.events().get(0);
    }

    private static Map<String, Object> fields(ILoggingEvent event) {
        return event.getKeyValuePairs().stream().collect(Collectors.toMap(pair -> pair.key, pair -> pair.value));
    }

    private static void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getRequestURI()) {
            case "/send-error" -> response.sendError(418);
            case "/failure" -> throw new IllegalStateException("broken");
            case "/async" -> {
                AsyncContext async = request.startAsync(request, response);
                CompletableFuture.runAsync(async::complete);
            }
            case "/async-error" -> later(request, response, answer -> answer.sendError(404));
            case "/async-late" ->
                later(request, response, answer -> answer.getWriter().print("late"));
            case "/async-broken" -> breakOffLater(request, response);
            case "/async-timeout" -> request.startAsync(request, response).setTimeout(100);
            case "/dispatch" -> dispatch(request, response);
            case "/dispatches" -> dispatchTimeAndAgain(request, response);
            default -> response.getWriter().write("plain");
        }
    }

    private static void dispatch(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            response.getWriter().write("dispatched");
        } else {
            request.startAsync(request, response).dispatch();
        }
    }

    /** Wraps the stream of the request each time, and answers with the number of all wrappers around it. */
    private static void dispatchTimeAndAgain(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        int round = request.getAttribute("round") instanceof Integer past ? past : 0;
        ServletContextRequest jettys = ServletContextRequest.getServletContextRequest(request);
        if (round < Integer.parseInt(request.getQueryString())) {
            request.setAttribute("round", round + 1);
            jettys.addHttpStreamWrapper(HttpStream.Wrapper::new);
            AsyncContext async = request.startAsync(request, response);
            // Jetty tells nothing of the end of a dispatch on which another follows without a pause.
            CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS).execute(async::dispatch);
            return;
        }
        AtomicInteger wrappers = new AtomicInteger();
        jettys.addHttpStreamWrapper(stream -> {
            wrappers.set(depth(stream));
            return stream;
        });
        response.getWriter().print(wrappers);
    }

    private static int depth(HttpStream stream) {
        return stream instanceof HttpStream.Wrapper wrapper ? 1 + depth(wrapper.getWrapped()) : 0;
    }

    private static void breakOffLater(HttpServletRequest request, HttpServletResponse response) throws IOException {
        dispatch(request, response);
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            response.flushBuffer();
            throw new IllegalStateException("broken");
        }
    }

    private static void later(HttpServletRequest request, HttpServletResponse response, Answer answer) {
        AsyncContext async = request.startAsync(request, response);
        CompletableFuture.runAsync(() -> {
            try {
                answer.give(response);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            async.complete();
        });
    }

    private interface Answer {
        void give(HttpServletResponse response) throws IOException;
    }
}
