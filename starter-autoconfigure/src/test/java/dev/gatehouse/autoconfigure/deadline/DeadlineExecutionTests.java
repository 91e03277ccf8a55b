package dev.gatehouse.autoconfigure.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.deadline.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** Calls on threads that nobody interrupts, of servers that say nothing. */
class DeadlineExecutionTests {

    @Test
    void endsAConnectThatHangs() throws Exception {
        HttpComponentsClientHttpRequestFactory factory = factory(5);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> connections = fillBacklog(server);
            checkEnds(factory, server);
            for (Socket connection : connections) {
                connection.close();
            }
        } finally {
            factory.destroy();
        }
    }

    @Test
    void endsTheWaitForAConnectionOfThePool() throws Exception {
        HttpComponentsClientHttpRequestFactory factory = factory(1);
        try {
            CompletableFuture<Void> holder;
            try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
                holder = CompletableFuture.runAsync(() -> call(factory, server));
                try (Socket held = server.accept()) {
                    checkEnds(factory, server);
                    assertThat(held.isClosed()).isFalse();
                }
            }
            // It tries once more, and waits for an answer as long as somebody listens.
            assertThatThrownBy(holder::get).isInstanceOf(ExecutionException.class);
        } finally {
            factory.destroy();
        }
    }

    private static void checkEnds(HttpComponentsClientHttpRequestFactory factory, ServerSocket server) {
        Deadline deadline = Deadline.after(Duration.ofMillis(200));
        CompletableFuture<Void> call = CompletableFuture.runAsync(() -> deadline.run(() -> call(factory, server)));
        assertThatThrownBy(() -> call.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ResourceAccessException.class);
    }

    private static void call(HttpComponentsClientHttpRequestFactory factory, ServerSocket server) {
        RestClient.builder()
                .requestFactory(factory)
                .build()
                .get()
                .uri("http://127.0.0.1:" + server.getLocalPort() + "/")
                .retrieve()
                .toBodilessEntity();
    }

    private static HttpComponentsClientHttpRequestFactory factory(int connections) {
        return DeadlineExecution.addTo(ClientHttpRequestFactoryBuilder.httpComponents()
                        .withConnectionManagerCustomizer(pool -> pool.setMaxConnPerRoute(connections)))
                .build();
    }

    private static List<Socket> fillBacklog(ServerSocket server) throws IOException {
        List<Socket> connections = new ArrayList<>();
        while (true) {
            Socket connection = new Socket();
            connections.add(connection);
            try {
                connection.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 200);
            } catch (SocketTimeoutException full) {
                return connections;
            }
        }
    }
}
