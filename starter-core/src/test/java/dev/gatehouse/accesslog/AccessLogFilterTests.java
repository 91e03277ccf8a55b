package dev.gatehouse.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.gatehouse.CapturedLog;
import dev.gatehouse.FilterServer;
import dev.gatehouse.error.ErrorFormatFilter;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.error.UncaughtExceptions;
import dev.gatehouse.ratelimit.Eventually;
import dev.gatehouse.requestid.RequestIdFilter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.KeyValuePair;

class AccessLogFilterTests {

    private static final AccessLogSettings SETTINGS = new AccessLogSettings(Duration.ofMinutes(1), "route");

    @Test
    void writesOneLineWithItsFields() throws Exception {
        List<ILoggingEvent> events = log(SETTINGS, "/orders/7?token=secret", (request, response) -> {
            request.setAttribute("route", "/orders/{id}");
            response.getWriter().write("hello");
        });
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.INFO);
            assertThat(event.getFormattedMessage()).matches("GET /orders/\\{id} 200 \\d+ ms 5 B");
            assertThat(fields(event))
                    .containsEntry("method", "GET")
                    .containsEntry("route", "/orders/{id}")
                    .containsEntry("status", 200)
                    .containsEntry("size", 5L)
                    .containsKey("duration_ms")
                    .hasSize(5);
            assertThat(event.getMDCPropertyMap()).containsEntry("request_id", "mine");
        });
    }

    @Test
    void countsTheEndsOfLinesToo() throws Exception {
        List<ILoggingEvent> events = log(SETTINGS, "/lines", (request, response) -> {
            PrintWriter body = response.getWriter();
            body.println("hello");
            body.println();
            body.printf("%d%n", 1);
        });
        int expected = 6 + 3 * System.lineSeparator().length();
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(fields(event)).containsEntry("size", (long) expected));
    }

    @Test
    void countsNoMoreThanTheLengthThatWasSet() throws Exception {
        assertThat(log(SETTINGS, "/longer", (request, response) -> {
                    response.setContentLength(2);
                    response.getWriter().write("ab");
                    response.getWriter().write("cd");
                }))
                .singleElement()
                .satisfies(event -> assertThat(fields(event)).containsEntry("size", 2L));
    }

    @Test
    void countsNothingOfAnAnswerToHead() throws Exception {
        Filter filter = new AccessLogFilter(SETTINGS, request -> false);
        try (CapturedLog log = CapturedLog.of(AccessLogFilter.LOGGER, Level.INFO);
                FilterServer server = FilterServer.start(
                        (request, response) -> response.getWriter().write("hello"), filter)) {
            HttpRequest request = HttpRequest.newBuilder(server.uri("/"))
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .build();
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
            Eventually.holds(() -> assertThat(log.events())
                    .singleElement()
                    .satisfies(event -> assertThat(fields(event)).containsEntry("size", 0L)));
        }
    }

    @Test
    void withoutARouteNamesThePathWithoutItsParametersAndQuery() throws Exception {
        List<ILoggingEvent> events = log(
                SETTINGS, "/a%0Ab;jsessionid=secret?password=secret", (request, response) -> response.setStatus(204));
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(fields(event))
                        .containsEntry("path", "/a%0Ab")
                        .containsEntry("status", 204)
                        .containsEntry("size", 0L));
    }

    @Test
    void boundsALongPath() throws Exception {
        List<ILoggingEvent> events = log(SETTINGS, "/" + "a".repeat(4000), (request, response) -> {});
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat((String) fields(event).get("path"))
                        .hasSize(256)
                        .endsWith("..."));
    }

    @Test
    void marksASlowRequestAsAWarning() throws Exception {
        List<ILoggingEvent> events =
                log(new AccessLogSettings(Duration.ofNanos(1), null), "/slow", (request, response) -> {});
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getFormattedMessage()).endsWith(" slow");
            assertThat(fields(event)).containsEntry("slow", true);
        });
    }

    @Test
    void aZeroThresholdMeansThatNothingIsSlowAndAStreamOfEventsNeverIs() throws Exception {
        assertThat(log(new AccessLogSettings(Duration.ZERO, null), "/", (request, response) -> {}))
                .singleElement()
                .satisfies(event -> assertThat(event.getLevel()).isEqualTo(Level.INFO));
        assertThat(log(new AccessLogSettings(Duration.ofNanos(1), null), "/", (request, response) -> {
                    response.setContentType("text/event-stream;charset=UTF-8");
                    response.getWriter().write("data:\n\n");
                }))
                .singleElement()
                .satisfies(event -> assertThat(event.getLevel()).isEqualTo(Level.INFO));
    }

    @Test
    void atLevelWarnWritesOnlySlowRequests() throws Exception {
        assertThat(log(Level.WARN, SETTINGS, "/", (request, response) -> {})).isEmpty();
        assertThat(log(Level.WARN, new AccessLogSettings(Duration.ofNanos(1), null), "/", (request, response) -> {}))
                .hasSize(1);
        assertThat(log(Level.OFF, new AccessLogSettings(Duration.ofNanos(1), null), "/", (request, response) -> {}))
                .isEmpty();
    }

    @Test
    void anAsynchronousRequestIsLoggedOnceWhenItIsComplete() throws Exception {
        List<ILoggingEvent> events = log(SETTINGS, "/async", (request, response) -> {
            request.setAttribute("route", "/async");
            AsyncContext async = request.startAsync(request, response);
            CompletableFuture.runAsync(() -> {
                try {
                    async.getResponse().getOutputStream().write(new byte[1000]);
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
                async.complete();
            });
        });
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(fields(event)).containsEntry("route", "/async").containsEntry("size", 1000L);
            assertThat(event.getMDCPropertyMap()).containsEntry("request_id", "mine");
        });
    }

    @Test
    void anAsynchronousDispatchIsLoggedOnce() throws Exception {
        List<ILoggingEvent> events = log(SETTINGS, "/async", (request, response) -> {
            if (request.getAttribute("again") == null) {
                request.setAttribute("again", true);
                request.startAsync(request, response).dispatch();
            } else {
                response.getWriter().write("late");
            }
        });
        assertThat(events)
                .singleElement()
                .satisfies(event ->
                        assertThat(fields(event)).containsEntry("status", 200).containsEntry("size", 4L));
    }

    @Test
    void sendErrorIsLoggedOnceWithThePathOfTheRequest() throws Exception {
        List<ILoggingEvent> events = log(SETTINGS, "/broken", (request, response) -> response.sendError(418));
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(fields(event)).containsEntry("status", 418).containsEntry("path", "/broken");
            assertThat(event.getMDCPropertyMap()).containsEntry("request_id", "mine");
        });
    }

    @Test
    void sendErrorWithoutAnErrorPageIsLoggedOnceToo() throws Exception {
        List<ILoggingEvent> events = log(
                Level.INFO,
                false,
                SETTINGS,
                "/broken",
                (request, response) -> response.sendError(418),
                request -> false);
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(fields(event)).containsEntry("status", 418);
            assertThat(event.getMDCPropertyMap()).containsEntry("request_id", "mine");
        });
    }

    @Test
    void anExceptionThatReachesTheContainerIsLoggedOnceAsA500() throws Exception {
        for (boolean errorPage : new boolean[] {true, false}) {
            List<ILoggingEvent> events = log(
                    Level.INFO,
                    errorPage,
                    SETTINGS,
                    "/broken",
                    (request, response) -> {
                        throw new IllegalStateException("broken");
                    },
                    request -> false);
            assertThat(events)
                    .singleElement()
                    .satisfies(event -> assertThat(fields(event)).containsEntry("status", 500));
        }
    }

    @Test
    void anAnswerThatBreaksOffIsLoggedOnceAsA500WhateverStatusWasSent() throws Exception {
        for (boolean errorPage : new boolean[] {true, false}) {
            for (Exception broken : List.of(
                    new IllegalStateException("broken"),
                    new IllegalStateException("broken", new IOException("disk full")))) {
                assertThat(logOfBrokenAnswer(errorPage, broken))
                        .singleElement()
                        .satisfies(event -> assertThat(fields(event)).containsEntry("status", 500));
            }
        }
    }

    @Test
    void aClientThatWentAwayDuringItsAnswerIsNoError() throws Exception {
        for (boolean errorPage : new boolean[] {true, false}) {
            for (Exception gone : List.of(
                    new ClientAbortException(),
                    new ServletException(new ClientAbortException()),
                    new IllegalStateException("view", new ClientAbortException()),
                    new UncheckedIOException(new IOException("Broken pipe")))) {
                assertThat(logOfBrokenAnswer(errorPage, gone))
                        .singleElement()
                        .satisfies(event -> assertThat(fields(event)).containsEntry("status", 200));
            }
        }
    }

    /** As behind Spring Security, which denies a stranger the error page. */
    private static List<ILoggingEvent> logOfBrokenAnswer(boolean errorPage, Exception thrown) throws Exception {
        Filter denying = (request, response, chain) -> {
            if (request.getDispatcherType() == DispatcherType.ERROR) {
                throw new IllegalStateException("denied");
            }
            chain.doFilter(request, response);
        };
        FilterServer.Handler handler = (request, response) -> {
            response.getOutputStream().write(new byte[100]);
            response.flushBuffer();
            if (thrown instanceof RuntimeException e) {
                throw e;
            }
            if (thrown instanceof ServletException e) {
                throw e;
            }
            throw (IOException) thrown;
        };
        List<Filter> filters =
                List.of(RequestIdFilter.withDefaults(), new AccessLogFilter(SETTINGS, request -> false), denying);
        try (CapturedLog log = CapturedLog.of(AccessLogFilter.LOGGER, Level.INFO)) {
            try (FilterServer server = FilterServer.start(
                    errorPage, List.of(AccessLogFilter.requestListener()), handler, filters.toArray(Filter[]::new))) {
                assertThatIOException().isThrownBy(() -> server.get("/half"));
            }
            return log.events();
        }
    }

    @Test
    void namesTheCodeOfAnError() throws Exception {
        ErrorFormatFilter errors = new ErrorFormatFilter(
                RejectionWriter.withDefaults(), new UncaughtExceptions(List.of()), request -> false);
        List<ILoggingEvent> events = log(SETTINGS, "/broken", (request, response) -> response.sendError(404), errors);
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getFormattedMessage()).endsWith(" error=not_found");
            assertThat(fields(event)).containsEntry("error_code", "not_found");
        });
    }

    @Test
    void namesTheUserMadeSafe() throws Exception {
        UserFilter user = new UserFilter("user_id");
        Filter login = (request, response, chain) ->
                chain.doFilter(new LoggedIn((HttpServletRequest) request, "al\nice" + "x".repeat(200)), response);
        List<String> inContext = new ArrayList<>();
        List<ILoggingEvent> events =
                log(SETTINGS, "/", (request, response) -> inContext.add(org.slf4j.MDC.get("user_id")), login, user);
        assertThat(inContext)
                .singleElement()
                .satisfies(name -> assertThat(name).startsWith("al?ice").hasSize(128));
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(fields(event)).containsEntry("user_id", inContext.get(0));
            assertThat(event.getMDCPropertyMap()).doesNotContainKey("user_id");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ann@example.com | ann@example.com",
                "auth0:x-1 | auth0:x-1",
                "x error=forbidden slow | \"x error=forbidden slow\"",
                "a\\b | a\\b",
                "CN=ann | \"CN=ann\"",
                "x\" error=a\\ | \"x\\\" error=a\\\\\"",
            })
    void aNameForgesNoFieldOfTheLine(String name, String written) throws Exception {
        Filter login = (request, response, chain) ->
                chain.doFilter(new LoggedIn((HttpServletRequest) request, name), response);
        assertThat(log(SETTINGS, "/", (request, response) -> {}, login, new UserFilter("user_id")))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getFormattedMessage()).endsWith(" B user=" + written);
                    assertThat(fields(event)).containsEntry("user_id", name);
                });
    }

    @Test
    void skipsWhatItIsToldToSkip() throws Exception {
        assertThat(log(Level.INFO, true, SETTINGS, "/health", (request, response) -> {}, request -> true))
                .isEmpty();
    }

    @Test
    void refusesAThresholdOutOfBounds() {
        for (Duration duration : List.of(Duration.ofMillis(-1), Duration.ofDays(2))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new AccessLogSettings(duration, null))
                    .withMessageContaining("1s");
        }
        assertThat(AccessLogSettings.defaults().slowThreshold()).isEqualTo(Duration.ofSeconds(1));
    }

    private static List<ILoggingEvent> log(
            AccessLogSettings settings, String path, FilterServer.Handler handler, Filter... inner) throws Exception {
        return log(Level.INFO, true, settings, path, handler, request -> false, inner);
    }

    private static List<ILoggingEvent> log(
            Level level, AccessLogSettings settings, String path, FilterServer.Handler handler) throws Exception {
        return log(level, true, settings, path, handler, request -> false);
    }

    private static List<ILoggingEvent> log(
            Level level,
            boolean errorPage,
            AccessLogSettings settings,
            String path,
            FilterServer.Handler handler,
            dev.gatehouse.web.RequestMatcher skipped,
            Filter... inner)
            throws Exception {
        List<Filter> filters = new ArrayList<>();
        filters.add(RequestIdFilter.withDefaults());
        filters.add(new AccessLogFilter(settings, skipped));
        filters.addAll(List.of(inner));
        try (CapturedLog log = CapturedLog.of(AccessLogFilter.LOGGER, level)) {
            try (FilterServer server = FilterServer.start(
                    errorPage, List.of(AccessLogFilter.requestListener()), handler, filters.toArray(Filter[]::new))) {
                server.get(path, "X-Request-ID", "mine");
            }
            return log.events();
        }
    }

    private static Map<String, Object> fields(ILoggingEvent event) {
        return event.getKeyValuePairs().stream()
                .collect(Collectors.toMap((KeyValuePair pair) -> pair.key, pair -> pair.value));
    }

    private static final class LoggedIn extends HttpServletRequestWrapper {
        private final String name;

        LoggedIn(HttpServletRequest request, String name) {
            super(request);
            this.name = name;
        }

        @Override
        public Principal getUserPrincipal() {
            return () -> name;
        }
    }
}
