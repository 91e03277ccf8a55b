package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.accesslog.AccessLogFilter;
import dev.gatehouse.accesslog.AccessLogSettings;
import dev.gatehouse.concurrency.ConcurrencyLimit;
import dev.gatehouse.concurrency.ConcurrencyLimitFilter;
import dev.gatehouse.concurrency.ConcurrencyLimits;
import dev.gatehouse.error.ErrorFormatFilter;
import dev.gatehouse.error.ErrorPageMatcher;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.error.UncaughtExceptions;
import dev.gatehouse.limits.BodyLimits;
import dev.gatehouse.limits.ContainerCounting;
import dev.gatehouse.limits.RequestLimitsFilter;
import dev.gatehouse.limits.RequestLimitsSettings;
import dev.gatehouse.ratelimit.Eventually;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever answers in place of a handler that failed after it went asynchronous also has to end what that began. */
@Timeout(30)
class FailedAsyncWorkInContainersTests {

    private static final String TOO_MUCH = "7d0\r\n" + "x".repeat(2000) + "\r\n0\r\n\r\n";
    private static final String NEXT = "GET /ok HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endsWithTheAnswerInTomcat(boolean pages) throws Exception {
        try (FilterServer tomcat = FilterServer.start(
                true,
                List.of(AccessLogFilter.requestListener()),
                FailedAsyncWorkInContainersTests::handle,
                chain(pages))) {
            checkEnds(tomcat.uri(""), pages);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endsWithTheAnswerInJetty(boolean pages) throws Exception {
        try (JettyServer jetty = JettyServer.start(
                FailedAsyncWorkInContainersTests::customize, FailedAsyncWorkInContainersTests::handle, chain(pages))) {
            checkEnds(jetty.uri(), pages);
        }
    }

    private static void customize(ServletContextHandler context) {
        context.addEventListener(AccessLogFilter.requestListener());
        ErrorPageErrorHandler pages = new ErrorPageErrorHandler();
        pages.addErrorPage(ErrorPageErrorHandler.GLOBAL_ERROR_PAGE, "/error");
        context.setErrorHandler(pages);
    }

    private static void checkEnds(URI server, boolean pages) throws IOException {
        for (String path : List.of("/read", "/read-again")) {
            checkEnds(server, path, "Transfer-Encoding: chunked\r\n\r\n" + TOO_MUCH, 413, "content_too_large");
            checkEnds(server, path, "Transfer-Encoding: chunked\r\n\r\nno chunk\r\n", 400, "");
        }
        for (String path : List.of("/fail", "/fail-again")) {
            checkEnds(server, path, "Content-Length: 0\r\n\r\n" + NEXT, 500, pages ? "error page" : "internal_error");
        }
    }

    /** The answer is complete when the connection is closed, and the request when the next is let in: there is room for one. */
    private static void checkEnds(URI server, String path, String rest, int status, String body) throws IOException {
        try (CapturedLog log = CapturedLog.of(AccessLogFilter.LOGGER)) {
            String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n";
            assertThat(RawHttp.send(server.getPort(), head + rest))
                    .as(path)
                    .startsWith("HTTP/1.1 " + status)
                    .contains(body);
            String line = "POST " + path + " " + status + " ";
            Eventually.isTrue(() -> log.messages().stream().anyMatch(each -> each.startsWith(line)));
        }
        Eventually.isTrue(() -> isLetIn(server));
    }

    private static boolean isLetIn(URI server) {
        try {
            return RawHttp.send(server.getPort(), NEXT).startsWith("HTTP/1.1 200");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        if (path.equals("/error")) {
            response.getWriter().print("error page");
        } else if (path.equals("/ok")) {
            response.getWriter().print("ok");
        } else if (path.endsWith("-again") && request.getDispatcherType() == DispatcherType.REQUEST) {
            request.startAsync().dispatch();
        } else {
            request.startAsync().setTimeout(0);
            if (path.startsWith("/read")) {
                request.getInputStream().readAllBytes();
            }
            throw new IllegalStateException("expected");
        }
    }

    private static Filter[] chain(boolean pages) {
        RejectionWriter rejections = RejectionWriter.withDefaults();
        ErrorPageMatcher matcher = pages ? (request, status) -> true : ErrorPageMatcher.NONE;
        return new Filter[] {
            new AccessLogFilter(AccessLogSettings.defaults(), request -> false),
            new ErrorFormatFilter(rejections, new UncaughtExceptions(List.of()), request -> pages, matcher),
            new ConcurrencyLimitFilter(
                    new ConcurrencyLimits(
                            ConcurrencyLimit.fixed(1), List.of(), request -> false, Duration.ofSeconds(1)),
                    rejections),
            new RequestLimitsFilter(
                    RequestLimitsSettings.defaults(), BodyLimits.of(1000), rejections, new ContainerCounting())
        };
    }
}
