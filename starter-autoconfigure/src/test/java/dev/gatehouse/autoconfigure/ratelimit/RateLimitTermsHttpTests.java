package dev.gatehouse.autoconfigure.ratelimit;

import static dev.gatehouse.autoconfigure.ratelimit.RateLimitService.getFrom;
import static dev.gatehouse.autoconfigure.ratelimit.RateLimitService.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.CapturedLog;
import dev.gatehouse.autoconfigure.testing.RunningService;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Costs, refunds, penalties and shadows. */
@Tag("any-boot")
class RateLimitTermsHttpTests {

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = start(
                "name=costly;limit=10/minute;paths=/things/dear;cost=4",
                "name=words;limit=10/minute;paths=/things/words;cost-by=words",
                "name=tokens;limit=100/minute;paths=/ask;cost=10",
                "name=log-in;limit=3/minute;paths=/login;methods=POST;refund-on=2xx",
                "name=log-in-later;limit=2/minute;paths=/login-later;refund-on=2xx",
                "name=strict;limit=1/minute;paths=/things/strict;penalty=3/minute block 10min max 1d",
                "name=tried;limit=1/minute;paths=/things/tried;shadow=true");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static RunningService start(String... rules) {
        List<String> properties = new ArrayList<>(List.of("gatehouse.client-address.trusted-proxies=127.0.0.1"));
        for (int i = 0; i < rules.length; i++) {
            for (String term : rules[i].split(";")) {
                properties.add("gatehouse.rate-limit.rules[" + i + "]." + term);
            }
        }
        return RunningService.start(RateLimitService.class, properties.toArray(String[]::new));
    }

    private static List<Integer> statuses(int count, String path) {
        return statuses(service, count, path);
    }

    private static List<Integer> statuses(RunningService service, int count, String path) {
        return Stream.generate(() -> service.get(path).statusCode())
                .limit(count)
                .toList();
    }

    @Test
    void aRequestCostsWhatTheRuleSays() {
        assertThat(statuses(3, "/things/dear")).containsExactly(200, 200, 429);
    }

    @Test
    void aRequestCostsWhatABeanComputes() {
        assertThat(statuses(3, "/things/words?a+b+c+d")).containsExactly(200, 200, 429);
        assertThat(service.get("/things/words?a+b").statusCode()).isEqualTo(200);
        assertThat(service.get("/things/words").statusCode())
                .as("a cost of nothing")
                .isEqualTo(200);
    }

    @Test
    void theHandlerSettlesWhatARequestReallyCost() {
        assertThat(service.get("/ask?used=10").headers().firstValue("RateLimit"))
                .hasValue("\"tokens\";r=90;t=6");
        service.get("/ask?used=0");
        assertThat(service.get("/ask?used=70").statusCode()).isEqualTo(200);
        assertThat(service.get("/ask?used=60").statusCode())
                .as("20 are left, of which 10 are taken before the answer is known")
                .isEqualTo(200);
        assertThat(service.get("/ask?used=0").statusCode()).as("40 are owed").isEqualTo(429);
    }

    @Test
    void onlyFailuresCountWhereSuccessIsRefunded() {
        AtomicInteger calls = service.context().getBean(RateLimitService.Endpoints.class).calls;
        int before = calls.get();
        for (int i = 0; i < 10; i++) {
            assertThat(logIn(true)).isEqualTo(200);
        }
        assertThat(List.of(logIn(false), logIn(false), logIn(true), logIn(false), logIn(true)))
                .containsExactly(401, 401, 200, 401, 429);
        assertThat(calls).hasValue(before + 14);
    }

    @Test
    void asyncAnswersAreRefundedToo() {
        for (int i = 0; i < 5; i++) {
            assertThat(post(service, "/login-later?right=true", "").statusCode())
                    .isEqualTo(200);
        }
        assertThat(List.of(
                        post(service, "/login-later?right=false", "").statusCode(),
                        post(service, "/login-later?right=false", "").statusCode(),
                        post(service, "/login-later?right=true", "").statusCode()))
                .containsExactly(401, 401, 429);
    }

    private static int logIn(boolean right) {
        return post(service, "/login?right=" + right, "").statusCode();
    }

