package dev.gatehouse.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.FilterServer;
import dev.gatehouse.JettyServer;
import dev.gatehouse.RawHttp;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.net.ClientAddressSettings;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who begins a body and does not send the rest gets nothing back, in no container. */
class CutBodiesInContainersTests {

    private final AtomicInteger handled = new AtomicInteger();

    @Test
    void useUpALimitInTomcat() throws Exception {
        try (FilterServer server = FilterServer.start(this::handle, limit())) {
            cutBodies(server.uri("").getPort());
        }
        assertThat(handled).hasValue(5);
    }

    @Test
    void useUpALimitInJetty() throws Exception {
        try (JettyServer server = JettyServer.start(this::handle, limit())) {
            cutBodies(server.uri().getPort());
        }
        assertThat(handled).hasValue(5);
    }

    private static void cutBodies(int port) throws IOException {
        String head = "POST /read HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        for (int i = 0; i < 10; i++) {
            RawHttp.sendAndEnd(port, head + "Content-Length: 50\r\n\r\nabc");
        }
    }

    private void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        handled.incrementAndGet();
        response.getWriter().print(request.getInputStream().readAllBytes().length);
    }

    private static Filter limit() {
        ClientAddressResolver addresses = ClientAddressResolver.of(ClientAddressSettings.defaults());
        RateLimitRule rule = RateLimitRule.of("default", KeyResolver.ip(addresses, 64), Limit.of("5/hour"))
                .refundingOn(StatusSet.of(List.of("5xx")))
                .build();
        RateLimitGate gate = new RateLimitGate(
                new RateLimiter(new MemoryRateLimitStore(10), List.of()),
                RateLimitSettings.defaults(),
                addresses,
                RejectionWriter.withDefaults());
        return new RateLimitFilter(gate, new RateLimitRules(rule, List.of(), request -> false));
    }
}
