package dev.gatehouse.sample.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.HttpTest;
import dev.gatehouse.sample.access.SystemRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

class JsonStrictnessTests extends HttpTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"a\",\"quantity\":1,\"unknown\":1}",
                "{\"name\":\"a\",\"name\":\"b\",\"quantity\":1}",
                "{\"name\":123,\"quantity\":1}",
                "{\"name\":true,\"quantity\":1}",
                "{\"name\":1.5,\"quantity\":1}",
                "{\"name\":\"a\",\"quantity\":1.9}",
                "{\"name\":\"a\",\"quantity\":1.0}",
                "{\"name\":\"a\",\"quantity\":\"1\"}",
                "{\"name\":\"a\",\"quantity\":\"\"}",
                "{\"name\":\"a\",\"quantity\":true}",
                "{\"name\":\"a\",\"quantity\":99999999999}",
                "{\"name\":\"a\",\"quantity\":1,\"description\":\"a\\u0000b\"}",
                "{\"name\":\"a\",\"quantity\":1,\"description\":\"a\\ud800\"}",
                "{\"name\":\"a\",\"quantity\":1,\"description\":\"\\udc00a\"}",
                "{\"name\":\"a\",\"quantity\":1,\"description\":\"\\ud800\\ud800\"}",
                "{\"name\":\"a\",\"quantity\":1} trailing",
                "{\"name\":\"a\",\"quantity\":1,}",
                "{'name':'a','quantity':1}"
            })
    void refusesWhatItWouldHaveToGuess(String body) {
        refused(post("/api/v1/items", body), HttpStatus.BAD_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "a\\ud800", "\\udc00a"})
    void saysWhyTextCannotBeKept(String text) {
        ResponseSpec answer = post("/api/v1/items", "{\"name\":\"a\",\"quantity\":1,\"description\":\"" + text + "\"}");
        refused(answer, HttpStatus.BAD_REQUEST, "malformed_body");
        answer.expectBody()
                .jsonPath("$.details[0].field")
                .isEqualTo("description")
                .jsonPath("$.details[0].code")
                .isEqualTo("not_storable")
                .jsonPath("$.details[0].message")
                .value(String.class, message -> assertThat(message).contains("U+0000", "surrogate"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "\"2\"", "\"disabled\"", "\"\"", "true"})
    void refusesWhatIsNoWordOfAList(String status) {
        refused(
                as(users.signIn(SystemRole.ADMIN))
                        .patch()
                        .uri("/api/v1/users/" + myself().id())
                        .contentType(MediaType.APPLICATION_JSON)
                        .body("{\"row_version\":0,\"status\":" + status + "}")
                        .exchange(),
                HttpStatus.BAD_REQUEST,
                "malformed_body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1893456000",
                "1893456000.5",
                "\"1893456000\"",
                "\"2030-01-01\"",
                "\"2030-01-01T00:00:00\"",
                "\"\"",
                "true",
                "{}"
            })
    void refusesATimeWithoutItsOffset(String time) {
        ResponseSpec answer = rolesUntil(time);
        refused(answer, HttpStatus.BAD_REQUEST, "malformed_body");
        answer.expectBody()
                .jsonPath("$.details[0].field")
                .isEqualTo("expires_at")
                .jsonPath("$.details[0].code")
                .isEqualTo("not_a_time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2100-01-01T01:00:00.5+01:00\"", "\"2100-01-01T00:00:00Z\"", "null"})
    void takesATimeWithItsOffset(String time) {
        rolesUntil(time).expectStatus().isOk();
    }

    @ParameterizedTest
    @CsvSource({
        "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999Z",
        "2100-01-01T00:00:00.123456789Z, 2100-01-01T00:00:00.123456Z"
    })
    void takesATimeNoLaterThanItWasSent(String sent, String kept) {
        rolesUntil("\"" + sent + "\"")
                .expectBody()
                .jsonPath("$.roles[0].expires_at")
                .isEqualTo(kept);
    }

    private ResponseSpec rolesUntil(String time) {
        return as(users.signIn(SystemRole.ADMIN))
                .put()
                .uri("/api/v1/users/" + myself().id() + "/roles")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"role_ids\":[\"" + SystemRole.AUDITOR.id() + "\"],\"expires_at\":" + time + "}")
                .exchange();
    }

    @Test
    void refusesADepthThatNobodyNeeds() {
        refused(post("/api/v1/items", "[".repeat(60_000)), HttpStatus.BAD_REQUEST);
    }

    @Test
    void takesTextBeyondTheBasicPlane() {
        post("/api/v1/items", "{\"name\":\"\\ud83d\\ude00\",\"quantity\":1}")
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("\ud83d\ude00");
    }
}
