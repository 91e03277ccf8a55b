package dev.gatehouse.sample.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.IdentityTest;
import dev.gatehouse.sample.mail.MailTemplate;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ASVS 5.0, chapter 6.2, and what of 6.4 is about passwords. */
class AsvsPasswordTests extends IdentityTest {

    @Test
    void v6_2_1_elevenCharactersAreRefused() {
        Person person = stranger("p");
        assertThat(register(person.with("zvkquwemhgp")).outcome()).isEqualTo("422 password_policy");
        assertThat(register(person.with("zvkquwemhgpt")).outcome()).isEqualTo("202");
    }

    @Test
    void v6_2_2_ownerChangesThePasswordToAnotherOne() {
        Person person = person();
        Answer session = signIn(person);
        assertThat(change(session, Map.of("current_password", person.password(), "new_password", person.password()))
                        .outcome())
                .as("the same one is no other")
                .isEqualTo("422 password_policy");
        assertThat(change(session, Map.of("current_password", person.password(), "new_password", "zvkq-uwem-hgpt-new"))
                        .outcome())
                .isEqualTo("204");
        assertThat(logIn(person.with("zvkq-uwem-hgpt-new")).status()).isEqualTo(200);
    }

    @Test
    void v6_2_3_changeNeedsThePresentPassword() {
        Person person = person();
        Answer session = signIn(person);
        String wanted = "zvkq-uwem-hgpt-new";
        assertThat(change(session, Map.of("new_password", wanted)).outcome())
                .isEqualTo("422 current_password_required");
        assertThat(change(session, Map.of("current_password", "not-the-one-at-all", "new_password", wanted))
                        .outcome())
                .isEqualTo("401 invalid_credentials");

        assertThat(change(session, Map.of("current_password", person.password(), "new_password", wanted))
                        .outcome())
                .isEqualTo("204");

        assertThat(logIn(person).outcome()).isEqualTo("401 invalid_credentials");
        assertThat(logIn(person.with(wanted)).status()).isEqualTo(200);
        assertThat(mails.about(person.email())).contains(MailTemplate.PASSWORD_CHANGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password1234", "qwertyuiop12"})
    void v6_2_4_commonPasswordsAreRefusedEverywhere(String common) {
        assertThat(register(stranger("p").with(common)).outcome()).isEqualTo("422 password_policy");

        Person person = person();
        Answer session = signIn(person);
        assertThat(change(session, Map.of("current_password", person.password(), "new_password", common))
                        .outcome())
                .isEqualTo("422 password_policy");

        requestReset(person);
        String token = mails.token(person.email(), MailTemplate.RESET_PASSWORD);
        assertThat(reset(token, common).outcome()).isEqualTo("422 password_policy");
        // The link is not used up by a bad choice.
        assertThat(reset(token, "zvkq-uwem-hgpt-new").outcome()).isEqualTo("204");
    }

    @ParameterizedTest
    @ValueSource(strings = {"P@ssw0rd1234", "iloveyou1234", "letmein123456", "123456789012", "aaaaaaaaaaaa"})
    void v6_2_12_breachedPasswordsAndTheirDisguisesAreRefused(String breached) {
        assertThat(register(stranger("p").with(breached)).outcome()).isEqualTo("422 password_policy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zvkquwemhgpt", "🦊🌵🎻🚲🧊🍋🛶🪐🧶🎲🪁🦉", "kettle from a far away town"})
    void v6_2_5_anyCompositionIsGood(String password) {
        assertThat(register(stranger("p").with(password)).outcome()).isEqualTo("202");
    }

    @Test
    void v6_2_8_passwordIsVerifiedExactly() {
        String password = "zVkq-uwem-" + "hg7pt".repeat(15);
        Person person = stranger("p").with(password);
        register(person);
        send("POST", AUTH + "/verify-email", Map.of("token", mails.token(person.email(), MailTemplate.VERIFY_EMAIL)));

        assertThat(logIn(person.with(password + " ")).outcome()).isEqualTo("401 invalid_credentials");
        assertThat(logIn(person.with(password.toLowerCase(java.util.Locale.ROOT)))
                        .outcome())
                .isEqualTo("401 invalid_credentials");
        assertThat(logIn(person.with(password.substring(0, 80) + "x" + password.substring(81)))
                        .outcome())
                .isEqualTo("401 invalid_credentials");
        assertThat(logIn(person).status()).isEqualTo(200);
    }

    @Test
    void v6_2_9_longPasswordsAreGoodUpTo128() {
        assertThat(register(stranger("p").with(random(64))).outcome()).isEqualTo("202");
        assertThat(register(stranger("p").with(random(128))).outcome()).isEqualTo("202");
        assertThat(register(stranger("p").with(random(129))).outcome()).isEqualTo("422 password_policy");
    }

    @Test
    void v6_2_10_passwordsDoNotExpire() {
        Person person = person();
        time.forward(Duration.ofDays(400));
        assertThat(logIn(person).status()).isEqualTo(200);
    }

    @Test
    void v6_2_11_wordsOfTheContextAreRefused() {
        Person person = stranger("p");
        assertThat(register(person.with(person.username() + "1")).outcome()).isEqualTo("422 password_policy");
        assertThat(register(person.with("gatehouse2026!")).outcome()).isEqualTo("422 password_policy");
    }

    @Test
    void v6_4_1_resetLinkIsGoodOnceAndNotForever() {
        Person person = person();
        requestReset(person);
        String first = mails.token(person.email(), MailTemplate.RESET_PASSWORD);
        requestReset(person);
        String second = mails.token(person.email(), MailTemplate.RESET_PASSWORD);

        assertThat(reset(first, "zvkq-uwem-hgpt-new").outcome())
                .as("a newer link ends the older one")
                .isEqualTo("400 token_invalid");
        assertThat(reset(second, "zvkq-uwem-hgpt-new").outcome()).isEqualTo("204");
        assertThat(reset(second, "zvkq-uwem-hgpt-too").outcome()).isEqualTo("400 token_invalid");

        requestReset(person);
        String late = mails.token(person.email(), MailTemplate.RESET_PASSWORD);
        time.forward(Duration.ofMinutes(31));
        assertThat(reset(late, "zvkq-uwem-hgpt-too").outcome()).isEqualTo("400 token_invalid");
    }

    @Test
    void resetEndsAllSessionsAndStartsNone() {
        Person person = person();
        Answer session = signIn(person);
        requestReset(person);
        assertThat(reset(mails.token(person.email(), MailTemplate.RESET_PASSWORD), "zvkq-uwem-hgpt-new")
                        .body())
                .isEmpty();
        assertThat(send("GET", ME, null, bearer(session)).status()).isEqualTo(401);
        assertThat(refresh(session.text("refresh_token")).outcome()).isEqualTo("401 refresh_invalid");
    }

    private Answer change(Answer session, Map<String, String> body) {
        return send("POST", AUTH + "/change-password", body, bearer(session));
    }

    private void requestReset(Person person) {
        assertThat(send("POST", AUTH + "/request-password-reset", Map.of("email", person.email()))
                        .status())
                .isEqualTo(202);
    }

    private Answer reset(String token, String password) {
        return send("POST", AUTH + "/reset-password", Map.of("token", token, "new_password", password));
    }

    private static String random(int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(java.util.UUID.randomUUID());
        }
        return text.substring(0, length);
    }
}
