package dev.gatehouse.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.FilterServer;
import dev.gatehouse.JettyServer;
import dev.gatehouse.RawHttp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.jetty.http.HttpException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A form that the container cannot read is the fault of its client, though the application is where that is thrown. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenFormsInContainersTests {

    private static final String MANY_KEYS =
            IntStream.range(0, 1500).mapToObj(i -> "k" + i + "=1").collect(Collectors.joining("&"));

    private final AtomicInteger failures = new AtomicInteger();
    private FilterServer tomcat;
    private JettyServer jetty;

    @BeforeAll
    void start() throws Exception {
        tomcat = FilterServer.start(BrokenFormsInContainersTests::handle, format());
        jetty = JettyServer.start(BrokenFormsInContainersTests::handle, format());
    }

    @AfterAll
    void stop() throws Exception {
        tomcat.close();
        jetty.close();
    }

    @AfterEach
    void forgetFailures() {
        failures.set(0);
    }

    private ErrorFormatFilter format() {
        UncaughtExceptions uncaught =
                new UncaughtExceptions(List.of((request, exception) -> failures.incrementAndGet()));
        return new ErrorFormatFilter(RejectionWriter.withDefaults(), uncaught, request -> false);
    }

    private static void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getRequestURI().equals("/unavailable")) {
            throw new HttpException.RuntimeException(503, "expected");
        }
        response.getWriter().print("a=" + request.getParameter("a"));
    }

    @Test
    void areRefusedInTomcat() throws Exception {
        int port = tomcat.uri("").getPort();
        assertThat(post(port, "/", "a=1")).startsWith("HTTP/1.1 200").endsWith("a=1");
        check(post(port, "/", "a=%zz"), 400);
        check(post(port, "/", MANY_KEYS), 400);
        check(announce(port, 3_000_000), 413);
    }

    @Test
    void areRefusedInJetty() throws Exception {
        int port = jetty.uri().getPort();
        assertThat(post(port, "/", "a=1")).startsWith("HTTP/1.1 200").endsWith("a=1");
        check(post(port, "/", "a=%zz"), 400);
        check(post(port, "/", "a=%ff"), 400);
        check(post(port, "/", MANY_KEYS), 400);
        check(announce(port, 3_000_000), 400);
    }

    @Test
    void aFailureOfTheContainerIsStillOne() throws Exception {
        assertThat(post(jetty.uri().getPort(), "/unavailable", "")).startsWith("HTTP/1.1 500");
        assertThat(failures).hasValue(1);
    }

    private void check(String answer, int status) {
        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("application/problem+json");
        assertThat(failures).hasValue(0);
    }

    private static String post(int port, String path, String form) throws Exception {
        return send(port, path, form.length(), form);
    }

    /** What is sent after the refusal might make the answer get lost. */
    private static String announce(int port, int length) throws Exception {
        return send(port, "/", length, "a=b");
    }

    private static String send(int port, String path, int length, String form) throws Exception {
        return RawHttp.sendAndEnd(
                port,
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + length + "\r\n\r\n"
                        + form);
    }
}
