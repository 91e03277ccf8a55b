package dev.gatehouse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** What the sample gets from the starter, as it is configured here. */
@LimitedService
class HardeningTests extends HttpTest {

    @Test
    void importsFiveTimesAMinute() {
        for (int round = 0; round < 5; round++) {
            post("/api/v1/items/import", "{\"items\":[]}").expectStatus().isBadRequest();
        }
        post("/api/v1/items/import", "{\"items\":[]}")
                .expectStatus()
                .isEqualTo(HttpStatus.TOO_MANY_REQUESTS)
                .expectHeader()
                .exists("Retry-After")
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.error_code")
                .isEqualTo("rate_limit_exceeded");
    }

    @Test
    void boundsTheSizeOfAnExportPage() {
        get("/api/v1/items/export?size=10001")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.details[0].code")
                .isEqualTo("max_batch_size");
    }

    @Test
    void boundsBodiesByPathAndType() {
        String text = "x".repeat(65_000);
        post("/api/v1/items", "{\"name\":\"" + text + "\"}").expectStatus().isBadRequest();
        post("/api/v1/items", "{\"name\":\"" + text + "xxxxxxxx".repeat(100) + "\"}")
                .expectStatus()
                .isEqualTo(HttpStatus.CONTENT_TOO_LARGE)
                .expectBody()
                .jsonPath("$.error_code")
                .isEqualTo("content_too_large");
    }

    @Test
    void tellsTheDefaultLimitAndCarriesIdAndHeaders() {
        get("/api/v1/nothing")
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .valueEquals("RateLimit-Policy", "\"default\";q=100;w=60")
                .expectHeader()
                .valueEquals("X-Frame-Options", "DENY")
                .expectHeader()
                .value("X-Request-ID", id -> assertThat(id).hasSize(32));
    }

    @Test
    void letsAFrontEndUnderDevelopmentRead() {
        me().get()
                .uri("/api/v1/users/me")
                .header("Origin", "http://localhost:5173")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "http://localhost:5173");
        me().options()
                .uri("/api/v1/items")
                .header("Origin", "http://localhost:5173")
                .header("Access-Control-Request-Method", "POST")
                .exchange()
                .expectStatus()
                .isNoContent()
                .expectHeader()
                .valueEquals("Access-Control-Max-Age", "3600");
        me().get()
                .uri("/api/v1/users/me")
                .header("Origin", "https://evil.example")
                .exchange()
                .expectStatus()
                .isForbidden();
    }
}
