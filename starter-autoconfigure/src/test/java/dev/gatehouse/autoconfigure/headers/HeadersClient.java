package dev.gatehouse.autoconfigure.headers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Speaks to a running service and checks its headers. */
final class HeadersClient {

    static final String API_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** What every response without HTML has over plain HTTP; Cache-Control is looked at by itself. */
    static final Map<String, String> API = Map.ofEntries(
            Map.entry("X-Content-Type-Options", "nosniff"),
            Map.entry("X-Frame-Options", "DENY"),
            Map.entry("Referrer-Policy", "no-referrer"),
            Map.entry("Content-Security-Policy", API_POLICY),
            Map.entry("Cross-Origin-Opener-Policy", "same-origin"),
            Map.entry("Cross-Origin-Embedder-Policy", "require-corp"),
            Map.entry("Cross-Origin-Resource-Policy", "same-origin"),
            Map.entry("Origin-Agent-Cluster", "?1"),
            Map.entry("X-Permitted-Cross-Domain-Policies", "none"),
            Map.entry("X-DNS-Prefetch-Control", "off"),
            Map.entry("X-XSS-Protection", "0"));

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;

    HeadersClient(int port) {
        this.port = port;
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Sends a path that a URI class would refuse. */
    String raw(String path) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static void hasOneOfEach(HttpResponse<?> response, Map<String, String> expected) {
        expected.forEach((name, value) ->
                assertThat(response.headers().allValues(name)).as(name).isEqualTo(List.of(value)));
        assertThat(response.headers().allValues("Permissions-Policy"))
                .singleElement()
                .asString()
                .contains("camera=()", "geolocation=()", "unload=()");
        assertThat(response.headers().allValues("Strict-Transport-Security")).isEmpty();
    }

    static List<String> values(HttpResponse<?> response, String name) {
        return response.headers().allValues(name);
    }
}
