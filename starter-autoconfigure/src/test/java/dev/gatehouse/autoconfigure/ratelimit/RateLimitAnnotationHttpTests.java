package dev.gatehouse.autoconfigure.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Limits on handlers. */
class RateLimitAnnotationHttpTests extends RateLimitHttpTest {

    @Test
    void anAnnotationAddsToTheDefault() {
        start();
        HttpResponse<String> first = get("/strict");
        assertThat(header(first, "RateLimit-Policy")).isEqualTo("\"default\";q=100;w=60, \"strict\";q=5;w=60");
        assertThat(header(first, "RateLimit")).isEqualTo("\"default\";r=99;t=1, \"strict\";r=4;t=12");
        assertThat(header(first, "X-RateLimit-Limit")).isEqualTo("5");
        for (int i = 0; i < 4; i++) {
            get("/strict");
        }
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> refused = get("/strict");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(header(refused, "Retry-After")).isEqualTo("12");
            assertThat(header(refused, "RateLimit")).isEqualTo("\"default\";r=95;t=3, \"strict\";r=0;t=12");
            assertThat(JsonMapper.shared()
                            .readTree(refused.body())
                            .get("violated-policies")
                            .get(0)
                            .asString())
                    .isEqualTo("strict");
        }
        assertThat(header(get("/hello"), "X-RateLimit-Remaining")).isEqualTo("94");
        assertThat(get("/strict", "X-Forwarded-For", "203.0.113.1").statusCode())
                .isEqualTo(200);
    }

    @Test
    void anAnnotationOnTheMethodBeatsTheOneOnTheClass() {
        start();
        assertThat(header(get("/annotated/by-class"), "RateLimit-Policy")).endsWith("\"by-class\";q=20;w=60");
        assertThat(header(get("/annotated/by-method"), "RateLimit-Policy")).endsWith("\"by-method\";q=3;w=1");
        assertThat(header(get("/annotated/by-meta"), "RateLimit-Policy")).endsWith("\"exports\";q=60;w=60");
        assertThat(header(get("/annotated/by-class"), "RateLimit")).endsWith("\"by-class\";r=18;t=6");
    }

    @Test
    void countsAnAnnotatedHandlerOnceAcrossDispatches() {
        start();
        assertThat(header(get("/strict-async"), "RateLimit")).endsWith("\"strict-async\";r=4;t=12");
        assertThat(header(get("/strict-async"), "RateLimit")).endsWith("\"strict-async\";r=3;t=24");
    }
}
