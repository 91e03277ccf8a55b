package dev.gatehouse.autoconfigure.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a request costs, and how often. */
class RateLimitCountingHttpTests extends RateLimitHttpTest {

    @Test
    void countsForwardsErrorsAndAsyncOnce() {
        start();
        get("/hello");
        assertThat(header(get("/forward"), "RateLimit")).isEqualTo("\"default\";r=98;t=2, \"strict\";r=4;t=12");
        assertThat(header(get("/async"), "X-RateLimit-Remaining")).isEqualTo("97");
        assertThat(header(get("/send-error"), "X-RateLimit-Remaining")).isEqualTo("96");
        assertThat(header(get("/hello"), "X-RateLimit-Remaining")).isEqualTo("95");
    }

    @Test
    void aRefusalSpendsNothingFromOtherLimits() {
        start(
                "gatehouse.rate-limit.rules[0].name=all",
                "gatehouse.rate-limit.rules[0].limit=50/minute",
                "gatehouse.rate-limit.rules[0].scope=global",
                "gatehouse.rate-limit.rules[1].name=narrow",
                "gatehouse.rate-limit.rules[1].methods=GET",
                "gatehouse.rate-limit.rules[1].limit=1/minute");
        HttpResponse<String> first = get("/hello");
        assertThat(header(first, "RateLimit")).isEqualTo("\"default\";r=99;t=1, \"all\";r=49;t=2, \"narrow\";r=0;t=60");
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> refused = get("/hello");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(header(refused, "X-RateLimit-Limit")).isEqualTo("1");
            assertThat(header(refused, "RateLimit")).startsWith("\"default\";r=99;t=1, \"all\";r=49;t=2, ");
            assertThat(JsonMapper.shared()
                            .readTree(refused.body())
                            .get("violated-policies")
                            .size())
                    .isEqualTo(1);
        }
        assertThat(header(send("POST", "/hello"), "RateLimit")).isEqualTo("\"default\";r=98;t=2, \"all\";r=48;t=3");
    }

    @Test
    void admitsExactlyTheCapacityToManyThreads() throws Exception {
        start("gatehouse.rate-limit.default-limit=200/minute");
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try {
            Callable<Long> hammer = () -> {
                long admitted = 0;
                for (int i = 0; i < 8; i++) {
                    admitted += get("/hello").statusCode() == 200 ? 1 : 0;
                }
                return admitted;
            };
            long admitted = 0;
            for (Future<Long> future : threads.invokeAll(java.util.Collections.nCopies(64, hammer))) {
                admitted += future.get();
            }
            assertThat(admitted).isEqualTo(200);
        } finally {
            threads.shutdownNow();
        }
    }
}
