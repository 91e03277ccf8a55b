package dev.gatehouse.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.FilterServer;
import dev.gatehouse.JettyServer;
import dev.gatehouse.RawHttp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that nobody can read is the fault of its client, also where the container lets the application fail on it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenBodiesInContainersTests {

    private final AtomicInteger failures = new AtomicInteger();
    private FilterServer tomcat;
    private JettyServer jetty;

    @BeforeAll
    void start() throws Exception {
        tomcat = FilterServer.start(BrokenBodiesInContainersTests::handle, format());
        jetty = JettyServer.start(BrokenBodiesInContainersTests::handle, format());
    }

    @AfterAll
    void stop() throws Exception {
        tomcat.close();
        jetty.close();
    }

    @AfterEach
    void nothingWasAFailureOfTheService() {
        assertThat(failures).hasValue(0);
    }

    private ErrorFormatFilter format() {
        UncaughtExceptions uncaught =
                new UncaughtExceptions(List.of((request, exception) -> failures.incrementAndGet()));
        return new ErrorFormatFilter(RejectionWriter.withDefaults(), uncaught, request -> false);
    }

    private static void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getRequestURI()) {
            case "/wrap" -> wrap(request);
            default -> request.getInputStream().readAllBytes();
        }
        response.getWriter().print("ok");
    }

    private static void wrap(HttpServletRequest request) {
        try {
            request.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("An import failed.", new UncheckedIOException(e));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/read", "/wrap"})
    void thatIsNoProperChunkedOneIsRefused(String path) throws Exception {
        for (int port : ports()) {
            String answer = RawHttp.send(port, head(path) + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n");
            assertThat(answer).startsWith("HTTP/1.1 400").contains("\"error_code\":\"bad_request\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/read", "/wrap"})
    void thatEndsEarlyIsRefused(String path) throws Exception {
        for (int port : ports()) {
            for (String body : List.of("Content-Length: 50\r\n\r\nabc", "Transfer-Encoding: chunked\r\n\r\n5\r\nab")) {
                assertThat(RawHttp.sendAndEnd(port, head(path) + body)).startsWith("HTTP/1.1 400");
            }
        }
    }

    private List<Integer> ports() {
        return List.of(tomcat.uri("").getPort(), jetty.uri().getPort());
    }

    private static String head(String path) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    }
}
