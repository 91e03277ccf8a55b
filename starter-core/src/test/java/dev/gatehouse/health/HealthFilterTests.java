package dev.gatehouse.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.FilterServer;
import dev.gatehouse.RawHttp;
import dev.gatehouse.error.RejectionWriter;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthFilterTests {

    private static final String TOKEN = "0123456789abcdef";

    private final AtomicReference<HealthStatus> status = new AtomicReference<>(HealthStatus.UP);
    private final AtomicReference<HealthGuard.Standing> standing =
            new AtomicReference<>(HealthGuard.Standing.ANONYMOUS);
    private final HealthRoutes routes = routes();
    private FilterServer server;

    private HealthRoutes routes() {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("application", "shop");
        identity.put("version", "1.2\"3");
        HealthGuard guard = new HealthGuard(HealthToken.of(TOKEN), request -> standing.get());
        return new HealthRoutes(List.of(
                new HealthRoute("/health", new StatusEndpoint(status::get, identity), null),
                new HealthRoute("/health/ping", StatusEndpoint.ping(), null),
                new HealthRoute("/health/detailed", new StatusEndpoint(() -> HealthStatus.UP), guard)));
    }

    @BeforeEach
    void start() throws Exception {
        server = FilterServer.start(
                (request, response) -> response.getWriter().print("application"),
                new HealthFilter(routes),
                new GuardedHealthFilter(routes, RejectionWriter.withDefaults()));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void tellsTheStatusAndWhoTheServiceIs() throws Exception {
        HttpResponse<String> response = server.get("/health");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(response.body()).isEqualTo("{\"status\":\"UP\",\"application\":\"shop\",\"version\":\"1.2\\\"3\"}");
    }

    @Test
    void answers503WhileTheServiceIsNotAvailable() throws Exception {
        status.set(HealthStatus.DOWN);
        HttpResponse<String> response = server.get("/health");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).startsWith("{\"status\":\"DOWN\",");
        status.set(HealthStatus.DEGRADED);
        assertThat(server.get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void answersAHeadWithoutABody() throws Exception {
        assertThat(RawHttp.send(
                        server.uri("").getPort(), "HEAD /health/ping HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .contains("Content-Length: 15\r\n")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/healthy", "/health/", "/health/other", "/HEALTH", "/health;a=b", "/%68ealth", "//health"})
    void leavesEverySpellingButItsOwnToTheApplication(String path) throws Exception {
        assertThat(server.get(path).body()).isEqualTo("application");
    }

    @Test
    void leavesOtherMethodsToTheApplication() throws Exception {
        assertThat(RawHttp.send(
                        server.uri("").getPort(),
                        "POST /health HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                .endsWith("application");
    }

    @Test
    void leavesAPathThatWasWithdrawnToTheApplication() throws Exception {
        routes.withdraw(Set.of("/health"));
        assertThat(server.get("/health").body()).isEqualTo("application");
        assertThat(server.get("/health/ping").body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void letsTheTokenInAndNobodyElse() throws Exception {
        assertThat(server.get("/health/detailed", "Authorization", "Bearer " + TOKEN)
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.get("/health/detailed", "Authorization", "bearer " + TOKEN)
                        .statusCode())
                .isEqualTo(200);
        for (String wrong : List.of("Bearer " + TOKEN + "0", "Bearer 0123456789abcdeF", "Bearer", "Bearer ", TOKEN)) {
            HttpResponse<String> response = server.get("/health/detailed", "Authorization", wrong);
            assertThat(response.statusCode()).as(wrong).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"health\"");
            assertThat(response.body())
                    .contains("\"error_code\":\"unauthenticated\"")
                    .doesNotContain("UP");
        }
    }

    @Test
    void letsUsersInWhoHaveTheRight() throws Exception {
        standing.set(HealthGuard.Standing.ADMITTED);
        assertThat(server.get("/health/detailed").statusCode()).isEqualTo(200);
        standing.set(HealthGuard.Standing.FORBIDDEN);
        assertThat(server.get("/health/detailed").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "0123456789abcde", "0123456789abcde f", "0123456789abcdef\u00e4"})
    void refusesATokenThatIsTooShortOrCannotBeSentWithoutShowingIt(String token) {
        assertThatThrownBy(() -> HealthToken.of(token))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16 characters")
                .satisfies(e -> assertThat(token.isEmpty() || !e.getMessage().contains(token))
                        .isTrue());
        assertThat(HealthToken.of(TOKEN)).asString().doesNotContain(TOKEN);
    }

    @Test
    void refusesRoutesThatCannotBe() {
        HealthRoute route = new HealthRoute("/health", StatusEndpoint.ping(), null);
        assertThatThrownBy(() -> new HealthRoutes(List.of(route, route))).hasMessageContaining("/health");
        assertThatThrownBy(() -> new HealthRoute("health", StatusEndpoint.ping(), null))
                .hasMessageContaining("slash");
    }
}
