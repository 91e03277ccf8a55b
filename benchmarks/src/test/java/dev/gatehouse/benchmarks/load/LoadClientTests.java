package dev.gatehouse.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.benchmarks.load.LoadClient.Load;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadClientTests {

    private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(100);

    private final AtomicInteger served = new AtomicInteger();
    private final Set<Integer> clientPorts = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** A length of 0 makes this server answer in chunks. */
    private void answer(int status, int announced, int size) {
        byte[] body = "x".repeat(size).getBytes(StandardCharsets.US_ASCII);
        server.createContext("/hello", exchange -> {
            seen(exchange);
            exchange.sendResponseHeaders(status, announced);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private void seen(HttpExchange exchange) {
        served.incrementAndGet();
        clientPorts.add(exchange.getRemoteAddress().getPort());
    }

    private LoadClient client(int connections) {
        return new LoadClient(server.getAddress().getPort(), "/hello", connections);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 100_000})
    void readsAnswersOfFixedLength(int size) throws Exception {
        answer(200, size, size);

        Load load = client(2).drive(MOMENT);

        assertThat(load.latencies().total()).isEqualTo(served.get()).isPositive();
        assertThat(load.nanos()).isGreaterThanOrEqualTo(MOMENT);
        assertThat(clientPorts).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 100_000})
    void readsChunkedAnswers(int size) throws Exception {
        answer(200, 0, size);

        Load load = client(2).drive(MOMENT);

        assertThat(load.latencies().total()).isEqualTo(served.get()).isGreaterThan(2);
        assertThat(clientPorts).hasSize(2);
    }

    @Test
    void connectsAgainWhenTheServerClosesTheConnection() throws Exception {
        server.createContext("/hello", exchange -> {
            seen(exchange);
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(200, 1);
            exchange.getResponseBody().write('x');
            exchange.close();
        });

        try (KeptConnection connection = new KeptConnection(server.getAddress().getPort(), "/hello")) {
            assertThat(connection.get()).isEqualTo(200);
            assertThat(connection.get()).isEqualTo(200);
        }
        assertThat(clientPorts).hasSize(2);
    }

    @Test
    void endsAtAnyOtherStatus() {
        answer(429, 3, 3);

        assertThatIOException().isThrownBy(() -> client(2).drive(MOMENT)).withMessageContaining("429");
    }

    @Test
    void endsWhenNobodyListens() {
        LoadClient client = client(1);
        server.stop(0);

        assertThatIOException().isThrownBy(() -> client.drive(MOMENT));
    }
}