    @Test
    void whoGoesOnAfterRefusalsIsBlocked() {
        MeterRegistry registry = service.context().getBean(MeterRegistry.class);
        double blockedBefore = blockedKeys(registry);
        assertThat(statuses(4, "/things/strict")).containsExactly(200, 429, 429, 429);
        HttpResponse<String> blocked = service.get("/things/strict");
        assertThat(blocked.statusCode()).isEqualTo(429);
        assertThat(blocked.body())
                .contains("https://iana.org/assignments/http-problem-types#abnormal-usage-detected")
                .contains("\"violated-policies\":[\"strict\"]");
        assertThat(blocked.headers().firstValue("Retry-After")).hasValue("600");
        assertThat(getFrom(service, "203.0.113.9", "/things/strict").statusCode())
                .isEqualTo(200);
        assertThat(blockedKeys(registry)).isEqualTo(blockedBefore + 1);
        assertThat(decisions(registry, "strict", "blocked")).isEqualTo(1);
    }

    @Test
    void theDefaultLimitCanHaveAPenaltyToo() {
        try (RunningService other = RunningService.start(
                RateLimitService.class,
                "gatehouse.rate-limit.default-limit=1/minute",
                "gatehouse.rate-limit.default-penalty=1/minute block 1h")) {
            assertThat(statuses(other, 2, "/hello")).containsExactly(200, 429);
            assertThat(other.get("/hello").headers().firstValue("Retry-After")).hasValue("3600");
        }
    }

    @Test
    void aShadowCountsAndTellsButNeverRefuses() {
        try (CapturedLog log = CapturedLog.of(ShadowLog.class.getName())) {
            assertThat(statuses(5, "/things/tried")).containsOnly(200);
            assertThat(log.events())
                    .singleElement()
                    .satisfies(event -> assertThat(event.getFormattedMessage())
                            .isEqualTo(
                                    "The shadow rule tried 1/minute per ip (shadow) would have refused 1 requests since its"
                                            + " last line."));
        }
        MeterRegistry registry = service.context().getBean(MeterRegistry.class);
        assertThat(decisions(registry, "tried", "shadow_rejected")).isEqualTo(4);
        assertThat(service.get("/things/tried").headers().map()).doesNotContainKey("retry-after");
    }

    private static double blockedKeys(MeterRegistry registry) {
        return registry.get("gatehouse.rate_limit.blocked_keys").gauge().value();
    }

    @Test
    void aShadowLeavesTheDefaultInPlace() {
        try (RunningService other = RunningService.start(
                RateLimitService.class,
                "gatehouse.rate-limit.default-limit=3/minute",
                "gatehouse.rate-limit.rules[0].name=tried",
                "gatehouse.rate-limit.rules[0].limit=1/minute",
                "gatehouse.rate-limit.rules[0].paths=/hello",
                "gatehouse.rate-limit.rules[0].shadow=true")) {
            assertThat(statuses(other, 4, "/hello")).containsExactly(200, 200, 200, 429);
            assertThat(other.get("/hello").headers().firstValue("RateLimit-Policy"))
                    .hasValueSatisfying(policies -> assertThat(policies).startsWith("\"default\";q=3;w=60"));
        }
    }

    private static double decisions(MeterRegistry registry, String rule, String outcome) {
        return registry.get("gatehouse.rate_limit.decisions")
                .tags("rule", rule, "outcome", outcome)
                .counter()
                .count();
    }

    @Test
    void aTestsBypassLetsEverythingPassAndCountsNothing() {
        try (RunningService other = RunningService.start(
                RateLimitService.class,
                "gatehouse.rate-limit.rules[0].name=own",
                "gatehouse.rate-limit.rules[0].limit=1/hour",
                "gatehouse.rate-limit.rules[0].paths=/hello",
                "gatehouse.rate-limit.test-bypass=true")) {
            assertThat(statuses(other, 5, "/hello")).containsOnly(200);
            assertThat(statuses(other, 5, "/dear")).containsOnly(200);
            assertThat(other.get("/hello").headers().map()).doesNotContainKeys("ratelimit", "x-ratelimit-limit");
            assertThat(other.get("/ask?used=5").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void annotationsHaveTheSameTerms() {
        assertThat(statuses(3, "/dear")).containsExactly(200, 200, 429);
        assertThat(statuses(5, "/annotated-refund")).containsOnly(200);
        assertThat(statuses(3, "/annotated-refund?right=false")).containsExactly(401, 429, 429);
        assertThat(service.get("/annotated-refund").body()).contains("abnormal-usage-detected");
        assertThat(statuses(3, "/annotated-shadow")).containsOnly(200);
    }
}
