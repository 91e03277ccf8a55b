package dev.gatehouse.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.FilterServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
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

    private FilterServer start() throws Exception {
        return FilterServer.start(this::handle, new DrainFilter(drain));
    }

    private void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
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
}
