package dev.gatehouse.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.FilterServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrainFilterTests {

    private final Drain drain = new Drain();

    @Test
    void keepsConnectionsUntilTheDrainBegins() throws Exception {
        try (FilterServer server = start()) {
            assertThat(server.get("/").headers().firstValue("Connection")).isEmpty();
            assertThat(drain.begin()).isTrue();
            assertThat(drain.begin()).isFalse();
            assertThat(server.get("/").headers().allValues("Connection")).containsExactly("close");
            assertThat(server.get("/").body()).isEqualTo("answered");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/begin", "/begin?flush", "/begin?later", "/begin?later-unwrapped", "/begin?error"})
    void endsTheConnectionOfARequestThatWasInFlightWhenTheDrainBegan(String path) throws Exception {
        try (FilterServer server = start()) {
            assertThat(server.get(path).headers().allValues("Connection")).containsExactly("close");
        }
    }

    @Test
    void leavesAWebSocketHandshakeOne() throws Exception {
        try (FilterServer server = start()) {
            drain.begin();
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(
                            URI.create(server.uri("/socket").toString().replace("http:", "ws:")),
                            new WebSocket.Listener() {})
                    .get(10, TimeUnit.SECONDS);
            socket.abort();
        }
    }

    private FilterServer start() throws Exception {
        return FilterServer.start(this::handle, new DrainFilter(drain));
    }

    private void handle(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        if (request.getRequestURI().equals("/socket")) {
            shakeHands(request, response);
            return;
        }
        String how = Objects.requireNonNullElse(request.getQueryString(), "");
        if (how.startsWith("later") && request.getDispatcherType() == DispatcherType.REQUEST) {
            (how.equals("later") ? request.startAsync(request, response) : request.startAsync()).dispatch();
            return;
        }
        if (request.getRequestURI().equals("/begin")) {
            drain.begin();
        }
        if (how.equals("error")) {
            response.sendError(500);
            return;
        }
        response.getWriter().print("answered");
        if (how.equals("flush")) {
            response.flushBuffer();
        }
    }

    /** As RFC 6455, 4.2.2, says. */
    private static void shakeHands(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String key = request.getHeader("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
        response.setHeader("Upgrade", "websocket");
        response.setHeader("Connection", "upgrade");
        response.setHeader("Sec-WebSocket-Accept", Base64.getEncoder().encodeToString(sha1(key)));
        request.upgrade(Upgraded.class);
    }

    private static byte[] sha1(String text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says nothing. */
    public static final class Upgraded implements HttpUpgradeHandler {

        @Override
        public void init(WebConnection connection) {}

        @Override
        public void destroy() {}
    }
}
