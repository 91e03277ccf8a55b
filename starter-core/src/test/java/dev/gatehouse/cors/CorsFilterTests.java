package dev.gatehouse.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.FilterServer;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.net.ClientAddress;
import dev.gatehouse.net.ForwardedHeader;
import dev.gatehouse.net.ForwardedTarget;
import dev.gatehouse.net.OriginPattern;
import dev.gatehouse.net.SameOrigin;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The filter alone, without any other feature around it. */
class CorsFilterTests {

    private static final String APP = "https://app.example.com";

    @Test
    void needsNoOtherFilter() throws Exception {
        try (FilterServer server = server()) {
            HttpResponse<String> allowed = server.get("/ok", "Origin", APP);
            assertThat(allowed.headers().allValues("Access-Control-Allow-Origin"))
                    .containsExactly(APP);
            assertThat(server.get("/ok", "Origin", "https://evil.example").statusCode())
                    .isEqualTo(403);
            assertThat(server.get("/ok").headers().allValues("Vary")).containsExactly("Origin");
        }
    }

    @Test
    void holdsInAnErrorOfTheContainer() throws Exception {
        try (FilterServer server = server()) {
            for (String path : List.of("/fail", "/reset-and-fail", "/send-error")) {
                HttpResponse<String> response = server.get(path, "Origin", APP);
                assertThat(response.statusCode()).as(path).isGreaterThanOrEqualTo(400);
                assertThat(response.headers().allValues("Access-Control-Allow-Origin"))
                        .as(path)
                        .containsExactly(APP);
                assertThat(response.headers().allValues("Vary")).as(path).contains("Origin");
            }
        }
    }

    private static FilterServer server() throws Exception {
        CorsSettings settings = CorsSettings.defaults().withAllowedOrigins(List.of(OriginPattern.of(APP)));
        CorsFilter filter = new CorsFilter(
                CorsPolicies.everywhere(settings),
                new SameOrigin(new ForwardedTarget(request -> ClientAddress.UNKNOWN, ForwardedHeader.AUTO)),
                RejectionWriter.withDefaults());
        return FilterServer.start(
                (request, response) -> {
                    switch (request.getRequestURI()) {
                        case "/ok" -> response.getWriter().print("ok");
                        case "/send-error" -> response.sendError(418);
                        case "/reset-and-fail" -> {
                            response.reset();
                            throw new IllegalStateException("expected");
                        }
                        default -> throw new IllegalStateException("expected");
                    }
                },
                filter);
    }
}
