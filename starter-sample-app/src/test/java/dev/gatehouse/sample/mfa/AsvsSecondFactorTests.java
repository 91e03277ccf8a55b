package dev.gatehouse.sample.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.ForgedTokens;
import dev.gatehouse.sample.IdentityTest;
import dev.gatehouse.sample.OfApiKeys;
import dev.gatehouse.sample.access.SystemRole;
import dev.gatehouse.sample.mail.MailTemplate;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** ASVS 5.0, chapters 6.5 and 6.6, and what of 6.3 and 6.4 is about second factors. */
class AsvsSecondFactorTests extends IdentityTest {

    @Test
    void setUpGivesWhatAnAppNeedsAndCodesForTheDrawer() {
        Person person = person();
        Answer here = signIn(person);
        Answer there = signIn(person);
        Answer setup = send("POST", AUTH + "/setup-mfa", null, bearer(here));
        assertThat(setup.text("secret")).matches("[A-Z2-7]{32}");
        assertThat(setup.text("otpauth_uri"))
                .startsWith("otpauth://totp/")
                .contains("secret=" + setup.text("secret"))
                .contains(person.username());
        assertThat(setup.text("qr_png")).startsWith("data:image/png;base64,iVBORw0KGgo");
        assertThat(status(here).path("enabled").asBoolean()).isFalse();

        Factor factor = enroll(here);

        assertThat(factor.recoveryCodes()).hasSize(10).doesNotHaveDuplicates();
        assertThat(factor.recoveryCodes())
                .allSatisfy(code -> assertThat(code.replace("-", "")).matches("[A-Z2-7]{25}"));
        assertThat(status(here).path("recovery_codes_left").asInt()).isEqualTo(10);
        assertThat(send("GET", ME, null, bearer(there)).status())
                .as("sessions without the factor end")
                .isEqualTo(401);
        assertThat(mails.about(person.email())).contains(MailTemplate.MFA_ENABLED);
    }

    @Test
    void v6_5_3_recoveryCodesAreRandomAndNeverRepeat() {
        Factor one = enroll(signIn(person()));
        Factor other = enroll(signIn(person()));
        Set<String> codes = new HashSet<>(one.recoveryCodes());
        codes.addAll(other.recoveryCodes());
        assertThat(codes).hasSize(20);
        assertThat(codes.stream().map(code -> code.substring(0, 4)).distinct()).hasSizeGreaterThan(18);
    }

    @Test
    void v6_5_4_codesAndSecretsCannotBeGuessed() {
        Answer session = signIn(person());
        assertThat(send("POST", AUTH + "/setup-mfa", null, bearer(session)).text("secret"))
                .as("160 bits")
                .matches("[A-Z2-7]{32}");
        assertThat(enroll(session).recoveryCodes())
                .as("125 bits")
                .allMatch(code -> code.replace("-", "").matches("[A-Z2-7]{25}"));
    }

    @Test
    void v6_3_4_noOtherWayInPassesForASecondFactor() {
        Person person = person();
        Answer before = signIn(person);
        enroll(before);
        Answer refreshed = refresh(before.text("refresh_token"));
        assertThat(methods(before)).containsExactly("pwd");
        assertThat(methods(refreshed)).as("a refresh adds nothing").containsExactly("pwd");
        assertThat(send("GET", ME + "/export", null, bearer(refreshed)).outcome())
                .isEqualTo("401 step_up_required");
    }

    @Test
    @OfApiKeys
    void v6_3_4_keyIsNoWayPastASecondFactor() {
        String key = send(
                        "POST",
                        "/api/v1/api-keys",
                        Map.of("name", "n", "scopes", List.of("items:read")),
                        bearer(users.signIn(SystemRole.USER).token()))
                .text("key");
        assertThat(key).isNotEmpty();
        assertThat(send("GET", ME + "/export", null, "X-API-Key", key).status()).isEqualTo(403);
    }

    @Test
    void v6_3_4_amrSaysWhatWasShown() {
        Person person = person();
        Factor factor = enroll(signIn(person));
        assertThat(methods(logInWith(person, factor, 0))).containsExactly("pwd", "otp", "mfa");
        Answer drawer =
                verify(logIn(person), "recovery_code", factor.recoveryCodes().get(0));
        assertThat(methods(drawer)).containsExactly("pwd", "otp", "rec", "mfa");
    }

