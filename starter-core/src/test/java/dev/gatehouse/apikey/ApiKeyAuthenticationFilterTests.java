package dev.gatehouse.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.FilterServer;
import dev.gatehouse.ManualClock;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.net.CidrSet;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.net.ClientAddressSettings;
import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiKeyAuthenticationFilterTests {

    private final ManualClock clock = ManualClock.atNoon();
    private final ApiKeyCodec codec = new ApiKeyCodec("gh", "live");
    private final MemoryApiKeyStore store = new MemoryApiKeyStore();
    private final List<ApiKeyStatus> heard = new CopyOnWriteArrayList<>();
    private FilterServer server;

    @BeforeEach
    void startServer() throws Exception {
        ApiKeyAuthenticationFilter filter = new ApiKeyAuthenticationFilter(
                "X-API-Key",
                new ApiKeyAuthenticator(codec, store, clock),
                ClientAddressResolver.of(ClientAddressSettings.defaults()),
                request -> request.getRequestURI().startsWith("/auth/"),
                (request, decision) -> heard.add(decision.status()),
                RejectionWriter.withDefaults());
        server = FilterServer.start(ApiKeyAuthenticationFilterTests::handle, onRequests(filter));
    }

    private static Filter onRequests(Filter filter) {
        return (request, response, chain) -> {
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                filter.doFilter(request, response, chain);
            } else {
                chain.doFilter(request, response);
            }
        };
    }

    private static void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean goesOn = request.getRequestURI().equals("/later");
        if (goesOn && request.getDispatcherType() == DispatcherType.REQUEST) {
            request.startAsync().dispatch();
        } else {
            response.getWriter().write(caller(request));
        }
    }

    private static String caller(HttpServletRequest request) {
        Principal user = request.getUserPrincipal();
        return user == null
                ? "nobody"
                : user.getName() + " " + request.getRemoteUser() + " " + request.getAuthType() + " "
                        + request.isUserInRole("items:read") + request.isUserInRole("items:write") + " "
                        + RequestAttributes.text(request, RequestAttributes.USER) + " "
                        + (request.getAttribute(ApiKeyAuthenticationFilter.PRINCIPAL) == user);
    }

    @AfterEach
    void stopServer() throws Exception {
        server.close();
    }

    @Test
    void letsARequestWithoutAKeyPassAsItIs() throws Exception {
        assertThat(server.get("/x").body()).isEqualTo("nobody");
        assertThat(heard).isEmpty();
    }

    @Test
    void makesTheHolderOfAKeyThePrincipal() throws Exception {
        HttpResponse<String> response =
                server.get("/x", "X-API-Key", keep(CidrSet.empty()).value());

        assertThat(response.body()).isEqualTo("reports reports API_KEY truefalse reports true");
        assertThat(heard).containsExactly(ApiKeyStatus.ACCEPTED);
    }

    @Test
    void keepsThePrincipalWhereTheRequestGoesOnAsynchronously() throws Exception {
        HttpResponse<String> response =
                server.get("/later", "X-API-Key", keep(CidrSet.empty()).value());

        assertThat(response.body()).isEqualTo("reports reports API_KEY truefalse reports true");
        assertThat(heard).containsExactly(ApiKeyStatus.ACCEPTED);
    }

    @Test
    void answersEveryBadKeyAlike() throws Exception {
        NewApiKey revoked = keep(CidrSet.empty());
        store.revoke(revoked.id(), clock.instant());
        NewApiKey foreign = keep(CidrSet.of("203.0.113.0/24"));
        NewApiKey expired = keep(CidrSet.empty());
        clock.advance(Duration.ofDays(91));
        List<HttpResponse<String>> responses = List.of(
                server.get("/x", "X-API-Key", revoked.value()),
                server.get("/x", "X-API-Key", expired.value()),
                server.get("/x", "X-API-Key", codec.generate().value()),
                server.get("/x", "X-API-Key", "nonsense"),
                server.get("/x", "X-API-Key", ""));

        assertThat(responses).allSatisfy(response -> {
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("ApiKey");
            assertThat(withoutTime(response)).isEqualTo(withoutTime(responses.get(0)));
            assertThat(response.body()).doesNotContain("gh_live");
        });
        assertThat(server.get("/x", "X-API-Key", foreign.value()).statusCode()).isEqualTo(401);
        assertThat(heard)
                .startsWith(ApiKeyStatus.REVOKED, ApiKeyStatus.EXPIRED, ApiKeyStatus.UNKNOWN, ApiKeyStatus.MALFORMED);
    }

    @Test
    void refusesAKeyFromAForeignNetwork() throws Exception {
        NewApiKey key = keep(CidrSet.of("203.0.113.0/24"));

        assertThat(server.get("/x", "X-API-Key", key.value()).statusCode()).isEqualTo(401);
        assertThat(heard).containsExactly(ApiKeyStatus.FOREIGN_NETWORK);
    }

    @Test
    void refusesASecondCredential() throws Exception {
        String key = keep(CidrSet.empty()).value();

        assertThat(server.get("/x", "X-API-Key", key, "X-API-Key", key).statusCode())
                .isEqualTo(400);
        assertThat(server.get("/x", "X-API-Key", key, "Authorization", "Bearer x")
                        .statusCode())
                .isEqualTo(400);
        assertThat(heard).isEmpty();
    }

    @Test
    void aKeyCountsForNothingWhereKeysAreNotFor() throws Exception {
        assertThat(server.get("/auth/login", "X-API-Key", keep(CidrSet.empty()).value())
                        .body())
                .isEqualTo("nobody");
        assertThat(server.get("/auth/login", "X-API-Key", "nonsense").statusCode())
                .isEqualTo(200);
    }

    @Test
    void takesNoKeyFromTheUrl() throws Exception {
        String key = keep(CidrSet.empty()).value();

        assertThat(server.get("/x?api_key=" + key + "&X-API-Key=" + key).body()).isEqualTo("nobody");
    }

    private static String withoutTime(HttpResponse<String> response) {
        return response.body().replaceAll("\"timestamp\":\"[^\"]*\"", "");
    }

    private NewApiKey keep(CidrSet networks) {
        NewApiKey made = codec.generate();
        store.put(new ApiKeyRecord(
                made.id(),
                made.secretHash(),
                "reports",
                Set.of("items:read"),
                networks,
                clock.instant().plus(Duration.ofDays(90)),
                null,
                null));
        return made;
    }
}
