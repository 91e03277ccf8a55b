package dev.gatehouse.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gatehouse.FilterServer;
import dev.gatehouse.JettyServer;
import dev.gatehouse.error.UncaughtExceptions;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever answers after the deadline has answered, however the answer leaves; who failed, or says nothing, has not. */
@Tag("alone")
class LateAnswerTests {

    private static final String LARGE = "x".repeat(20_000);
    private static final SlowHandlers HANDLERS = new SlowHandlers(40);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static Stream<Arguments> answers() {
        return Stream.of("busy", "swallowing", "restoring")
                .flatMap(how -> Stream.of(
                        arguments(how, "small", 200, "done"),
                        arguments(how, "large", 200, LARGE),
                        arguments(how, "large-text", 200, LARGE),
                        arguments(how, "flushed", 200, "done"),
                        arguments(how, "closed", 200, "done"),
                        arguments(how, "of-known-length", 200, "done"),
                        arguments(how, "of-length-in-header", 200, "done"),
                        arguments(how, "created", 201, ""),
                        arguments(how, "ok", 200, ""),
                        arguments(how, "redirect", 302, ""),
                        arguments(how, "conflict", 409, LARGE),
                        arguments(how, "page-for-browsers", 503, LARGE)));
    }

    static Stream<Arguments> failures() {
        return Stream.of("busy", "swallowing", "restoring")
                .flatMap(how -> Stream.of(
                                "nothing", "header", "failed", "failed-large", "failed-flushed", "error", "thrown")
                        .map(what -> arguments(how, what)));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void standsInTomcat(String how, String what, int status, String body) throws Exception {
        try (FilterServer tomcat = FilterServer.start(LateAnswerTests::handle, chain())) {
            checkAnswer(tomcat.uri(""), how, what, status, body);
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void isATimeoutInTomcat(String how, String what) throws Exception {
        try (FilterServer tomcat = FilterServer.start(LateAnswerTests::handle, chain())) {
            checkTimeout(tomcat.uri(""), how, what);
        }
    }

    @Test
    void isTheSameInJetty() throws Exception {
        try (JettyServer jetty = JettyServer.start(LateAnswerTests::handle, chain())) {
            URI base = jetty.uri();
            for (Arguments answer : answers().toList()) {
                Object[] a = answer.get();
                checkAnswer(base, (String) a[0], (String) a[1], (int) a[2], (String) a[3]);
            }
            for (Arguments failure : failures().toList()) {
                checkTimeout(base, (String) failure.get()[0], (String) failure.get()[1]);
            }
        }
    }

    private static void checkAnswer(URI base, String how, String what, int status, String body) throws Exception {
        HttpResponse<String> response = get(base, "/" + how + "/" + what);
        assertThat(response.statusCode()).as(how + " " + what).isEqualTo(status);
        assertThat(response.body()).as(how + " " + what).isEqualTo(body);
        assertThat(get(base, "/ok").body()).as("after " + how + " " + what).isEqualTo("ok");
    }

    private static void checkTimeout(URI base, String how, String what) throws Exception {
        HttpResponse<String> response = get(base, "/" + how + "/" + what);
        assertThat(response.statusCode()).as(how + " " + what).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(response.body()).as(how + " " + what).contains("deadline_exceeded");
        assertThat(get(base, "/ok").body()).as("after " + how + " " + what).isEqualTo("ok");
    }

    private static HttpResponse<String> get(URI base, String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static Filter[] chain() {
        PathTimeout none =
                new PathTimeout(request -> request.getRequestURI().equals("/ok"), new Timeout(Duration.ZERO));
        return RequestTimeoutFilterTests.chain(new RequestTimeoutSettings(
                new Timeout(Duration.ofMillis(20)),
                List.of(none),
                false,
                false,
                true,
                Duration.ofSeconds(10),
                Duration.ofSeconds(5)));
    }

    private static void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String[] path = request.getRequestURI().split("/");
        if (path.length < 3) {
            response.getWriter().print(Thread.currentThread().isInterrupted() ? "interrupted" : "ok");
            return;
        }
        beLate(path[1]);
        if (path[2].equals("page-for-browsers")) {
            assertThat(UncaughtExceptions.overruling(request)).isNotNull();
            response.setStatus(503);
            response.getWriter().print(LARGE);
        } else {
            answer(path[2], response);
        }
    }

    private static void beLate(String how) {
        if (how.equals("busy")) {
            HANDLERS.spin();
            return;
        }
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            if (how.equals("restoring")) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void answer(String what, HttpServletResponse response) throws IOException {
        switch (what) {
            case "small" -> response.getWriter().print("done");
            case "large" -> print(response, LARGE);
            case "large-text" -> response.getWriter().print(LARGE);
            case "flushed" -> {
                print(response, "done");
                response.flushBuffer();
            }
            case "closed" -> {
                print(response, "done");
                response.getOutputStream().close();
            }
            case "of-known-length" -> {
                response.setContentLength(4);
                print(response, "done");
            }
            case "of-length-in-header" -> {
                response.addHeader("content-length", "4");
                print(response, "done");
            }
            case "created" -> response.setStatus(201);
            case "ok" -> response.setStatus(200);
            case "redirect" -> response.sendRedirect("/ok");
            case "conflict" -> {
                response.setStatus(409);
                print(response, LARGE);
            }
            case "header" -> response.setHeader("X-Step", "1");
            case "failed" -> {
                response.setStatus(500);
                response.getWriter().print("Interrupted");
            }
            case "failed-large" -> {
                response.setStatus(500);
                response.getWriter().print(LARGE);
            }
            case "failed-flushed" -> {
                response.setStatus(502);
                print(response, "Interrupted");
                response.flushBuffer();
            }
            case "error" -> response.sendError(500);
            case "thrown" -> {
                response.getWriter().print("half of it");
                throw new IllegalStateException("expected");
            }
            default -> {}
        }
    }

    private static void print(HttpServletResponse response, String text) throws IOException {
        ServletOutputStream out = response.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