    @Test
    void v6_3_7_ownerIsToldOfEveryChangeToWhatOpensTheAccount() {
        Person person = person();
        Answer session = signIn(person);
        Factor factor = enroll(session);
        Answer strong = logInWith(person, factor, 0);
        send("POST", AUTH + "/mfa/recovery-codes", Map.of("code", code(factor.secret(), 1)), bearer(strong));
        time.forward(Duration.ofMinutes(1));
        send(
                "DELETE",
                AUTH + "/mfa",
                Map.of("password", person.password(), "code", code(factor.secret(), 0)),
                bearer(strong));
        Map<String, String> wanted =
                Map.of("current_password", person.password(), "new_password", "zvkq-uwem-hgpt-new");
        assertThat(send("POST", AUTH + "/change-password", wanted, bearer(signIn(person)))
                        .outcome())
                .isEqualTo("204");
        send("POST", AUTH + "/request-password-reset", Map.of("email", person.email()));
        String token = mails.token(person.email(), MailTemplate.RESET_PASSWORD);
        send("POST", AUTH + "/reset-password", Map.of("token", token, "new_password", "zvkq-uwem-hgpt-too"));
        assertThat(mails.about(person.email()))
                .contains(
                        MailTemplate.MFA_ENABLED,
                        MailTemplate.RECOVERY_CODES_RENEWED,
                        MailTemplate.MFA_DISABLED,
                        MailTemplate.PASSWORD_CHANGED)
                .filteredOn(MailTemplate.PASSWORD_CHANGED::equals)
                .as("changed, then reset")
                .hasSize(2);
    }

