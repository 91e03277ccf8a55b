package dev.gatehouse.sample.access;

import dev.gatehouse.sample.HttpTest;
import dev.gatehouse.sample.LimitedService;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

/** Who sees rate limits at work. */
@LimitedService
class RateLimitsAccessTests extends HttpTest {

    private static final String LIMITS = "/actuator/ratelimits";

    @Test
    void whoMayManageRateLimitsSeesThem() {
        as(users.signIn(SystemRole.ADMIN))
                .get()
                .uri(LIMITS)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.rules[?(@.name == 'log-in')]")
                .isNotEmpty();
        as(users.signIn(SystemRole.ADMIN))
                .delete()
                .uri(LIMITS + "/log-in?key=192.0.2.1")
                .exchange()
                .expectStatus()
                .isNoContent();
    }

    @Test
    void nobodyElseDoes() {
        refused(anonymous().get().uri(LIMITS).exchange(), HttpStatus.UNAUTHORIZED, "unauthenticated");
        refused(get(LIMITS), HttpStatus.FORBIDDEN, "forbidden");
        refused(delete(LIMITS + "/log-in?key=192.0.2.1"), HttpStatus.FORBIDDEN, "forbidden");
        refused(
                as(users.signIn(SystemRole.MANAGER))
                        .get()
                        .uri(LIMITS + "/log-in")
                        .exchange(),
                HttpStatus.FORBIDDEN,
                "forbidden");
    }
}
