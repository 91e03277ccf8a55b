package dev.gatehouse.autoconfigure.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.Dispatches;
import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.ratelimit.MemoryRateLimitStore;
import dev.gatehouse.ratelimit.RateLimit;
import dev.gatehouse.ratelimit.RateLimitListener;
import dev.gatehouse.ratelimit.RateLimitOutcome;
import dev.gatehouse.ratelimit.RateLimitStore;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Requests that a handler sends on inside the service: limits at handlers hold where they lead. Time stands still in a test. */
class RateLimitDispatchHttpTests {

    private static final List<String> heard = new CopyOnWriteArrayList<>();

    private static final AtomicLong time = new AtomicLong();

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                Application.class,
                "gatehouse.rate-limit.rules[0].name=by-route",
                "gatehouse.rate-limit.rules[0].limit=50/minute",
                "gatehouse.rate-limit.rules[0].scope=route");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void nothingIsSpent() {
        heard.clear();
        time.addAndGet(Duration.ofHours(1).toNanos());
    }

    private HttpResponse<String> get(String path, String to) {
        return service.get(path + "?to=" + to);
    }

    private static String limits(HttpResponse<String> response) {
        assertThat(response.headers().allValues("RateLimit")).hasSize(1);
        return response.headers().allValues("RateLimit").get(0);
    }

    static Stream<Arguments> limited() {
        return Stream.of("/strict", "/strict-later", "/strict-deferred")
                .flatMap(to -> Stream.of(Dispatches.KINDS).map(kind -> Arguments.of(kind, to)));
    }

    @ParameterizedTest
    @MethodSource("limited")
    void aDispatchCountsAtTheHandlerItLeadsTo(String kind, String to) {
        HttpResponse<String> first = get(kind, to);
        assertThat(first.body()).isEqualTo("strict");
        assertThat(limits(first))
                .isEqualTo("\"default\";r=99;t=1, \"by-route\";r=49;t=2, \"" + to.substring(1) + "\";r=1;t=30");
        assertThat(first.headers().firstValue("X-RateLimit-Limit")).hasValue("2");
        assertThat(first.headers().firstValue("X-RateLimit-Remaining")).hasValue("1");
        assertThat(heard).hasSize(3);
        assertThat(get(kind, to).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = get(kind, to);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("30");
        assertThat(limits(refused))
                .isEqualTo("\"default\";r=98;t=2, \"by-route\";r=48;t=3, \"" + to.substring(1) + "\";r=0;t=30");
    }

    static Stream<String> kinds() {
        return Stream.of(Dispatches.KINDS);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aDispatchToAHandlerWithoutALimitCountsOnce(String kind) {
        HttpResponse<String> response = get(kind, "/plain");
        assertThat(response.body()).isEqualTo("plain");
        assertThat(limits(response)).isEqualTo("\"default\";r=99;t=1, \"by-route\";r=49;t=2");
        assertThat(heard).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aLimitThatTwoHandlersOnTheWayShareCountsOnce(String kind) {
        HttpResponse<String> response = get(kind, "/shared-alias");
        assertThat(response.body()).isEqualTo("shared");
        assertThat(limits(response)).endsWith("\"shared\";r=4;t=12").containsOnlyOnce("shared");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aDispatchedRequestGetsBackWhatItsAnswerMakesUndone(String kind) {
        for (int i = 0; i < 4; i++) {
            assertThat(get(kind, "/refunding").statusCode()).isEqualTo(409);
        }
    }

    @Test
    void aHandlerThatFailsIsCountedOnce() {
        HttpResponse<String> response = service.get("/strict-teapot");
        assertThat(response.body()).isEqualTo("page");
        assertThat(limits(response)).endsWith("\"strict-teapot\";r=1;t=30").doesNotContain("error-page");
        assertThat(heard).hasSize(3);
    }

    @Test
    void anIncludeCountsToo() {
        assertThat(get("/include", "/strict").body()).isEqualTo("strict");
        get("/include", "/strict");
        assertThat(get("/include", "/strict").body()).isNotEqualTo("strict");
    }

    @Configuration(proxyBeanMethods = false)
    @Import({Dispatches.class, Endpoints.class})
    static class Application {

        @Bean
        RateLimitStore store() {
            return new MemoryRateLimitStore(10_000, time::get);
        }

        @Bean
        RateLimitListener listener() {
            return (rule, outcome) -> {
                if (outcome == RateLimitOutcome.ALLOWED) {
                    heard.add(rule.name());
                }
            };
        }
    }

    @RestController
    static class Endpoints {

        @GetMapping("/plain")
        Callable<String> plain() {
            return () -> "plain";
        }

        @GetMapping("/strict")
        @RateLimit("2/minute")
        String strict() {
            return "strict";
        }

        @GetMapping("/strict-later")
        @RateLimit("2/minute")
        Callable<String> strictLater() {
            return () -> "strict";
        }

        @GetMapping("/strict-deferred")
        @RateLimit("2/minute")
        DeferredResult<String> strictDeferred() {
            DeferredResult<String> result = new DeferredResult<>();
            new Thread(() -> result.setResult("strict")).start();
            return result;
        }

        @GetMapping("/shared-alias")
        @RateLimit(value = "5/minute", name = "shared")
        ModelAndView alias() {
            return new ModelAndView("forward:/shared");
        }

        @GetMapping("/shared")
        @RateLimit(value = "5/minute", name = "shared")
        String shared() {
            return "shared";
        }

        @GetMapping("/refunding")
        @RateLimit(value = "1/minute", refundOn = "409")
        String refunding() {
            throw new ResponseStatusException(HttpStatus.CONFLICT);
        }

        @GetMapping("/strict-teapot")
        @RateLimit("2/minute")
        void strictTeapot(HttpServletResponse response) throws Exception {
            response.sendError(418);
        }

        @GetMapping("/error-page")
        @RateLimit("2/minute")
        String errorPage() {
            return "page";
        }
    }
}
