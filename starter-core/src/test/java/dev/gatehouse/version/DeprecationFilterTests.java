package dev.gatehouse.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.FilterServer;
import dev.gatehouse.error.RejectionWriter;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class DeprecationFilterTests {

    private static final Deprecation DEPRECATION = new Deprecation(
            DeprecationDate.of("2026-01-01"),
            DeprecationDate.of("2026-07-01"),
            DeprecationLink.of("/v2/orders"),
            DeprecationLink.of("https://docs.example.com/orders"),
            DeprecationLink.of("https://docs.example.com/sunset"));

    private final List<String> heard = new CopyOnWriteArrayList<>();

    private FilterServer start(String now, boolean goneAfterSunset) throws Exception {
        DeprecationGate gate = new DeprecationGate(
                RejectionWriter.withDefaults(),
                Clock.fixed(Instant.parse(now), ZoneOffset.UTC),
                List.of((request, endpoint, refused) -> heard.add(endpoint + " " + refused)));
        DeprecationRule rule = new DeprecationRule(
                "orders", request -> request.getRequestURI().equals("/orders"), DEPRECATION, goneAfterSunset);
        return FilterServer.start(
                (request, response) -> {
                    if ("reset".equals(request.getQueryString())) {
                        response.reset();
                    }
                    if ("own-headers".equals(request.getQueryString())) {
                        response.setHeader("Deprecation", "@0");
                        response.setHeader("Sunset", null);
                        response.setHeader("Link", "</own>; rel=\"next\"");
                    } else {
                        response.addHeader("Link", "</own>; rel=\"next\"");
                    }
                    if ("fail".equals(request.getQueryString())) {
                        response.sendError(400);
                    }
                },
                new DeprecationFilter(gate, List.of(rule)));
    }

    @Test
    void announcesWhatIsDeprecatedAndNothingElse() throws Exception {
        try (FilterServer server = start("2026-08-01T00:00:00Z", false)) {
            HttpResponse<String> deprecated = server.get("/orders");
            assertThat(deprecated.statusCode()).isEqualTo(200);
            checkHeaders(deprecated);
            assertThat(deprecated.headers().allValues("Link")).contains("</own>; rel=\"next\"");
            HttpResponse<String> other = server.get("/other");
            assertThat(other.headers().firstValue("Deprecation")).isEmpty();
            assertThat(other.headers().firstValue("Sunset")).isEmpty();
            assertThat(heard).containsExactly("orders false");
        }
    }

    @Test
    void announcesOnceAcrossAnErrorDispatch() throws Exception {
        try (FilterServer server = start("2026-08-01T00:00:00Z", false)) {
            HttpResponse<String> failed = server.get("/orders?fail");
            assertThat(failed.statusCode()).isEqualTo(400);
            checkHeaders(failed);
            assertThat(heard).containsExactly("orders false");
        }
    }

    @Test
    void announcesOnceWhereTheApplicationResetsTheResponse() throws Exception {
        try (FilterServer server = start("2026-08-01T00:00:00Z", false)) {
            HttpResponse<String> reset = server.get("/orders?reset");
            checkHeaders(reset);
            assertThat(reset.headers().allValues("Link")).hasSize(2);
            assertThat(server.get("/orders").headers().allValues("Link")).hasSize(2);
        }
    }

    @Test
    void announcesBesideTheHeadersThatTheApplicationSets() throws Exception {
        try (FilterServer server = start("2026-08-01T00:00:00Z", false)) {
            HttpResponse<String> own = server.get("/orders?own-headers");
            assertThat(own.headers().allValues("Deprecation")).containsExactly("@0");
            assertThat(own.headers().allValues("Sunset")).containsExactly("Wed, 01 Jul 2026 00:00:00 GMT");
            assertThat(own.headers().allValues("Link"))
                    .hasSize(2)
                    .contains("</own>; rel=\"next\"")
                    .anyMatch(link -> link.startsWith("</v2/orders>"));
        }
    }

    @Test
    void refusesAfterTheSunsetWhereAsked() throws Exception {
        try (FilterServer server = start("2026-07-01T00:00:00Z", true)) {
            HttpResponse<String> gone = server.get("/orders");
            assertThat(gone.statusCode()).isEqualTo(410);
            checkHeaders(gone);
            assertThat(gone.body())
                    .contains("\"error_code\":\"gone\"", "\"successor\":[\"/v2/orders\"]")
                    .contains("\"documentation\":[\"https://docs.example.com/orders\"]");
            assertThat(heard).containsExactly("orders true");
        }
    }

    @Test
    void letsPassUntilTheSunset() throws Exception {
        try (FilterServer server = start("2026-06-30T23:59:59Z", true)) {
            assertThat(server.get("/orders").statusCode()).isEqualTo(200);
        }
    }

    private static void checkHeaders(HttpResponse<String> response) {
        assertThat(response.headers().allValues("Deprecation")).containsExactly("@1767225600");
        assertThat(response.headers().allValues("Sunset")).containsExactly("Wed, 01 Jul 2026 00:00:00 GMT");
        assertThat(response.headers().allValues("Link"))
                .contains("</v2/orders>; rel=\"successor-version\","
                        + " <https://docs.example.com/orders>; rel=\"deprecation\","
                        + " <https://docs.example.com/sunset>; rel=\"sunset\"");
    }
}
