package dev.gatehouse.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.FilterServer;
import org.junit.jupiter.api.Test;

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

    @Test
    void endsTheConnectionOfARequestThatWasInFlightWhenTheDrainBegan() throws Exception {
        try (FilterServer server = start()) {
            assertThat(server.get("/begin").headers().allValues("Connection")).containsExactly("close");
        }
    }

    private FilterServer start() throws Exception {
        return FilterServer.start(
                (request, response) -> {
                    if (request.getRequestURI().equals("/begin")) {
                        drain.begin();
                    }
                    response.getWriter().print("answered");
                },
                new DrainFilter(drain));
    }
}
