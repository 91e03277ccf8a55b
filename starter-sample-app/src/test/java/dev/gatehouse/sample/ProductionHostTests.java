package dev.gatehouse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** In production the sample answers for its own hosts, and over HTTPS. */
@ProductionService
class ProductionHostTests extends HttpTest {

    @LocalServerPort
    private int port;

    @Test
    void refusesAnotherHost() throws IOException {
        assertThat(answer("evil.example", "text/html"))
                .startsWith("HTTP/1.1 400")
                .contains("\"error_code\":\"untrusted_host\"");
    }

    @Test
    void refusesAProgramInPlainHttp() throws IOException {
        assertThat(answer("api.example.com", "application/json"))
                .startsWith("HTTP/1.1 403")
                .contains("\"error_code\":\"https_required\"");
    }

    @Test
    void redirectsAPersonInPlainHttp() throws IOException {
        assertThat(answer("api.example.com", "text/html"))
                .startsWith("HTTP/1.1 308")
                .contains("Location: https://api.example.com/api/v1/users/me\r\n");
    }

    /** The client of the other tests does not let a test choose the host. */
    private String answer(String host, String accept) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            String request = "GET /api/v1/users/me HTTP/1.1\r\nHost: " + host + "\r\nAccept: " + accept
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
