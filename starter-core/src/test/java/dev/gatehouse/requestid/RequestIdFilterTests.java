package dev.gatehouse.requestid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.CapturedLog;
import dev.gatehouse.FilterServer;
import dev.gatehouse.error.ErrorFormatFilter;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.error.UncaughtExceptions;
import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class RequestIdFilterTests {

    private static final String HEADER = "X-Request-ID";

    @Test
    void keepsAValidInboundId() throws Exception {
        try (FilterServer server = FilterServer.start(RequestIdFilterTests::echo, RequestIdFilter.withDefaults())) {
            HttpResponse<String> response = server.get("/", HEADER, "ok-1_2.3");
            assertThat(id(response)).isEqualTo("ok-1_2.3");
            assertThat(response.body()).isEqualTo("mdc=ok-1_2.3 attribute=ok-1_2.3");
        }
    }

    @Test
    void makesAnIdWhereNoneCame() throws Exception {
        try (FilterServer server = FilterServer.start(RequestIdFilterTests::echo, RequestIdFilter.withDefaults())) {
            HttpResponse<String> response = server.get("/");
            assertThat(id(response)).matches("[0-9a-f]{32}");
            assertThat(response.body()).isEqualTo("mdc=" + id(response) + " attribute=" + id(response));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$(id)",
                "a b",
                "<script>",
                "a;b",
                "1234567890123456789012345678901234567890123456789012345678901234x"
            })
    void replacesAndCountsAnInvalidId(String hostile) throws Exception {
        AtomicInteger invalid = new AtomicInteger();
        RequestIdFilter filter = new RequestIdFilter(
                RequestIdSettings.defaults(),
                new RandomRequestIds(),
                request -> true,
                request -> invalid.incrementAndGet());
        try (FilterServer server = FilterServer.start(RequestIdFilterTests::echo, filter)) {
            HttpResponse<String> response = server.get("/", HEADER, hostile);
            assertThat(id(response)).matches("[0-9a-f]{32}");
            assertThat(response.body()).doesNotContain(hostile);
            assertThat(invalid).hasValue(1);
        }
    }

    @Test
    void aListenerThatThrowsCostsNoRequest() throws Exception {
        RequestIdFilter filter =
                new RequestIdFilter(RequestIdSettings.defaults(), new RandomRequestIds(), request -> true, request -> {
                    throw new IllegalStateException("expected");
                });
        try (FilterServer server = FilterServer.start(RequestIdFilterTests::echo, filter);
                CapturedLog log = CapturedLog.of(RequestIdFilter.class.getName())) {
            HttpResponse<String> response = server.get("/", HEADER, "a b");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(id(response)).matches("[0-9a-f]{32}");
            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .startsWith("A listener for invalid request ids failed: ");
        }
    }

    @Test
    void severalHeaderLinesAreInvalid() throws Exception {
        try (FilterServer server = FilterServer.start(RequestIdFilterTests::echo, RequestIdFilter.withDefaults())) {
            assertThat(id(server.get("/", HEADER, "one", HEADER, "two"))).matches("[0-9a-f]{32}");
        }
    }

    @Test
    void ignoresTheIdOfACallerThatIsNotBelieved() throws Exception {
        AtomicInteger invalid = new AtomicInteger();
        RequestIdFilter filter = new RequestIdFilter(
                RequestIdSettings.defaults(),
                new RandomRequestIds(),
                request -> false,
                request -> invalid.incrementAndGet());
        try (FilterServer server = FilterServer.start(RequestIdFilterTests::echo, filter)) {
            assertThat(id(server.get("/", HEADER, "mine"))).matches("[0-9a-f]{32}");
            assertThat(id(server.get("/", HEADER, "$(id)"))).matches("[0-9a-f]{32}");
            assertThat(invalid).hasValue(0);
        }
    }

    @Test
    void refusesAnInvalidIdWhenToldSoWithoutRepeatingIt() throws Exception {
        RequestIdSettings settings = new RequestIdSettings(HEADER, "request_id", 10, InvalidIdPolicy.REJECT);
        RequestIdFilter filter = new RequestIdFilter(settings, new RandomRequestIds(), request -> true, request -> {});
        InvalidRequestIdFilter refusal = new InvalidRequestIdFilter(settings, RejectionWriter.withDefaults());
        try (FilterServer server = FilterServer.start(RequestIdFilterTests::echo, filter, refusal)) {
            HttpResponse<String> response = server.get("/", HEADER, "much-too-long");
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body())
                    .contains("\"error_code\":\"invalid_request_id\"", "1 to 10 letters", id(response))
                    .doesNotContain("much-too-long");
            assertThat(server.get("/", HEADER, "short").statusCode()).isEqualTo(200);
            assertThat(server.get("/").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "outer"})
    void nothingThatARequestPutsIntoTheContextStaysThere(String outer) throws Exception {
        AtomicReference<Map<String, String>> after = new AtomicReference<>();
        Filter around = (request, response, chain) -> {
            if (!outer.isEmpty()) {
                MDC.put(outer, "kept");
            }
            chain.doFilter(request, response);
            Map<String, String> left = MDC.getCopyOfContextMap();
            after.set(left == null ? Map.of() : Map.copyOf(left));
            MDC.clear();
        };
        try (FilterServer server = FilterServer.start(
                (request, response) -> {
                    MDC.put("tenant", "forgotten");
                    MDC.remove(outer);
                    echo(request, response);
                },
                around,
                RequestIdFilter.withDefaults())) {
            assertThat(server.get("/", HEADER, "mine").body()).startsWith("mdc=mine");
        }
        assertThat(after.get()).isEqualTo(outer.isEmpty() ? Map.of() : Map.of(outer, "kept"));
    }

    @Test
    void everyDispatchOfARequestSeesTheSameId() throws Exception {
        FilterServer.Handler handler = (request, response) -> {
            if (request.getRequestURI().equals("/error-dispatch")) {
                response.sendError(418);
            } else if (request.getAttribute("again") == null) {
                request.setAttribute("again", true);
                AsyncContext async = request.startAsync(request, response);
                async.dispatch();
            } else {
                echo(request, response);
            }
        };
        try (FilterServer server = FilterServer.start(handler, RequestIdFilter.withDefaults())) {
            HttpResponse<String> async = server.get("/");
            assertThat(async.body()).isEqualTo("mdc=" + id(async) + " attribute=" + id(async));
            HttpResponse<String> error = server.get("/error-dispatch", HEADER, "mine");
            assertThat(error.statusCode()).isEqualTo(418);
            assertThat(id(error)).isEqualTo("mine");
        }
    }

    @Test
    void theIdIsThereAgainAfterAReset() throws Exception {
        FilterServer.Handler handler = (request, response) -> {
            response.reset();
            response.setHeader(HEADER, "forged");
            response.getWriter().write("x");
        };
        try (FilterServer server = FilterServer.start(handler, RequestIdFilter.withDefaults())) {
            HttpResponse<String> response = server.get("/", HEADER, "mine");
            assertThat(response.headers().allValues(HEADER)).containsExactly("mine");
        }
    }

    @Test
    void theIdIsOnAnAnswerWithoutABody() throws Exception {
        FilterServer.Handler handler = (request, response) -> {
            response.reset();
            response.setStatus(204);
        };
        try (FilterServer server = FilterServer.start(handler, RequestIdFilter.withDefaults())) {
            assertThat(id(server.get("/", HEADER, "mine"))).isEqualTo("mine");
        }
    }

    @Test
    void scriptsOfAnotherOriginMayReadTheIdWhereTheyMayReadTheAnswer() throws Exception {
        FilterServer.Handler handler = (request, response) -> {
            if (request.getRequestURI().startsWith("/cors")) {
                response.setHeader("Access-Control-Allow-Origin", "https://app.example.com");
            }
            if (request.getRequestURI().equals("/cors/own")) {
                response.setHeader("Access-Control-Expose-Headers", "ETag, x-request-id");
            }
            if (request.getRequestURI().equals("/cors/other")) {
                response.setHeader("Access-Control-Expose-Headers", "ETag");
            }
            response.getWriter().write("x");
        };
        try (FilterServer server = FilterServer.start(handler, RequestIdFilter.withDefaults())) {
            assertThat(exposed(server.get("/plain"))).isEmpty();
            assertThat(exposed(server.get("/cors"))).containsExactly(HEADER);
            assertThat(exposed(server.get("/cors/own"))).containsExactly("ETag, x-request-id");
            assertThat(exposed(server.get("/cors/other"))).containsExactly("ETag", HEADER);
        }
    }

    @Test
    void theLineOfAnUncaughtExceptionHasTheId() throws Exception {
        FilterServer.Handler handler = (request, response) -> {
            throw new IllegalStateException("broken");
        };
        ErrorFormatFilter errors = new ErrorFormatFilter(
                RejectionWriter.withDefaults(), new UncaughtExceptions(List.of()), request -> false);
        try (CapturedLog log = CapturedLog.of(UncaughtExceptions.class.getName());
                FilterServer server = FilterServer.start(handler, RequestIdFilter.withDefaults(), errors)) {
            HttpResponse<String> response = server.get("/", HEADER, "mine");
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(id(response)).isEqualTo("mine");
            assertThat(response.body()).contains("\"request_id\":\"mine\"");
            assertThat(log.events())
                    .singleElement()
                    .satisfies(event -> assertThat(event.getMDCPropertyMap()).containsEntry("request_id", "mine"));
        }
    }

    @Test
    void putsBackWhatTheLoggingContextHeldBefore() throws Exception {
        AtomicInteger restored = new AtomicInteger();
        jakarta.servlet.Filter outer = (request, response, chain) -> {
            MDC.put("request_id", "outer");
            MDC.put("tenant", "acme");
            chain.doFilter(request, response);
            if ("outer".equals(MDC.get("request_id")) && "acme".equals(MDC.get("tenant"))) {
                restored.incrementAndGet();
            }
            MDC.clear();
        };
        try (FilterServer server =
                FilterServer.start(RequestIdFilterTests::echo, outer, RequestIdFilter.withDefaults())) {
            assertThat(server.get("/", HEADER, "mine").body()).startsWith("mdc=mine");
            assertThat(restored).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\u0001b", "a\u007fb", "a\tb", "\u00ff", "", "a\r\nX-Evil: 1"})
    void aHostileValueOnTheWireIsNeverTheId(String hostile) throws Exception {
        try (FilterServer server = FilterServer.start(RequestIdFilterTests::echo, RequestIdFilter.withDefaults());
                CapturedLog log = CapturedLog.of("ROOT")) {
            String answer = raw(
                    server,
                    "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + HEADER + ": " + hostile
                            + "\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("X-Evil");
            if (!hostile.isEmpty() && !hostile.contains("\r")) {
                assertThat(answer).doesNotContain(hostile);
            }
            assertThat(log.messages()).noneMatch(message -> message.contains("Evil"));
        }
    }

    private static String raw(FilterServer server, String request) throws IOException {
        try (Socket socket = new Socket("localhost", server.uri("/").getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static void echo(
            jakarta.servlet.http.HttpServletRequest request, jakarta.servlet.http.HttpServletResponse response)
            throws IOException {
        LoggerFactory.getLogger(RequestIdFilterTests.class).debug("handling");
        response.getWriter()
                .write("mdc=" + MDC.get("request_id") + " attribute="
                        + request.getAttribute(RequestAttributes.REQUEST_ID));
    }

    private static String id(HttpResponse<?> response) {
        return response.headers().firstValue(HEADER).orElseThrow();
    }

    private static Iterable<String> exposed(HttpResponse<?> response) {
        return response.headers().allValues("Access-Control-Expose-Headers");
    }
}
