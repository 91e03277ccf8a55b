package dev.gatehouse.sample;

import dev.gatehouse.sample.access.SystemRole;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.TestPropertySource;

/** Each filter can go; the application does not miss it. */
@TestPropertySource(
        properties = {
            "gatehouse.access-log.enabled=false",
            "gatehouse.api-version.enabled=false",
            "gatehouse.drain.enabled=false",
            "gatehouse.error-record.enabled=false",
            "gatehouse.headers.enabled=false",
            "gatehouse.logging.masking.enabled=false",
            "gatehouse.logging.user.enabled=false",
            "gatehouse.request-id.enabled=false",
            "gatehouse.request-limits.enabled=false",
            "gatehouse.tracing.enabled=false",
            "gatehouse.trusted-hosts.enabled=false",
            "gatehouse.upload.enabled=false"
        })
class SwitchedOffTests extends HttpTest {

    @Test
    void startsAndAnswersWithoutFilters() {
        get("/api/v1/users/me")
                .expectStatus()
                .isOk()
                .expectHeader()
                .doesNotExist("X-Request-ID")
                .expectHeader()
                .doesNotExist("X-Frame-Options");
    }

    /** No filter looks at the query any more; PostgreSQL would fail at what it cannot hold. */
    @Test
    void refusesTextThatNoRowCanHold() {
        refused(
                as(users.signIn(SystemRole.AUDITOR))
                        .get()
                        .uri("/api/v1/audit-logs?actor=a\0b")
                        .exchange(),
                HttpStatus.BAD_REQUEST,
                "validation_failed");
    }

    /** What is open to whom is no filter to be rid of: such a service would be open to everybody. */
    @Test
    void asksWhoCallsAllTheSame() {
        refused(anonymous().get().uri("/api/v1/items").exchange(), HttpStatus.UNAUTHORIZED, "unauthenticated");
    }
}
