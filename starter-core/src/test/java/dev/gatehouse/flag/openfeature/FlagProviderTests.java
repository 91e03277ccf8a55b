package dev.gatehouse.flag.openfeature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.FilterServer;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.flag.Flag;
import dev.gatehouse.flag.FlagFilter;
import dev.gatehouse.flag.FlagGate;
import dev.gatehouse.flag.FlagKey;
import dev.gatehouse.flag.FlagRule;
import dev.gatehouse.flag.FlagSet;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.net.ClientAddressSettings;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The provider behind the SDK that people use. */
class FlagProviderTests {

    private final FlagSet flags = new FlagSet(Map.of(
            "on",
            Flag.ON,
            "off",
            Flag.OFF,
            "half",
            Flag.ON.withPercentage(50),
            "half-of-users",
            new Flag(true, 50, FlagKey.USER),
            "users",
            new Flag(true, 100, FlagKey.USER),
            "half-of-keys",
            new Flag(true, 50, FlagKey.API_KEY),
            "half-of-addresses",
            new Flag(true, 50, FlagKey.IP)));
    private final OpenFeatureAPI api = OpenFeatureAPI.createIsolated();
    private final Client client = client();

    private Client client() {
        api.setProviderAndWait(new FlagProvider(flags));
        return api.getClient();
    }

    @AfterEach
    void stop() {
        api.shutdown();
    }

    @Test
    void providesBooleansWithVariantAndReason() {
        check("on", true, "on", "STATIC");
        check("off", false, "off", "DISABLED");
        FlagEvaluationDetails<Boolean> half = client.getBooleanDetails("half", false, new ImmutableContext("user:1"));
        assertThat(half.getReason()).isEqualTo("SPLIT");
        assertThat(half.getVariant()).isEqualTo(half.getValue() ? "on" : "off");
    }

    private void check(String flag, boolean value, String variant, String reason) {
        FlagEvaluationDetails<Boolean> details = client.getBooleanDetails(flag, !value);
        assertThat(details.getValue()).isEqualTo(value);
        assertThat(details.getVariant()).isEqualTo(variant);
        assertThat(details.getReason()).isEqualTo(reason);
    }

    @Test
    void isOffForWhoIsNotLoggedInWhereAllUsersHaveIt() {
        assertThat(client.getBooleanValue("users", true)).isFalse();
        assertThat(client.getBooleanValue("users", true, new ImmutableContext("client_address:192.0.2.1")))
                .isFalse();
        assertThat(client.getBooleanValue("users", false, new ImmutableContext(Map.of("user", new Value("1")))))
                .isTrue();
    }

    @Test
    void givesTheDefaultForWhatIsUnknownOrNoBoolean() {
        FlagEvaluationDetails<Boolean> unknown = client.getBooleanDetails("unknown", true);
        assertThat(unknown.getValue()).isTrue();
        assertThat(unknown.getErrorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);
        assertThat(client.getStringDetails("on", "x").getErrorCode()).isEqualTo(ErrorCode.TYPE_MISMATCH);
        assertThat(client.getIntegerValue("on", 7)).isEqualTo(7);
        assertThat(client.getDoubleValue("on", 7.5)).isEqualTo(7.5);
        assertThat(client.getObjectDetails("none", new Value()).getErrorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);
    }

    @Test
    void tellsClientsApartByTheKeyOfTheFlag() {
        assertThat(client.getBooleanValue("half-of-users", true, new ImmutableContext("user:1")))
                .as("no attribute, no user")
                .isFalse();
        assertThat(share("half-of-users", "user")).isBetween(400L, 600L);
        assertThat(share("half-of-keys", "api_key")).isBetween(400L, 600L);
        assertThat(share("half-of-addresses", "client_address")).isBetween(400L, 600L);
    }

    private long share(String flag, String attribute) {
        return IntStream.range(0, 1000)
                .mapToObj(i -> new ImmutableContext("same", Map.of(attribute, new Value("key" + i))))
                .filter(context -> client.getBooleanValue(flag, false, context))
                .count();
    }

    @Test
    void switchesPathsOverHttp() throws Exception {
        FlagGate gate = new FlagGate(new OpenFeatureFlags(client, this::context), RejectionWriter.withDefaults());
        FlagFilter filter = new FlagFilter(
                gate,
                List.of(
                        new FlagRule(request -> request.getRequestURI().startsWith("/on"), "on", 404),
                        new FlagRule(request -> request.getRequestURI().startsWith("/off"), "off", 404),
                        new FlagRule(request -> request.getRequestURI().startsWith("/closed"), "unknown", 503)));
        try (FilterServer server =
                FilterServer.start((request, response) -> response.getWriter().print("ok"), filter)) {
            assertThat(server.get("/on").body()).isEqualTo("ok");
            assertThat(server.get("/else").body()).isEqualTo("ok");
            HttpResponse<String> off = server.get("/off");
            assertThat(off.statusCode()).isEqualTo(404);
            assertThat(off.body()).contains("\"error_code\":\"not_found\"").doesNotContain("flag");
            assertThat(server.get("/closed").statusCode()).isEqualTo(503);
            flags.set("off", Flag.ON);
            flags.set("on", Flag.OFF);
            assertThat(server.get("/off").statusCode()).isEqualTo(200);
            assertThat(server.get("/on").statusCode()).isEqualTo(404);
        }
    }

    private EvaluationContext context(HttpServletRequest request) {
        return contexts().of(request);
    }

    private static RequestContexts contexts() {
        return new StandardRequestContexts(ClientAddressResolver.of(ClientAddressSettings.defaults()), "X-API-Key");
    }

    @Test
    void fillsTheContextFromTheRequest() throws Exception {
        try (FilterServer server = FilterServer.start((request, response) -> {
            EvaluationContext context = contexts().of(request);
            response.getWriter().print(context.getTargetingKey() + " " + context.asObjectMap());
        })) {
            assertThat(server.get("/").body())
                    .matches("client_address:\\S+ \\{.*}")
                    .contains("client_address=", "method=GET");
            assertThat(server.get("/", "X-API-Key", "topsecret").body())
                    .matches("api_key:[0-9a-f]{32} .*")
                    .doesNotContain("topsecret");
        }
    }
}
