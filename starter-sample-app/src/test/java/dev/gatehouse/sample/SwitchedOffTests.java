package dev.gatehouse.sample;

import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** One line switches everything off, and the application does not miss it. */
@TestPropertySource(properties = "gatehouse.enabled=false")
class SwitchedOffTests extends HttpTest {

    @Test
    void startsAndAnswersWithoutGatehouse() {
        get("/api/v1/hello")
                .expectStatus()
                .isOk()
                .expectHeader()
                .doesNotExist("X-Request-ID")
                .expectHeader()
                .doesNotExist("X-Frame-Options");
    }
}
