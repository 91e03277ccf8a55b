package dev.gatehouse.autoconfigure.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.CapturedLog;
import dev.gatehouse.autoconfigure.testing.RunningService;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators see and do. */
class RateLimitsEndpointTests {

    private static final String RULES = "/actuator/ratelimits";

    private static RunningService service;

    @BeforeAll
    static void start() {
        List<String> properties = new ArrayList<>(List.of(
                "management.endpoints.web.exposure.include=health,ratelimits",
                "management.endpoint.ratelimits.access=unrestricted",
                "gatehouse.client-address.trusted-proxies=127.0.0.1",
                "gatehouse.rate-limit.exempt-addresses=127.0.0.1"));
        properties.addAll(rule(0, "log-in", "/login,/hello"));
        properties.addAll(rule(1, "blocking", "/things/blocking"));
        properties.addAll(rule(2, "looked-up", "/things/looked-up"));
        properties.addAll(rule(3, "changed", "/things/changed"));
        properties.addAll(rule(4, "taken-away", "/things/taken-away"));
        service = RunningService.start(RateLimitService.class, properties.toArray(String[]::new));
    }

    private static List<String> rule(int index, String name, String paths) {
        String rule = "gatehouse.rate-limit.rules[" + index + "].";
        return List.of(
                rule + "name=" + name,
                rule + "paths=" + paths,
                rule + "methods=POST,GET",
                rule + "limit=2/minute",
                rule + "refund-on=3xx",
                rule + "penalty=2/minute block 5min max 1h",
                rule + "fallback=closed");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static int statusFrom(String address, String path) {
        return RateLimitService.getFrom(service, address, path).statusCode();
    }

    private static JsonNode read(String path) {
        HttpResponse<String> response = service.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    private static String key(String text) {
        return "?key=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> change(String rule, String body) {
        return service.send(
                RULES + "/" + rule,
                request -> request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> reset(String rule, String key) {
        return service.send(RULES + "/" + rule + key, request -> request.DELETE());
    }

    @Test
    void listsRulesWithTheirStatistics() {
        statusFrom("203.0.113.1", "/hello");
        statusFrom("203.0.113.1", "/hello");
        statusFrom("203.0.113.1", "/hello");
        JsonNode list = read(RULES);
        assertThat(list.get("bypassed").asBoolean()).isFalse();
        JsonNode byDefault = list.get("rules").get(0);
        assertThat(byDefault.get("id").asString()).isEqualTo("default");
        assertThat(byDefault.get("limit").asString()).isEqualTo("100/minute");
        assertThat(byDefault.get("scope").asString()).isEqualTo("ip");
        JsonNode logIn = list.get("rules").get(1);
        assertThat(logIn).isEqualTo(JsonMapper.shared().readTree("""
                {"id": "log-in", "name": "log-in", "limit": "2/minute", "scope": "ip",
                 "stage": "before-authentication", "where": "[/login, /hello] GET,POST", "cost": "1",
                 "refundOn": "3xx", "penalty": "2/minute block 5min max 1h", "shadow": false,
                 "fallback": "closed", "decisions": {"allowed": 2, "rejected": 1}}"""));
        JsonNode dear = read(RULES + "/dear");
        assertThat(dear.get("id").asString()).startsWith("@").contains("dear");
        assertThat(dear.get("stage").asString()).isEqualTo("at-handler");
        assertThat(dear.get("where").asString()).contains("Endpoints.dear");
        assertThat(dear.get("cost").asString()).isEqualTo("4");
        assertThat(list.get("blocked").isEmpty()).isTrue();
    }

    @Test
    void listsAndLiftsBlocks() {
        for (int i = 0; i < 5; i++) {
            statusFrom("2001:db8:1:2::" + i, "/things/blocking");
        }
        JsonNode blocked = read(RULES).get("blocked");
        assertThat(blocked.size()).isEqualTo(1);
        assertThat(blocked.get(0).get("rule").asString()).isEqualTo("blocking");
        assertThat(blocked.get(0).get("blocks").asInt()).isEqualTo(1);
        assertThat(blocked.get(0).get("until").asString()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        String key = key(blocked.get(0).get("key").asString());

        JsonNode found = read(RULES + "/blocking" + key);
        assertThat(found.get("blockedFor").asLong()).isEqualTo(300);
        assertThat(found.get("policies").get(0).get("remaining").asLong()).isZero();
        try (CapturedLog log = CapturedLog.of(RateLimitsEndpoint.class.getName())) {
            assertThat(reset("blocking", key).statusCode()).isEqualTo(204);
            assertThat(log.events())
                    .singleElement()
                    .satisfies(event -> assertThat(event.getFormattedMessage())
                            .startsWith("The key '2001:db8:1:2:")
                            .endsWith("of the rule 'blocking' was reset."));
        }
        assertThat(read(RULES).get("blocked").isEmpty()).isTrue();
        assertThat(statusFrom("2001:db8:1:2::7", "/things/blocking")).isEqualTo(200);
    }

    @Test
    void looksAKeyUpHoweverItIsWritten() {
        statusFrom("203.0.113.1", "/things/looked-up");
        JsonNode found = read(RULES + "/looked-up" + key("::ffff:203.0.113.1"));
        assertThat(found).isEqualTo(JsonMapper.shared().readTree("""
                {"rule": "looked-up", "key": "203.0.113.1", "blockedFor": 0,
                 "policies": [{"name": "looked-up", "limit": 2, "remaining": 1, "window": 60, "reset": 30}]}"""));
        assertThat(read(RULES + "/looked-up" + key("203.0.113.1"))
                        .get("policies")
                        .get(0)
                        .get("remaining")
                        .asInt())
                .as("looking costs nothing")
                .isEqualTo(1);
        assertThat(read(RULES + "/looked-up").get("limit").asString()).isEqualTo("2/minute");
    }

    @Test
    void changesALimitAndKeepsTheShareOfTheTokens() {
        statusFrom("203.0.113.1", "/things/changed");
        try (CapturedLog log = CapturedLog.of(RateLimitsEndpoint.class.getName())) {
            HttpResponse<String> changed = change("changed", "{\"limit\": \"10/minute\"}");
            assertThat(changed.statusCode()).isEqualTo(200);
            assertThat(changed.body()).contains("\"limit\":\"10/minute\"");
            assertThat(log.events())
                    .singleElement()
                    .satisfies(event -> assertThat(event.getFormattedMessage())
                            .isEqualTo(
                                    "The limit of the rule 'changed' was changed from 2/minute to 10/minute, until the next"
                                            + " start."));
        }
        HttpResponse<String> next = RateLimitService.getFrom(service, "203.0.113.1", "/things/changed");
        assertThat(next.headers().firstValue("RateLimit")).hasValue("\"changed\";r=4;t=36");
    }

    @Test
    void takesALimitAwayAndGivesItBack() {
        statusFrom("203.0.113.1", "/things/taken-away");
        assertThat(change("taken-away", "{\"limit\": \"unlimited\"}").statusCode())
                .isEqualTo(200);
        for (int i = 0; i < 5; i++) {
            assertThat(statusFrom("203.0.113.1", "/things/taken-away")).isEqualTo(200);
        }
        assertThat(read(RULES + "/taken-away" + key("203.0.113.1"))
                        .get("policies")
                        .isEmpty())
                .isTrue();
        assertThat(change("taken-away", "{\"limit\": \"1/minute\"}").statusCode())
                .isEqualTo(200);
        assertThat(statusFrom("203.0.113.2", "/things/taken-away")).isEqualTo(200);
        assertThat(statusFrom("203.0.113.2", "/things/taken-away")).isEqualTo(429);
    }

    @Test
    void changesTheLimitOfAnAnnotation() {
        assertThat(change("dear", "{\"limit\": \"4/minute\"}").statusCode()).isEqualTo(200);
        assertThat(RateLimitService.getFrom(service, "203.0.113.1", "/dear").statusCode())
                .isEqualTo(200);
        assertThat(RateLimitService.getFrom(service, "203.0.113.1", "/dear").statusCode())
                .isEqualTo(429);
        assertThat(change("dear", "{\"limit\": \"unlimited\"}").statusCode()).isEqualTo(200);
        assertThat(RateLimitService.getFrom(service, "203.0.113.1", "/dear").statusCode())
                .isEqualTo(200);
    }

    @Test
    void saysWhatIsWrong() {
        HttpResponse<String> badLimit = change("log-in", "{\"limit\": \"often\"}");
        assertThat(badLimit.statusCode()).isEqualTo(400);
        assertThat(badLimit.body()).contains("is not a limit").contains("e.g. 100/minute");
        assertThat(read(RULES + "/log-in").get("limit").asString()).isEqualTo("2/minute");
        assertThat(change("log-in", "{}").statusCode()).isEqualTo(400);
        HttpResponse<String> unknown = change("nothing", "{\"limit\": \"1/s\"}");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("There is no such rule");
        assertThat(service.get(RULES + "/nothing").statusCode()).isEqualTo(404);
        assertThat(service.get(RULES + "/log-in" + key("nobody")).statusCode()).isEqualTo(400);
        assertThat(reset("nothing", key("203.0.113.1")).statusCode()).isEqualTo(404);
        assertThat(reset("log-in", "").statusCode()).isEqualTo(400);
    }

    @Test
    void isNotExposedUnlessSaid() {
        try (RunningService other = RunningService.start(RateLimitService.class)) {
            assertThat(other.get(RULES).statusCode()).isEqualTo(404);
            assertThat(other.context().getBeanNamesForType(RateLimitsEndpoint.class))
                    .isEmpty();
        }
    }
}
