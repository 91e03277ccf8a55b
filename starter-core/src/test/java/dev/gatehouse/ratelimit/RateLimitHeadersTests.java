package dev.gatehouse.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateLimitHeadersTests {

    private static final long SECOND = 1_000_000_000L;

    private static Policy policy(String name, String limit) {
        return RateLimitRule.of(name, KeyResolver.global(), Limit.of(limit))
                .build()
                .policies()
                .get(0);
    }

    private static Map<String, String> write(RateLimitHeaderFormat format, PolicyState... states) {
        Map<String, String> headers = new LinkedHashMap<>();
        HttpServletResponse response = (HttpServletResponse) Proxy.newProxyInstance(
                RateLimitHeadersTests.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (self, method, args) -> headers.put((String) args[0], (String) args[1]));
        new RateLimitHeaders(format).write(RateLimitDecision.of(List.of(states)), response);
        return headers;
    }

    @Test
    void writesBothKinds() {
        assertThat(write(
                        RateLimitHeaderFormat.BOTH,
                        new PolicyState(policy("default", "100/minute"), 50, 30 * SECOND, 0)))
                .containsExactly(
                        Map.entry("X-RateLimit-Limit", "100"),
                        Map.entry("X-RateLimit-Remaining", "50"),
                        Map.entry("X-RateLimit-Reset", "30"),
                        Map.entry("X-RateLimit-Window", "60"),
                        Map.entry("RateLimit-Policy", "\"default\";q=100;w=60"),
                        Map.entry("RateLimit", "\"default\";r=50;t=30"));
    }

    @Test
    void writesEitherKindOrNone() {
        PolicyState state = new PolicyState(policy("default", "100/minute"), 50, 30 * SECOND, 0);
        assertThat(write(RateLimitHeaderFormat.LEGACY, state)).hasSize(4).doesNotContainKey("RateLimit");
        assertThat(write(RateLimitHeaderFormat.DRAFT_11, state)).containsOnlyKeys("RateLimit-Policy", "RateLimit");
        assertThat(write(RateLimitHeaderFormat.NONE, state)).isEmpty();
        assertThat(write(RateLimitHeaderFormat.BOTH)).isEmpty();
    }

    @Test
    void roundsTimesUp() {
        PolicyState state = new PolicyState(policy("a", "1/hour"), 0, 3599 * SECOND + 1, 1);
        assertThat(write(RateLimitHeaderFormat.BOTH, state))
                .containsEntry("X-RateLimit-Reset", "3600")
                .containsEntry("RateLimit", "\"a\";r=0;t=1");
    }

    @Test
    void listsAllPoliciesAndPutsTheTightestIntoTheLegacyOnes() {
        assertThat(write(
                        RateLimitHeaderFormat.BOTH,
                        new PolicyState(policy("default", "100/minute"), 60, 24 * SECOND, 0),
                        new PolicyState(policy("exports", "5000/hour burst 20"), 3, 13 * SECOND, 0)))
                .containsEntry("X-RateLimit-Limit", "20")
                .containsEntry("X-RateLimit-Remaining", "3")
                .containsEntry("X-RateLimit-Window", "3600")
                .containsEntry(
                        "RateLimit-Policy", "\"default\";q=100;w=60, \"exports\";q=5000;w=3600;gatehouse-burst=20")
                .containsEntry("RateLimit", "\"default\";r=60;t=24, \"exports\";r=3;t=13");
    }

    @Test
    void theLongestWaitIsTheTightest() {
        PolicyState left = new PolicyState(policy("left", "2/minute"), 1, 30 * SECOND, 0);
        PolicyState soon = new PolicyState(policy("soon", "1/second"), 0, SECOND, SECOND);
        PolicyState late = new PolicyState(policy("late", "1/hour"), 0, 3600 * SECOND, 3600 * SECOND);
        assertThat(RateLimitHeaders.mostRestrictive(List.of(left, soon, late))).isSameAs(late);
        assertThat(RateLimitHeaders.mostRestrictive(List.of(late, soon, left))).isSameAs(late);
        assertThat(RateLimitHeaders.mostRestrictive(List.of(left))).isSameAs(left);
    }

    @Test
    void writesLargeNumbers() {
        PolicyState state = PolicyState.of(policy("big", "1000000000/366d"), 999_999_999, 0);
        assertThat(write(RateLimitHeaderFormat.BOTH, state))
                .containsEntry("X-RateLimit-Remaining", "999999999")
                .containsEntry("X-RateLimit-Limit", "1000000000")
                .containsEntry(
                        "X-RateLimit-Window", Long.toString(Duration.ofDays(366).toSeconds()));
    }
}