    @Test
    void v6_5_8_timeOfTheClientCountsForNothing() {
        Person person = person();
        Factor factor = enroll(signIn(person));
        String later = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                clock.instant().plus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC));
        Answer waiting = logIn(person);
        Map<String, String> proof = Map.of("mfa_token", waiting.text("mfa_token"), "code", code(factor.secret(), 120));
        assertThat(send("POST", AUTH + "/mfa/verify", proof, "Date", later).outcome())
                .isEqualTo("401 mfa_invalid");
        assertThat(verify(waiting, "code", code(factor.secret(), 0)).status()).isEqualTo(200);
    }

    @Test
    void nothingChangesUntilACodeWasShown() {
        Person person = person();
        Answer session = signIn(person);
        send("POST", AUTH + "/setup-mfa", null, bearer(session));
        assertThat(send("POST", AUTH + "/verify-mfa-setup", Map.of("code", "000000"), bearer(session))
                        .outcome())
                .isEqualTo("401 mfa_invalid");
        assertThat(logIn(person).text("status")).isEqualTo("authenticated");
    }

    @Test
    void secondSetUpIsRefused() {
        Person person = person();
        Factor factor = enroll(signIn(person));
        Answer session = logInWith(person, factor, 0);
        assertThat(send("POST", AUTH + "/setup-mfa", null, bearer(session)).outcome())
                .isEqualTo("409 mfa_already_enabled");
    }

    @Test
    void v6_5_1_codesAreGoodOnce() {
        Person person = person();
        Factor factor = enroll(signIn(person));
        String code = code(factor.secret(), 0);
        assertThat(verify(logIn(person), "code", code).text("status")).isEqualTo("authenticated");
        assertThat(verify(logIn(person), "code", code).outcome()).isEqualTo("401 mfa_invalid");

        String recovery = factor.recoveryCodes().get(0);
        assertThat(verify(logIn(person), "recovery_code", recovery).text("status"))
                .isEqualTo("authenticated");
        assertThat(verify(logIn(person), "recovery_code", recovery).outcome()).isEqualTo("401 mfa_invalid");
    }

    @Test
    void v6_5_5_codesAndLogInsThatWaitGetOld() {
        Person person = person();
        Factor factor = enroll(signIn(person));
        assertThat(verify(logIn(person), "code", code(factor.secret(), -3)).outcome())
                .isEqualTo("401 mfa_invalid");
        assertThat(verify(logIn(person), "code", code(factor.secret(), 3)).outcome())
                .isEqualTo("401 mfa_invalid");
        Answer waiting = logIn(person);
        time.forward(Duration.ofMinutes(5).plusSeconds(1));
        assertThat(verify(waiting, "code", code(factor.secret(), 0)).outcome()).isEqualTo("401 mfa_challenge_expired");
    }

    @Test
    void v6_5_6_factorCanBeTakenOff() {
        Person person = person();
        Factor factor = enroll(signIn(person));
        Answer session = logInWith(person, factor, 0);
        Map<String, String> proof = new HashMap<>(Map.of("password", person.password(), "code", "000000"));
        assertThat(send("DELETE", AUTH + "/mfa", proof, bearer(session)).outcome())
                .isEqualTo("401 mfa_invalid");
        proof.put("code", code(factor.secret(), 1));
        assertThat(send("DELETE", AUTH + "/mfa", proof, bearer(session)).outcome())
                .isEqualTo("204");
        assertThat(logIn(person).text("status")).isEqualTo("authenticated");
        assertThat(mails.about(person.email())).contains(MailTemplate.MFA_DISABLED);
    }

    @Test
    void v6_6_2_codeOfAnotherUserIsNoCode() {
        Person one = person();
        Person other = person();
        enroll(signIn(one));
        Factor foreign = enroll(signIn(other));
        assertThat(verify(logIn(one), "code", code(foreign.secret(), 0)).outcome())
                .isEqualTo("401 mfa_invalid");
        assertThat(verify(logIn(one), "recovery_code", foreign.recoveryCodes().get(0))
                        .outcome())
                .isEqualTo("401 mfa_invalid");
    }

    @Test
    void v6_6_3_sixthTryFindsALogInThatIsOver() {
        Person person = person();
        Factor factor = enroll(signIn(person));
        Answer waiting = logIn(person);
        for (int i = 0; i < 5; i++) {
            assertThat(verify(waiting, "code", "000000").outcome()).isEqualTo("401 mfa_invalid");
        }
        assertThat(verify(waiting, "code", code(factor.secret(), 0)).outcome()).isEqualTo("401 mfa_challenge_expired");
    }

    @Test
    void v6_6_3_tenTriesAnHourAreAllThereAre() {
        Person person = person();
        Factor factor = enroll(signIn(person));
        for (int i = 0; i < 10; i++) {
            assertThat(verify(logIn(person), "code", "000000").outcome()).isEqualTo("401 mfa_invalid");
        }
        Answer locked = verify(logIn(person), "code", code(factor.secret(), 0));
        assertThat(locked.outcome()).isEqualTo("423 account_locked");
        assertThat(locked.headers().getFirst("Retry-After")).isNotNull();
        time.forward(Duration.ofMinutes(61));
        assertThat(verify(logIn(person), "code", code(factor.secret(), 0)).status())
                .isEqualTo(200);
    }

    @Test
    void v6_4_3_resetDoesNotGetAroundTheFactor() {
        Person person = person();
        enroll(signIn(person));
        send("POST", AUTH + "/request-password-reset", Map.of("email", person.email()));
        String token = mails.token(person.email(), MailTemplate.RESET_PASSWORD);
        send("POST", AUTH + "/reset-password", Map.of("token", token, "new_password", "zvkq-uwem-hgpt-new"));
        Answer waiting = logIn(person.with("zvkq-uwem-hgpt-new"));
        assertThat(waiting.text("status")).isEqualTo("mfa_required");
        assertThat(waiting.text("access_token")).isEmpty();
    }

    @Test
    void logInThatWaitsForACodeDiesWithThePasswordItBeganWith() {
        Person person = person();
        Factor factor = enroll(signIn(person));
        Answer waiting = logIn(person);
        send("POST", AUTH + "/request-password-reset", Map.of("email", person.email()));
        String token = mails.token(person.email(), MailTemplate.RESET_PASSWORD);
        Person reset = person.with("zvkq-uwem-hgpt-new");
        assertThat(send("POST", AUTH + "/reset-password", Map.of("token", token, "new_password", reset.password()))
                        .outcome())
                .isEqualTo("204");
        assertThat(verify(waiting, "code", code(factor.secret(), 0)).outcome()).isEqualTo("401 mfa_challenge_expired");

        Answer session = logInWith(reset, factor, 0);
        Answer another = logIn(reset);
        Map<String, Object> wanted = Map.of(
                "current_password", reset.password(), "new_password", "zvkq-uwem-hgpt-too", "revoke_others", false);
        assertThat(send("POST", AUTH + "/change-password", wanted, bearer(session))
                        .outcome())
                .isEqualTo("204");
        assertThat(verify(another, "code", code(factor.secret(), 1)).outcome())
                .as("the other sessions go on, and nothing begins with the old password")
                .isEqualTo("401 mfa_challenge_expired");
        assertThat(send("GET", ME, null, bearer(session)).status()).isEqualTo(200);
    }

    @Test
    void v9_2_2_tokenOfAWaitingLogInIsNoAccessToken() {
        Person person = person();
        enroll(signIn(person));
        String waiting = logIn(person).text("mfa_token");
        assertThat(send("GET", ME, null, bearer(waiting)).status()).isEqualTo(401);
        assertThat(refresh(waiting).outcome()).isEqualTo("401 refresh_invalid");
    }

    @Test
    void newRecoveryCodesEndTheOldOnes() {
        Person person = person();
        Factor factor = enroll(signIn(person));
        Answer session = logInWith(person, factor, 0);
        Answer renewed =
                send("POST", AUTH + "/mfa/recovery-codes", Map.of("code", code(factor.secret(), 1)), bearer(session));
        assertThat(renewed.status()).as(renewed.outcome()).isEqualTo(200);
        HashSet<String> fresh = new HashSet<>();
        renewed.json().path("recovery_codes").forEach(code -> fresh.add(code.asString()));
        assertThat(fresh).hasSize(10).doesNotContainAnyElementsOf(factor.recoveryCodes());
        assertThat(verify(logIn(person), "recovery_code", factor.recoveryCodes().get(0))
                        .outcome())
                .isEqualTo("401 mfa_invalid");
        assertThat(verify(logIn(person), "recovery_code", fresh.iterator().next())
                        .text("status"))
                .isEqualTo("authenticated");
        assertThat(mails.about(person.email())).contains(MailTemplate.RECOVERY_CODES_RENEWED);
    }

    @Test
    void sensitiveActsOfSomebodyWithAFactorNeedIt() {
        Person person = person();
        Answer before = signIn(person);
        Factor factor = enroll(before);
        Answer refused = send("POST", ME + "/email", Map.of("new_email", "a@example.com"), bearer(before));
        assertThat(refused.outcome()).isEqualTo("401 step_up_required");
        assertThat(send("POST", AUTH + "/reauthenticate", Map.of("password", person.password()), bearer(before))
                        .outcome())
                .isEqualTo("401 mfa_invalid");
        Answer proven = send(
                "POST",
                AUTH + "/reauthenticate",
                Map.of("password", person.password(), "code", code(factor.secret(), 0)),
                bearer(before));
        assertThat(send("POST", ME + "/email", Map.of("new_email", stranger("n").email()), bearer(proven))
                        .status())
                .isEqualTo(202);
    }

    private Answer logInWith(Person person, Factor factor, int steps) {
        Answer answer = verify(logIn(person), "code", code(factor.secret(), steps));
        assertThat(answer.text("status")).as(answer.outcome()).isEqualTo("authenticated");
        return answer;
    }

    private Answer verify(Answer waiting, String field, String code) {
        assertThat(waiting.text("status")).as(waiting.outcome()).isEqualTo("mfa_required");
        return send("POST", AUTH + "/mfa/verify", Map.of("mfa_token", waiting.text("mfa_token"), field, code));
    }

    private static List<String> methods(Answer session) {
        return ForgedTokens.of(session.text("access_token"))
                .claims()
                .path("amr")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private JsonNode status(Answer session) {
        return send("GET", AUTH + "/mfa", null, bearer(session)).json();
    }
}
