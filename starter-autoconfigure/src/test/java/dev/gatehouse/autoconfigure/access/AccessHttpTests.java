package dev.gatehouse.autoconfigure.access;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.gatehouse.accesslog.AccessLogFilter;
import dev.gatehouse.apikey.ApiKeyPrincipal;
import dev.gatehouse.autoconfigure.access.Credentials.User;
import dev.gatehouse.autoconfigure.testing.CapturedLog;
import dev.gatehouse.autoconfigure.testing.RunningService;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who may call what, over real HTTP. The traps t1 to t18 are those of the page on access control. */
class AccessHttpTests {

    private static RunningService service;
    private static Credentials credentials;

    @BeforeAll
    static void start() {
        service = RunningService.startSecured(
                AccessService.class,
                "gatehouse.auth.endpoint-guard.enabled=false",
                "springdoc.api-docs.enabled=true",
                "gatehouse.auth.endpoint-guard.public-paths=/route-open,/headers/style.css",
                "gatehouse.auth.endpoint-guard.paths[0].paths=/route-guarded/**,/actuator/health,/v3/api-docs",
                "gatehouse.auth.endpoint-guard.paths[0].permissions=things:read",
                "gatehouse.rate-limit.default-limit=unlimited",
                "gatehouse.rate-limit.rules[0].name=user",
                "gatehouse.rate-limit.rules[0].limit=2/hour",
                "gatehouse.rate-limit.rules[0].scope=user",
                "gatehouse.rate-limit.rules[0].paths=/class/of-class",
                "gatehouse.rate-limit.rules[1].name=key",
                "gatehouse.rate-limit.rules[1].limit=2/hour",
                "gatehouse.rate-limit.rules[1].scope=api-key",
                "gatehouse.rate-limit.rules[1].paths=/meta");
        credentials = service.context().getBean(Credentials.class);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static String[] headers(String caller) {
        User user = credentials.user("things:read");
        return switch (caller) {
            case "anonymous" -> new String[0];
            case "user" -> authorization(credentials.bearer(user));
            case "without-permission" -> authorization(credentials.bearer(credentials.user("other:read")));
            case "bad" -> authorization("Bearer no.token.atall");
            case "empty" -> authorization("Bearer ");
            case "basic" -> authorization("Basic dXNlcjpwdw==");
            case "expired" -> authorization(credentials.expired(user));
            case "session-gone" -> {
                String token = credentials.bearer(user);
                credentials.endSession(user);
                yield authorization(token);
            }
            case "user-gone" -> {
                String token = credentials.bearer(user);
                credentials.disable(user);
                yield authorization(token);
            }
            case "old" -> authorization(credentials.bearer(user, Duration.ofMinutes(6), "pwd"));
            case "a-minute-old" -> authorization(credentials.bearer(user, Duration.ofMinutes(1), "pwd"));
            case "first-factor-only" -> {
                credentials.addSecondFactor(user);
                yield authorization(credentials.bearer(user));
            }
            case "both-factors" -> {
                credentials.addSecondFactor(user);
                yield authorization(credentials.bearer(user, Duration.ZERO, "pwd", "otp"));
            }
            case "key" -> key(credentials.apiKey(user, "things:read", "things:write"));
            case "key-without-scope" -> key(credentials.apiKey(user, "other:read"));
            case "key-of-who-may-not" -> key(credentials.apiKey(credentials.user(), "things:read"));
            case "key-of-nobody" -> {
                String key = credentials.apiKey(user, "things:read");
                credentials.disable(user);
                yield key(key);
            }
            case "bad-key" -> key("gh_test_nonsense");
            default -> throw new IllegalArgumentException(caller);
        };
    }

    private static String[] authorization(String value) {
        return new String[] {"Authorization", value};
    }

    private static String[] key(String value) {
        return new String[] {"X-API-Key", value};
    }

    private static JsonNode read(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private static String challenge(HttpResponse<String> response) {
        return String.join(" | ", response.headers().allValues("WWW-Authenticate"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "caller             | open | open-knowing | signed-in | permitted | both | users-only | fresh | fresh-permitted | unsaid",
                "anonymous          | 200  | 200          | 401       | 401       | 401  | 401        | 401   | 401             | 401",
                "bad                | 200  | 200          | 401       | 401       | 401  | 401        | 401   | 401             | 401",
                "empty              | 200  | 200          | 401       | 401       | 401  | 401        | 401   | 401             | 401",
                "basic              | 200  | 200          | 401       | 401       | 401  | 401        | 401   | 401             | 401",
                "expired            | 200  | 200          | 401       | 401       | 401  | 401        | 401   | 401             | 401",
                "session-gone       | 200  | 200          | 401       | 401       | 401  | 401        | 401   | 401             | 401",
                "user-gone          | 200  | 200          | 401       | 401       | 401  | 401        | 401   | 401             | 401",
                "user               | 200  | 200          | 200       | 200       | 403  | 200        | 200   | 200             | 403",
                "without-permission | 200  | 200          | 200       | 403       | 403  | 403        | 200   | 403             | 403",
                "old                | 200  | 200          | 200       | 200       | 403  | 200        | 401   | 401             | 403",
                "a-minute-old       | 200  | 200          | 200       | 200       | 403  | 200        | 200   | 401             | 403",
                "first-factor-only  | 200  | 200          | 200       | 200       | 403  | 200        | 401   | 401             | 403",
                "both-factors       | 200  | 200          | 200       | 200       | 403  | 200        | 200   | 200             | 403",
                "key                | 200  | 200          | 403       | 200       | 403  | 403        | 403   | 403             | 403",
                "key-without-scope  | 200  | 200          | 403       | 403       | 403  | 403        | 403   | 403             | 403",
                "key-of-who-may-not | 200  | 200          | 403       | 403       | 403  | 403        | 403   | 403             | 403",
                "key-of-nobody      | 200  | 200          | 401       | 401       | 401  | 401        | 401   | 401             | 401",
                "bad-key            | 200  | 200          | 401       | 401       | 401  | 401        | 401   | 401             | 401",
            },
            useHeadersInDisplayName = true)
    void answersEveryKindOfCallerAtEveryKindOfEndpoint(
            String caller,
            int open,
            int openKnowing,
            int signedIn,
            int permitted,
            int both,
            int usersOnly,
            int fresh,
            int freshPermitted,
            int unsaid) {
        String[] headers = headers(caller);
        assertThat(status("/open", headers)).as("open").isEqualTo(open);
        assertThat(status("/open-knowing", headers)).as("open-knowing").isEqualTo(openKnowing);
        assertThat(status("/signed-in", headers)).as("signed-in").isEqualTo(signedIn);
        assertThat(status("/permitted", headers)).as("permitted").isEqualTo(permitted);
        assertThat(status("/later", headers)).as("later").isEqualTo(permitted);
        assertThat(status("/route-guarded/1", headers)).as("route").isEqualTo(permitted);
        assertThat(status("/both", headers)).as("both").isEqualTo(both);
        assertThat(status("/users-only", headers)).as("users-only").isEqualTo(usersOnly);
        assertThat(status("/fresh", headers)).as("fresh").isEqualTo(fresh);
        assertThat(status("/fresh-permitted", headers)).as("fresh-permitted").isEqualTo(freshPermitted);
        assertThat(status("/unsaid", headers)).as("unsaid").isEqualTo(unsaid);
        assertThat(status("/route", headers)).as("route without a rule").isEqualTo(unsaid);
        assertThat(status("/route-open", headers)).as("open route").isEqualTo(200);
    }

    private static int status(String path, String... headers) {
        return service.get(path, headers).statusCode();
    }

    @Test
    void answersInTheOneFormatWithAChallengeThatTellsNothing() {
        HttpResponse<String> nobody = service.get("/signed-in");
        assertThat(read(nobody).get("error_code").asString()).isEqualTo("unauthenticated");
        assertThat(challenge(nobody)).isEqualTo("Bearer");
        HttpResponse<String> bad = service.get("/signed-in", headers("bad"));
        assertThat(read(bad).get("error_code").asString()).isEqualTo("unauthenticated");
        assertThat(challenge(bad)).isEqualTo("Bearer error=\"invalid_token\"");
        assertThat(generic(service.get("/signed-in", headers("expired")))).isEqualTo(generic(bad));
        assertThat(generic(service.get("/signed-in", headers("session-gone")))).isEqualTo(generic(bad));
        HttpResponse<String> forbidden = service.get("/both", headers("user"));
        assertThat(read(forbidden).get("error_code").asString()).isEqualTo("forbidden");
        assertThat(challenge(forbidden)).isEqualTo("Bearer error=\"insufficient_scope\"");
        assertThat(challenge(service.get("/both", headers("key")))).isEmpty();
        assertThat(challenge(service.get("/signed-in", headers("key-of-nobody"))))
                .isEqualTo("ApiKey");
        assertThat(forbidden.headers().firstValue("X-Content-Type-Options")).isPresent();
        assertThat(forbidden.headers().allValues("Cache-Control")).containsExactly("no-store");
    }

    private static String generic(HttpResponse<String> response) {
        return response.body().replaceAll("\"(instance|timestamp|request_id)\":\"[^\"]*\"", "\"$1\":\"\"")
                + challenge(response);
    }

    @Test
    void t1_doesNotServeOrNameTheMetadataOfAProtectedResource() {
        String path = "/.well-known/oauth-protected-resource/anything";
        assertThat(status(path)).isEqualTo(401);
        assertThat(status(path, headers("user"))).isEqualTo(404);
        String answer = service.sendRaw(
                "GET /signed-in HTTP/1.1\r\nHost: evil.example\r\nAuthorization: Bearer x.y.z\r\nConnection: close\r\n\r\n");
        assertThat(answer).contains(" 401 ").doesNotContain("evil.example").doesNotContain("resource_metadata");
    }

    /** The first row shows that the others are refused for their flaw alone. */
    @ParameterizedTest
    @CsvSource({
        "nothing, 200",
        "issued in an hour, 401",
        "never expires, 401",
        "no expiry, 401",
        "empty subject, 401",
        "number as subject, 401",
        "no key id, 401",
        "another type, 401",
        "no type, 401",
        "another audience, 401",
    })
    void t2_refusesTokensThatOnlyASloppyVerifierAccepts(String flaw, int status) {
        User user = credentials.user("things:read");
        long now = Instant.now().getEpochSecond();
        Map<String, Object> header = new HashMap<>(Map.of("alg", "HS256", "typ", "at+jwt", "kid", "k1"));
        Map<String, Object> payload = new HashMap<>(Map.of(
                "iss",
                Credentials.ISSUER,
                "aud",
                "gatehouse",
                "client_id",
                "first-party",
                "sub",
                user.id().toString(),
                "sid",
                user.session().toString(),
                "jti",
                "an-id",
                "amr",
                List.of("pwd")));
        payload.putAll(Map.of("auth_time", now, "iat", now, "exp", now + 600));
        switch (flaw) {
            case "nothing" -> {}
            case "issued in an hour" -> payload.putAll(Map.of("iat", now + 3600, "exp", now + 4200));
            case "never expires" -> payload.put("exp", 1_000_000_000_000_000_000L);
            case "no expiry" -> payload.remove("exp");
            case "empty subject" -> payload.put("sub", "");
            case "number as subject" -> payload.put("sub", 42);
            case "no key id" -> header.remove("kid");
            case "another type" -> header.put("typ", "JWT");
            case "no type" -> header.remove("typ");
            case "another audience" -> payload.put("aud", "somebody-else");
            default -> throw new IllegalArgumentException(flaw);
        }
        JsonMapper mapper = JsonMapper.shared();
        String token = credentials.forged(mapper.writeValueAsString(header), mapper.writeValueAsString(payload));
        assertThat(status("/permitted", "Authorization", token)).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad", "expired", "session-gone", "bad-key", "key-of-nobody"})
    void t3_aBadCredentialCountsForNothingWhereEverybodyMayCall(String caller) {
        assertThat(service.get("/open", headers(caller)).body()).isEqualTo("nobody");
        assertThat(service.get("/open-knowing", headers(caller)).body()).isEqualTo("nobody");
        String[] headers = headers(caller);
        assertThat(service.send(
                                "/open-json",
                                request -> request.headers(headers)
                                        .header("Content-Type", "application/json")
                                        .POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aPublicEndpointKnowsTheCallerOnlyIfItAsks() {
        User user = credentials.user();
        String[] headers = authorization(credentials.bearer(user));
        int before = credentials.asked.get();
        assertThat(service.get("/open", headers).body()).isEqualTo("nobody");
        assertThat(credentials.asked.get()).isEqualTo(before);
        assertThat(service.get("/open-knowing", headers).body())
                .isEqualTo(user.id().toString());
    }

    @Test
    void t4_aDenialStays403AndNothingStays404() {
        assertThat(status("/both", headers("user"))).isEqualTo(403);
        assertThat(status("/nothing-here", headers("user"))).isEqualTo(404);
        assertThat(status("/nothing-here")).isEqualTo(401);
        assertThat(status("/failing", headers("user"))).isEqualTo(418);
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD, /permitted, 401, 200",
        "OPTIONS, /permitted, 401, 200",
        "POST, /permitted, 401, 405",
        "GET, /permitted/, 401, 404",
        "GET, /%70ermitted, 401, 200",
        "GET, /PERMITTED, 401, 404",
        "GET, /permitted.json, 401, 404",
        "HEAD, /unsaid, 401, 403",
        "HEAD, /route-guarded/1, 401, 404",
        "HEAD, /class/own, 200, 200",
        "GET, /error, 401, 403",
    })
    void t7_noOtherMethodOrSpellingOpensAHandler(String method, String path, int anonymous, int user) {
        assertThat(statusOf(method, path)).isEqualTo(anonymous);
        assertThat(statusOf(method, path, headers("user"))).isEqualTo(user);
    }

    private static int statusOf(String method, String path, String... headers) {
        return service.send(path, request -> {
                    request.method(method, BodyPublishers.noBody());
                    return headers.length == 0 ? request : request.headers(headers);
                })
                .statusCode();
    }

    @Test
    void t12_namesWithAMeaningInSpringSecurityAreNotGranted() {
        User user = credentials.user("things:read", "FACTOR_OTP", "ROLE_ADMIN", "SCOPE_all");
        assertThat(status("/permitted", "Authorization", credentials.bearer(user)))
                .isEqualTo(200);
        Callers callers = service.context().getBean(Callers.class);
        assertThat(callers.ofApiKey(new ApiKeyPrincipal(
                                "id", user.id().toString(), Set.of("things:read", "FACTOR_OTP", "ROLE_ADMIN")))
                        .permissions())
                .containsExactly("things:read");
    }

    @Test
    void t18_aGoodTokenIsNoLogIn() {
        var seen = service.context().getBean(AccessService.Events.class).seen;
        assertThat(status("/signed-in", headers("user"))).isEqualTo(200);
        assertThat(status("/permitted", headers("key"))).isEqualTo(200);
        assertThat(seen).noneMatch(AuthenticationSuccessEvent.class::isInstance);
    }

    @Test
    void countsTokensAndKeysThatAreNotGoodApartFromGuessedPasswordsAndRefusals() {
        MeterRegistry registry = service.context().getBean(MeterRegistry.class);
        double guessed = failures(registry, "bad_credentials");
        double tokens = failures(registry, "access_token");
        double keys = failures(registry, "api_key");
        status("/signed-in", headers("bad"));
        status("/signed-in", headers("expired"));
        status("/signed-in", headers("session-gone"));
        assertThat(status("/permitted", "X-API-Key", "gk_nobody")).isEqualTo(401);
        assertThat(failures(registry, "access_token")).isEqualTo(tokens + 3);
        assertThat(failures(registry, "api_key")).isEqualTo(keys + 1);
        assertThat(failures(registry, "bad_credentials")).isEqualTo(guessed);
        assertThat(failures(registry, "credentials_expired")).isZero();
        status("/both", headers("user"));
        assertThat(registry.get("gatehouse.refusals")
                        .tags("filter", "access", "reason", "permission")
                        .counter()
                        .count())
                .isPositive();
    }

    private static double failures(MeterRegistry registry, String reason) {
        return registry.get("auth.failures").tag("reason", reason).counter().count();
    }

    @Test
    void asksForALogInThatIsRecent() {
        HttpResponse<String> response = service.get("/fresh", headers("old"));
        assertThat(read(response).get("error_code").asString()).isEqualTo("step_up_required");
        assertThat(challenge(response)).isEqualTo("Bearer error=\"insufficient_user_authentication\", max_age=300");
        assertThat(challenge(service.get("/fresh-permitted", headers("a-minute-old"))))
                .endsWith("max_age=30");
    }

    @Test
    void codeAsksForARecentLogInAsTheAnnotationDoes() {
        assertThat(status("/fresh-by-code", headers("user"))).isEqualTo(200);
        assertThat(status("/fresh-by-code", headers("first-factor-only"))).isEqualTo(401);
        HttpResponse<String> old = service.get("/fresh-by-code", headers("old"));
        assertThat(old.statusCode()).isEqualTo(401);
        assertThat(read(old).get("error_code").asString()).isEqualTo("step_up_required");
        assertThat(challenge(old)).isEqualTo("Bearer error=\"insufficient_user_authentication\", max_age=300");
        String key = credentials.apiKey(credentials.user("things:read"), "things:read");
        assertThat(status("/fresh-by-code", "X-API-Key", key)).isEqualTo(403);
    }

    @Test
    void aChangeOfPermissionsActsAtTheNextRequest() {
        User user = credentials.user("things:read");
        String token = credentials.bearer(user);
        String key = credentials.apiKey(user, "things:read");
        assertThat(status("/permitted", "Authorization", token)).isEqualTo(200);
        assertThat(status("/permitted", "X-API-Key", key)).isEqualTo(200);
        credentials.grant(user);
        assertThat(status("/permitted", "Authorization", token)).isEqualTo(403);
        assertThat(status("/permitted", "X-API-Key", key)).isEqualTo(403);
    }

    @Test
    void asksForThePermissionsOncePerRequest() {
        String[] headers = headers("user");
        int before = credentials.asked.get();
        assertThat(status("/later", headers)).isEqualTo(200);
        assertThat(credentials.asked.get()).isEqualTo(before + 1);
    }

    @Test
    void refusesBeforeABodyIsReadOrUnderstood() {
        assertThat(service.send(
                                "/permitted-body",
                                request -> request.header("Content-Type", "application/json")
                                        .POST(BodyPublishers.ofString("{nonsense")))
                        .statusCode())
                .isEqualTo(401);
        // The body is announced and never sent: whoever waits for it does not answer.
        String answer = service.sendRaw("POST /permitted-body HTTP/1.1\r\nHost: localhost\r\nContent-Type:"
                + " multipart/form-data; boundary=x\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 401");
        String[] headers = headers("user");
        assertThat(service.send(
                                "/permitted-body",
                                request -> request.headers(headers)
                                        .header("Content-Type", "application/json")
                                        .POST(BodyPublishers.ofString("{nonsense")))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whoSendsTheWrongMediaTypeToAPublicEndpointLearnsThat() {
        assertThat(service.send(
                                "/open-json",
                                request -> request.header("Content-Type", "text/plain")
                                        .POST(BodyPublishers.ofString("x")))
                        .statusCode())
                .isEqualTo(415);
        assertThat(statusOf("GET", "/open-json")).isEqualTo(405);
        assertThat(statusOf("POST", "/signed-in")).isEqualTo(401);
    }

    @Test
    void whichOfTwoCallersIsMeantIsNotGuessed() {
        User user = credentials.user("things:read");
        String token = credentials.bearer(user);
        assertThat(status("/permitted", "Authorization", token, "X-API-Key", credentials.apiKey(user, "things:read")))
                .isEqualTo(400);
        assertThat(status("/permitted", "Authorization", token, "Authorization", token))
                .isEqualTo(400);
        assertThat(status("/open", "Authorization", token, "Authorization", token))
                .isEqualTo(200);
    }

    @Test
    void aForwardIsJudgedByWhereItLeads() {
        assertThat(status("/forwarding")).isEqualTo(401);
    }

    @Test
    void staticFilesAreClosedUnlessAPathOpensThem() {
        assertThat(status("/headers/style.css")).isEqualTo(200);
        assertThat(status("/headers/page.html")).isEqualTo(401);
        assertThat(status("/headers/page.html", headers("user"))).isEqualTo(404);
        assertThat(generic(service.get("/headers/page.html", headers("user"))))
                .isEqualTo(generic(service.get("/headers/not-there.html", headers("user"))));
    }

    @Test
    void endpointsOfLibrariesAreClosedUnlessAPathOpensThem() {
        assertThat(status("/actuator/health")).isEqualTo(401);
        assertThat(status("/actuator/health", headers("user"))).isEqualTo(200);
        assertThat(status("/actuator/health", headers("without-permission"))).isEqualTo(403);
        assertThat(status("/actuator")).isEqualTo(401);
        assertThat(status("/actuator", headers("user"))).isEqualTo(403);
    }

    @Test
    void whatStandsOnAMethodReplacesWhatStandsOnItsClass() {
        assertThat(status("/class/own")).isEqualTo(200);
        assertThat(status("/class/of-class")).isEqualTo(401);
        assertThat(status("/class/of-class", headers("user"))).isEqualTo(200);
    }

    @Test
    void rateLimitsCountTheNewPrincipals() {
        User user = credentials.user("things:read");
        String token = credentials.bearer(user);
        assertThat(status("/class/of-class", "Authorization", token)).isEqualTo(200);
        assertThat(status("/class/of-class", "Authorization", credentials.bearer(user)))
                .isEqualTo(200);
        assertThat(status("/class/of-class", "Authorization", token)).isEqualTo(429);
        assertThat(status("/class/of-class", headers("user"))).isEqualTo(200);
        String key = credentials.apiKey(user, "things:read");
        assertThat(status("/meta", "X-API-Key", key)).isEqualTo(200);
        assertThat(status("/meta", "X-API-Key", key)).isEqualTo(200);
        assertThat(status("/meta", "X-API-Key", key)).isEqualTo(429);
        assertThat(status("/meta", "X-API-Key", credentials.apiKey(user, "things:read")))
                .isEqualTo(200);
    }

    @Test
    void theAccessLogNamesTheUserAlsoOfWhatIsRefused() {
        User user = credentials.user("things:read");
        try (CapturedLog log = CapturedLog.of(AccessLogFilter.LOGGER)) {
            status("/permitted", "Authorization", credentials.bearer(user));
            status("/both", "Authorization", credentials.bearer(user));
            status("/permitted", "X-API-Key", credentials.apiKey(user, "things:read"));
            // A line is written once the client has its answer: one of another test may come in between.
            Awaitility.await()
                    .untilAsserted(() -> assertThat(log.events())
                            .filteredOn(event -> text(event).contains(user.id().toString()))
                            .hasSize(3));
        }
    }

    private static String text(ILoggingEvent event) {
        return event.getFormattedMessage() + event.getKeyValuePairs() + event.getMDCPropertyMap();
    }

    @Test
    void describesItInOpenApi() {
        JsonNode description = read(service.get("/v3/api-docs", headers("user")));
        assertThat(description.at("/components/securitySchemes/bearer/scheme").asString())
                .isEqualTo("bearer");
        assertThat(description.at("/components/securitySchemes/apiKey/name").asString())
                .isEqualTo("X-API-Key");
        JsonNode permitted = description.at("/paths/~1both/get");
        assertThat(permitted.get("x-permission").toString()).isEqualTo("[\"things:read\",\"things:write\"]");
        assertThat(permitted.get("security").toString()).isEqualTo("[{\"bearer\":[]},{\"apiKey\":[]}]");
        assertThat(permitted.at("/responses/401/content").has("application/problem+json"))
                .isTrue();
        assertThat(permitted.at("/responses").has("403")).isTrue();
        JsonNode fresh = description.at("/paths/~1fresh/get");
        assertThat(fresh.get("security").toString()).isEqualTo("[{\"bearer\":[]}]");
        assertThat(fresh.get("x-step-up-max-age").asInt()).isEqualTo(300);
        JsonNode open = description.at("/paths/~1open/get");
        assertThat(open.get("security").toString()).isEqualTo("[]");
        assertThat(open.at("/responses").has("401")).isFalse();
    }

    @Test
    void knowsWhoActsForTheUser() {
        User user = credentials.user();
        UUID actor = UUID.randomUUID();
        assertThat(status("/signed-in", "Authorization", credentials.actingFor(user, actor)))
                .isEqualTo(200);
    }
}
