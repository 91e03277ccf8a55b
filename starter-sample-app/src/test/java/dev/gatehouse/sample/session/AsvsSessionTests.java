package dev.gatehouse.sample.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.ForgedTokens;
import dev.gatehouse.sample.IdentityTest;
import dev.gatehouse.sample.OfApiKeys;
import dev.gatehouse.sample.mail.MailTemplate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/** ASVS 5.0, chapter 7. */
class AsvsSessionTests extends IdentityTest {

    @Test
    void v7_1_2_oneSessionTooManyEndsTheOldest() {
        Person person = person();
        List<Answer> sessions = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            sessions.add(signIn(person));
        }
        assertThat(me(sessions.get(0))).isEqualTo(401);
        assertThat(me(sessions.get(1))).isEqualTo(200);
        assertThat(me(sessions.get(10))).isEqualTo(200);
    }

    @Test
    void v7_2_1_tokenIsVerifiedByTheServiceWithEachRequest() {
        Answer session = signIn(person());
        assertThat(me(session)).isEqualTo(200);
        String id = claims(session).path("sid").asString();
        assertThat(send("DELETE", AUTH + "/sessions/" + id, null, bearer(session))
                        .outcome())
                .isEqualTo("204");
        assertThat(me(session)).as("well signed, not expired, and over").isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer 0123456789abcdef", "Basic YWRtaW46YWRtaW4=", "Token x", "ApiKey x", "Bearer", ""})
    void v7_2_2_nothingStaticIsASession(String credentials) {
        assertThat(send("GET", ME, null, HttpHeaders.AUTHORIZATION, credentials).status())
                .isEqualTo(401);
    }

    @Test
    @OfApiKeys
    void v7_2_2_apiKeyIsNoBearerToken() {
        String key = send(
                        "POST",
                        "/api/v1/api-keys",
                        Map.of("name", "n", "scopes", List.of("items:read")),
                        bearer(myself().token()))
                .text("key");
        assertThat(send("GET", "/api/v1/items", null, "X-API-Key", key).status())
                .isEqualTo(200);
        assertThat(send("GET", "/api/v1/items", null, bearer(key)).status()).isEqualTo(401);
    }

    @Test
    void v7_2_3_refreshTokensAreLongAndWithoutPattern() {
        Person person = person();
        String one = signIn(person).text("refresh_token");
        String other = signIn(person).text("refresh_token");
        assertThat(one).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(other);
        assertThat(one.substring(0, 8)).isNotEqualTo(other.substring(0, 8));
    }

    @Test
    void v7_2_4_logInEndsTheSessionThatIsSentAlong() {
        Person person = person();
        Answer old = signIn(person);
        Answer next = send(
                "POST",
                AUTH + "/login",
                Map.of(
                        "login",
                        person.username(),
                        "password",
                        person.password(),
                        "refresh_token",
                        old.text("refresh_token")));
        assertThat(claims(next).path("sid")).isNotEqualTo(claims(old).path("sid"));
        assertThat(me(old)).isEqualTo(401);
        assertThat(refresh(old.text("refresh_token")).outcome()).isEqualTo("401 refresh_invalid");
        assertThat(me(next)).isEqualTo(200);
    }

    @Test
    void v7_2_4_newProofKeepsTheSessionAndRenewsTheToken() {
        Person person = person();
        Answer session = signIn(person);
        time.forward(Duration.ofSeconds(2));
        Answer again = send("POST", AUTH + "/reauthenticate", Map.of("password", person.password()), bearer(session));
        assertThat(again.status()).isEqualTo(200);
        assertThat(claims(again).path("sid")).isEqualTo(claims(session).path("sid"));
        assertThat(claims(again).path("jti")).isNotEqualTo(claims(session).path("jti"));
        assertThat(claims(again).path("auth_time").asLong())
                .isGreaterThan(claims(session).path("auth_time").asLong());
        assertThat(again.text("refresh_token")).isEmpty();
    }

    @Test
    void v7_3_1_idleSessionEnds() {
        Answer session = signIn(person());
        time.forward(Duration.ofDays(7).plusMinutes(1));
        assertThat(refresh(session.text("refresh_token")).outcome()).isEqualTo("401 refresh_invalid");
    }

    @Test
    void v7_3_2_noSessionOutlivesThirtyDays() {
        String token = signIn(person()).text("refresh_token");
        for (int day = 1; day < 30; day++) {
            time.forward(Duration.ofDays(1));
            Answer next = refresh(token);
            assertThat(next.status()).as("day %d", day).isEqualTo(200);
            token = next.text("refresh_token");
        }
        time.forward(Duration.ofDays(1));
        assertThat(refresh(token).outcome()).isEqualTo("401 refresh_invalid");
    }

    @Test
    void v7_4_1_logOutEndsBothTokensAtOnce() {
        Answer session = signIn(person());
        Map<String, String> token = Map.of("refresh_token", session.text("refresh_token"));
        assertThat(send("POST", AUTH + "/logout", token).outcome()).isEqualTo("204");
        assertThat(me(session)).isEqualTo(401);
        assertThat(refresh(session.text("refresh_token")).outcome()).isEqualTo("401 refresh_invalid");
        assertThat(send("POST", AUTH + "/logout", token).outcome()).as("again").isEqualTo("204");
    }

    @Test
    void v7_4_1_accessTokenAloneLogsOut() {
        Answer session = signIn(person());
        assertThat(send("POST", AUTH + "/logout", null, bearer(session)).outcome())
                .isEqualTo("204");
        assertThat(me(session)).isEqualTo(401);
        assertThat(send("POST", AUTH + "/logout", null, bearer(session)).outcome())
                .isEqualTo("204");
    }

    @Test
    void v7_4_3_passwordChangeEndsTheOtherSessions() {
        Person person = person();
        Answer here = signIn(person);
        Answer there = signIn(person);
        assertThat(send(
                                "POST",
                                AUTH + "/change-password",
                                Map.of("current_password", person.password(), "new_password", "zvkq-uwem-hgpt-new"),
                                bearer(here))
                        .outcome())
                .isEqualTo("204");
        assertThat(me(here)).isEqualTo(200);
        assertThat(me(there)).isEqualTo(401);
    }

    @Test
    void v7_5_1_oldProofIsNotEnoughForTheAddress() {
        Person person = person();
        Answer session = signIn(person);
        time.forward(Duration.ofMinutes(6));
        Answer refused = send("POST", ME + "/email", Map.of("new_email", "a@example.com"), bearer(session));
        assertThat(refused.outcome()).isEqualTo("401 step_up_required");
        assertThat(refused.headers().getFirst(HttpHeaders.WWW_AUTHENTICATE))
                .contains("insufficient_user_authentication")
                .contains("max_age=");

        Answer again = send("POST", AUTH + "/reauthenticate", Map.of("password", person.password()), bearer(session));
        assertThat(send("POST", ME + "/email", Map.of("new_email", stranger("n").email()), bearer(again))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void v7_5_2_userSeesAndEndsOwnSessions() {
        Person person = person();
        Answer here = signIn(person);
        Answer there = send(
                "POST",
                AUTH + "/login",
                Map.of("login", person.username(), "password", person.password(), "device_label", "Phone"));
        JsonNode list =
                send("GET", AUTH + "/sessions", null, bearer(here)).json().path("content");
        assertThat(list.size()).isEqualTo(2);
        assertThat(list.get(0).path("label").asString()).isEqualTo("Phone");
        assertThat(list.get(0).path("current").asBoolean()).isFalse();
        assertThat(list.get(1).path("current").asBoolean()).isTrue();

        String id = list.get(0).path("id").asString();
        assertThat(send("DELETE", AUTH + "/sessions/" + id, null, bearer(signIn(person())))
                        .outcome())
                .as("what is somebody else's does not exist")
                .isEqualTo("404 not_found");
        assertThat(send("DELETE", AUTH + "/sessions/" + id, null, bearer(here)).outcome())
                .isEqualTo("204");
        assertThat(me(there)).isEqualTo(401);
        assertThat(me(here)).isEqualTo(200);
    }

    @Test
    void logOutEverywhereTellsHowManyAndMayKeepThisOne() {
        Person person = person();
        Answer here = signIn(person);
        Answer there = signIn(person);
        assertThat(send("POST", AUTH + "/logout-all", Map.of("keep_current", true), bearer(here))
                        .json()
                        .path("revoked")
                        .asInt())
                .isEqualTo(1);
        assertThat(me(there)).isEqualTo(401);
        assertThat(send("POST", AUTH + "/logout-all", null, bearer(here))
                        .json()
                        .path("revoked")
                        .asInt())
                .isEqualTo(1);
        assertThat(me(here)).isEqualTo(401);
    }

    @Test
    void refreshTokenThatComesTwiceEndsItsSessionAndTheOwnerIsTold() {
        Person person = person();
        Answer session = signIn(person);
        Answer next = refresh(session.text("refresh_token"));
        assertThat(me(next)).isEqualTo(200);

        assertThat(refresh(session.text("refresh_token")).outcome()).isEqualTo("401 refresh_invalid");

        assertThat(me(next)).isEqualTo(401);
        assertThat(refresh(next.text("refresh_token")).outcome()).isEqualTo("401 refresh_invalid");
        assertThat(mails.about(person.email()).stream().filter(MailTemplate.SESSION_STOLEN::equals))
                .hasSize(1);
    }

    @Test
    void everyBadRefreshTokenIsAnsweredAlike() {
        Answer session = signIn(person());
        String used = session.text("refresh_token");
        refresh(used);
        String reused = refresh(used).text("message");
        assertThat(refresh("no token").text("message")).isEqualTo(reused);
        assertThat(refresh("A".repeat(43)).text("message")).isEqualTo(reused);
        assertThat(send("POST", AUTH + "/refresh", Map.of()).outcome()).isEqualTo("401 refresh_invalid");
    }

    @Test
    void expiredAccessTokenDoesNotStandInTheWayOfARefresh() {
        Answer session = signIn(person());
        time.forward(Duration.ofMinutes(11));
        assertThat(me(session)).isEqualTo(401);
        Answer next = send(
                "POST", AUTH + "/refresh", Map.of("refresh_token", session.text("refresh_token")), bearer(session));
        assertThat(me(next)).isEqualTo(200);
    }

    @Test
    void v9_2_2_noOtherTokenIsAnAccessToken() {
        Answer session = signIn(person());
        assertThat(send("GET", ME, null, bearer(session.text("refresh_token"))).status())
                .isEqualTo(401);
        assertThat(refresh(session.text("access_token")).outcome())
                .isIn("400 validation_failed", "401 refresh_invalid");
    }

    private int me(Answer session) {
        return send("GET", ME, null, bearer(session)).status();
    }

    private static JsonNode claims(Answer session) {
        return ForgedTokens.of(session.text("access_token")).claims();
    }
}
