package dev.gatehouse.autoconfigure.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What clients are told. */
class RateLimitAnswerHttpTests extends RateLimitHttpTest {

    @Test
    void tellsOnSuccessWhereTheClientStands() {
        start();
        for (int i = 0; i < 49; i++) {
            get("/hello");
        }
        HttpResponse<String> response = get("/hello");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "RateLimit-Policy")).isEqualTo("\"default\";q=100;w=60");
        assertThat(header(response, "RateLimit")).isEqualTo("\"default\";r=50;t=30");
        assertThat(header(response, "X-RateLimit-Limit")).isEqualTo("100");
        assertThat(header(response, "X-RateLimit-Remaining")).isEqualTo("50");
        assertThat(header(response, "X-RateLimit-Reset")).isEqualTo("30");
        assertThat(header(response, "X-RateLimit-Window")).isEqualTo("60");
        assertThat(header(response, "Retry-After")).isNull();
    }

    @Test
    void refusesWith429AndSaysWhy() {
        start("gatehouse.rate-limit.default-limit=2/minute");
        get("/hello");
        get("/hello");
        HttpResponse<String> response = get("/hello");

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(header(response, "Retry-After")).isEqualTo("30");
        assertThat(header(response, "RateLimit-Policy")).isEqualTo("\"default\";q=2;w=60");
        assertThat(header(response, "RateLimit")).isEqualTo("\"default\";r=0;t=30");
        assertThat(header(response, "X-RateLimit-Limit")).isEqualTo("2");
        assertThat(header(response, "X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(header(response, "X-RateLimit-Reset")).isEqualTo("60");
        assertThat(header(response, "X-RateLimit-Window")).isEqualTo("60");
        assertThat(header(response, "Content-Type")).startsWith("application/problem+json");
        JsonNode body = JsonMapper.shared().readTree(response.body());
        assertThat(body.get("type").asString())
                .isEqualTo("https://iana.org/assignments/http-problem-types#quota-exceeded");
        assertThat(body.get("status").asInt()).isEqualTo(429);
        assertThat(body.get("title").asString()).isEqualTo("Too Many Requests");
        assertThat(body.get("error_code").asString()).isEqualTo("rate_limit_exceeded");
        assertThat(body.get("instance").asString()).isEqualTo("/hello");
        assertThat(body.get("violated-policies").get(0).asString()).isEqualTo("default");
        assertThat(body.get("violated-policies").size()).isEqualTo(1);
    }

    @Test
    void answersHeadWithTheSameHeaders() {
        start("gatehouse.rate-limit.default-limit=1/minute");
        get("/hello");
        HttpResponse<String> response = send("HEAD", "/hello");

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(header(response, "Retry-After")).isEqualTo("60");
        assertThat(header(response, "RateLimit")).isEqualTo("\"default\";r=0;t=60");
    }

    @Test
    void writesOnlyTheHeadersOfTheProperty() {
        start("gatehouse.rate-limit.default-limit=1/second", "gatehouse.rate-limit.headers=none");
        assertThat(get("/hello").headers().map()).doesNotContainKeys("ratelimit", "x-ratelimit-limit");
        HttpResponse<String> refused = get("/hello");
        assertThat(refused.headers().map()).doesNotContainKeys("ratelimit", "x-ratelimit-limit");
        assertThat(header(refused, "Retry-After")).isEqualTo("1");
    }

    @Test
    void keepsItsHeadersThroughAResetAndOnErrors() {
        start();
        assertThat(header(get("/reset"), "RateLimit")).startsWith("\"default\";r=");
        HttpResponse<String> failed = get("/fails");
        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(header(failed, "RateLimit")).startsWith("\"default\";r=");
    }

    @Test
    void headersOfOuterFiltersStayOnARefusal() {
        start("gatehouse.rate-limit.default-limit=1/minute");
        get("/hello");
        assertThat(header(get("/hello"), "Access-Control-Allow-Origin")).isEqualTo("https://app.example");
    }
}
