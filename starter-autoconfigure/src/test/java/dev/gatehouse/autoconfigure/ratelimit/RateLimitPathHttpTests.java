package dev.gatehouse.autoconfigure.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which requests a rule covers, however they are spelled. */
class RateLimitPathHttpTests extends RateLimitHttpTest {

    private static final String[] STRICT_RULE = {
        "gatehouse.rate-limit.rules[0].name=strict-hello",
        "gatehouse.rate-limit.rules[0].paths=/hello,/files/**",
        "gatehouse.rate-limit.rules[0].methods=GET",
        "gatehouse.rate-limit.rules[0].limit=1/minute",
    };

    @Test
    void noSpellingOfAPathPassesItsRule() {
        start(STRICT_RULE);
        assertThat(rawStatus("GET", "/hello")).isEqualTo(200);
        List<String> expected = List.of(
                "GET /hello 429",
                "HEAD /hello 429",
                "GET /hello/ 429",
                "GET /hello?x=1 429",
                "GET /%68ello 429",
                "GET /hel%6Co 429",
                "GET /hello;a=b 429",
                "GET /;x=y/hello 429",
                "GET //hello 429",
                "GET /./hello 429",
                "GET /x/../hello 429",
                "GET /%2e/hello 429",
                "GET /x/..;/hello 429",
                "GET /files/a 429",
                "GET /files/../files/b 429",
                "GET /files/../other 429",
                "GET http://localhost/hello 429",
                "GET /HELLO 404",
                "GET /other 200",
                "POST /hello 405",
                "GET /hello%zz 400");
        List<String> actual = expected.stream()
                .map(row -> row.split(" "))
                .map(row -> row[0] + " " + row[1] + " " + rawStatus(row[0], row[1]))
                .toList();
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void matchesBelowAServletPrefixAndAContextPath() {
        List<String> properties = new ArrayList<>(List.of(STRICT_RULE));
        properties.add("spring.mvc.servlet.path=/mvc");
        properties.add("server.servlet.context-path=/app");
        start(properties.toArray(String[]::new));

        assertThat(rawStatus("GET", "/app/mvc/hello")).isEqualTo(200);
        assertThat(rawStatus("GET", "/app/mvc/hello")).isEqualTo(429);
        assertThat(rawStatus("GET", "/app/m%76c/hello")).isEqualTo(429);
        assertThat(rawStatus("GET", "/app//mvc/hello")).isEqualTo(429);
        assertThat(rawStatus("GET", "/app/mvc/other")).isEqualTo(200);
    }

    @Test
    void aPathRuleReplacesTheDefaultButNotForUnusualSpellings() {
        start(
                "gatehouse.rate-limit.default-limit=2/minute",
                "gatehouse.rate-limit.rules[0].name=free",
                "gatehouse.rate-limit.rules[0].paths=/files/**",
                "gatehouse.rate-limit.rules[0].limit=unlimited");
        for (int i = 0; i < 5; i++) {
            assertThat(get("/files/a").statusCode()).isEqualTo(200);
        }
        rawStatus("GET", "/files/../hello");
        rawStatus("GET", "/files/../hello");
        assertThat(rawStatus("GET", "/files/../hello")).isEqualTo(429);
        assertThat(rawStatus("GET", "/files/..;/hello")).isEqualTo(429);
    }

    @Test
    void limitsWhatIsNotFoundAndStaticFilesToo() {
        start("gatehouse.rate-limit.default-limit=3/minute");
        assertThat(get("/missing").statusCode()).isEqualTo(404);
        assertThat(header(get("/missing"), "X-RateLimit-Remaining")).isEqualTo("1");
        get("/file.css");
        assertThat(get("/file.css").statusCode()).isEqualTo(429);
    }

    @Test
    void aMethodThatIsHiddenInAFormDoesNotPassItsRule() {
        try (RunningService service = RunningService.start(
                RateLimitService.class,
                "spring.mvc.hiddenmethod.filter.enabled=true",
                "gatehouse.rate-limit.rules[0].name=deletions",
                "gatehouse.rate-limit.rules[0].paths=/orders",
                "gatehouse.rate-limit.rules[0].methods=DELETE",
                "gatehouse.rate-limit.rules[0].limit=1/minute")) {
            HttpResponse<String> first = RateLimitService.post(service, "/orders?_method=DELETE", "");
            assertThat(first.body()).isEqualTo("deleted");
            assertThat(RateLimitService.post(service, "/orders?_method=DELETE", "")
                            .statusCode())
                    .isEqualTo(429);
            assertThat(service.send("/orders", request -> request.DELETE()).statusCode())
                    .isEqualTo(429);
            assertThat(service.get("/hello").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aRuleForSomeMethodsDoesNotReplaceTheDefaultWhereMethodsCanBeHidden() {
        try (RunningService service = RunningService.start(
                RateLimitService.class,
                "spring.mvc.hiddenmethod.filter.enabled=true",
                "gatehouse.rate-limit.default-limit=2/minute",
                "gatehouse.rate-limit.rules[0].name=free",
                "gatehouse.rate-limit.rules[0].paths=/orders",
                "gatehouse.rate-limit.rules[0].methods=POST",
                "gatehouse.rate-limit.rules[0].limit=unlimited")) {
            RateLimitService.post(service, "/orders?_method=DELETE", "");
            RateLimitService.post(service, "/orders?_method=DELETE", "");
            assertThat(RateLimitService.post(service, "/orders?_method=DELETE", "")
                            .statusCode())
                    .isEqualTo(429);
        }
    }
}
