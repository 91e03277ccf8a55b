package dev.gatehouse.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.FilterServer;
import dev.gatehouse.JettyServer;
import dev.gatehouse.deadline.RequestTimeoutFilter;
import dev.gatehouse.deadline.RequestTimeoutSettings;
import dev.gatehouse.deadline.Timeout;
import dev.gatehouse.error.ErrorFormatFilter;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.error.UncaughtExceptions;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The time-out ends the read of a body in the portable way, too, and whether or not the interrupt ends the read. */
class BodyDeadlineInContainersTests {

    @Test
    void endsABodyThatTricklesIntoTomcat() throws Exception {
        try (FilterServer tomcat = FilterServer.start(BodyDeadlineInContainersTests::handle, chain())) {
            checkTimedOut(tomcat.uri(""));
        }
    }

    @Test
    void endsABodyThatTricklesIntoJetty() throws Exception {
        try (JettyServer jetty = JettyServer.start(BodyDeadlineInContainersTests::handle, chain())) {
            checkTimedOut(jetty.uri());
        }
    }

    private static Filter[] chain() {
        RejectionWriter rejections = RejectionWriter.withDefaults();
        RequestTimeoutSettings timeouts = new RequestTimeoutSettings(
                new Timeout(Duration.ofMillis(200)),
                List.of(),
                false,
                false,
                true,
                Duration.ofSeconds(10),
                Duration.ofSeconds(5));
        return new Filter[] {
            new ErrorFormatFilter(rejections, new UncaughtExceptions(List.of()), request -> false),
            new RequestTimeoutFilter(timeouts, rejections, List.of()),
            new RequestLimitsFilter(
                    RequestLimitsSettings.defaults(), BodyLimits.of(10_000), rejections, new ContainerCounting())
        };
    }

    /** Takes what a read throws for the fault of the client. */
    private static void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            response.getWriter().print("read " + request.getInputStream().readAllBytes().length);
        } catch (IOException e) {
            response.setStatus(400);
        }
    }

    private static void checkTimedOut(URI server) throws IOException {
        for (String path : List.of("/first", "/second")) {
            try (Socket socket = new Socket("127.0.0.1", server.getPort())) {
                write(socket, "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n");
                assertThat(dripUntilAnswered(socket))
                        .startsWith("HTTP/1.1 503")
                        .contains("Retry-After: 5")
                        .contains("Connection: close")
                        .contains("deadline_exceeded");
            }
        }
    }

    private static String dripUntilAnswered(Socket socket) throws IOException {
        socket.setSoTimeout(50);
        byte[] answer = new byte[4096];
        for (int drips = 0; drips < 200; drips++) {
            try {
                int read = socket.getInputStream().read(answer);
                return new String(answer, 0, Math.max(0, read), StandardCharsets.ISO_8859_1);
            } catch (SocketTimeoutException nothingYet) {
                write(socket, "x");
            }
        }
        throw new SocketTimeoutException("No answer after 10 seconds.");
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
