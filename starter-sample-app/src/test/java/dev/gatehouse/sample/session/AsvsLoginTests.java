package dev.gatehouse.sample.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.IdentityTest;
import dev.gatehouse.sample.mail.MailTemplate;
import dev.gatehouse.token.OpaqueToken;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

/** ASVS 5.0, chapters 6.1 and 6.3: guessing, locking, telling the owner. */
class AsvsLoginTests extends IdentityTest {

    private static final String WRONG = "not-the-one-at-all";

    @Test
    void v6_1_1_ownerGetsInFromAKnownDeviceWhileOthersHaveLockedTheAccount() {
        Person person = person();
        String device = signIn(person).cookie("__Host-device");
        assertThat(device).isNotEmpty();
        lock(person);

        assertThat(logIn(person).outcome()).isEqualTo("423 account_locked");
        assertThat(logIn(person, HttpHeaders.COOKIE, "__Host-device=" + device).status())
                .isEqualTo(200);
        assertThat(logIn(person, HttpHeaders.COOKIE, "__Host-device=" + device + "x")
                        .status())
                .isEqualTo(423);
    }

    @Test
    void v6_1_1_deviceOfAnotherUserIsNoKnownDevice() {
        Person person = person();
        String foreign = signIn(person()).cookie("__Host-device");
        lock(person);
        assertThat(logIn(person, HttpHeaders.COOKIE, "__Host-device=" + foreign).status())
                .isEqualTo(423);
    }

    @Test
    void v6_1_1_noDeviceIsKnownAfterAChangeOfThePassword() {
        Person person = person();
        Answer signedIn = signIn(person);
        String device = signedIn.cookie("__Host-device");
        String chosen = "zvkq-uwem-hgpt-new";
        send(
                "POST",
                AUTH + "/change-password",
                Map.of("current_password", person.password(), "new_password", chosen),
                bearer(signedIn));
        lock(person);

        assertThat(logIn(person.with(chosen), HttpHeaders.COOKIE, "__Host-device=" + device)
                        .status())
                .isEqualTo(423);
    }

    @Test
    void v6_3_1_fiveFailuresLockAndSayForHowLong() {
        Person person = person();
        for (int i = 0; i < 5; i++) {
            assertThat(logIn(person.with(WRONG)).outcome()).isEqualTo("401 invalid_credentials");
        }
        Answer locked = logIn(person.with(WRONG));
        assertThat(locked.outcome()).isEqualTo("423 account_locked");
        assertThat(Integer.parseInt(locked.headers().getFirst(HttpHeaders.RETRY_AFTER)))
                .isBetween(1700, 1800);
        assertThat(logIn(person).outcome()).as("also with the right password").isEqualTo("423 account_locked");
        assertThat(mails.about(person.email())).contains(MailTemplate.ACCOUNT_LOCKED);

        time.forward(Duration.ofMinutes(31));
        assertThat(logIn(person).status()).isEqualTo(200);
    }

    @Test
    void v6_3_1_userNameAndAddressShareOneCount() {
        Person person = person();
        for (int i = 0; i < 5; i++) {
            logIn(i % 2 == 0 ? person.username() : person.email(), WRONG);
        }
        assertThat(logIn(person.email(), person.password()).status()).isEqualTo(423);
    }

    @Test
    void v6_3_1_resetByMailLiftsTheLock() {
        Person person = person();
        lock(person);
        send("POST", AUTH + "/request-password-reset", Map.of("email", person.email()));
        String token = mails.token(person.email(), MailTemplate.RESET_PASSWORD);
        send("POST", AUTH + "/reset-password", Map.of("token", token, "new_password", "zvkq-uwem-hgpt-new"));
        assertThat(logIn(person.with("zvkq-uwem-hgpt-new")).status()).isEqualTo(200);
    }

    @Test
    void failuresBeforeWhatIsSensitiveCountTheSame() {
        Person person = person();
        Answer session = signIn(person);
        for (int i = 0; i < 5; i++) {
            send("POST", AUTH + "/reauthenticate", Map.of("password", WRONG), bearer(session));
        }
        assertThat(send("POST", AUTH + "/reauthenticate", Map.of("password", person.password()), bearer(session))
                        .outcome())
                .isEqualTo("423 account_locked");
        assertThat(logIn(person).outcome()).isEqualTo("423 account_locked");
    }

    @ParameterizedTest
    @CsvSource({"admin, admin", "admin, password", "root, root", "sa, sa", "user, user", "test, test", "guest, guest"})
    void v6_3_2_noAccountHasAPasswordThatEverybodyTries(String login, String password) {
        assertThat(logIn(login, password).outcome()).isEqualTo("401 invalid_credentials");
    }

    @Test
    void v6_3_5_ownerIsToldOfALogInFromAnUnknownDevice() {
        Person person = person();
        String device = signIn(person).cookie("__Host-device");
        assertThat(mails.about(person.email()))
                .as("the first log-in is no news")
                .doesNotContain(MailTemplate.NEW_DEVICE);
        logIn(person, HttpHeaders.COOKIE, "__Host-device=" + device);
        assertThat(mails.about(person.email())).doesNotContain(MailTemplate.NEW_DEVICE);
        signIn(person);
        assertThat(mails.about(person.email())).contains(MailTemplate.NEW_DEVICE);
    }

    @Test
    void v6_3_8_unknownLoginsAreAnsweredAsWrongPasswordsAre() {
        Person person = person();
        Person nobody = stranger("n");
        for (int i = 0; i < 7; i++) {
            Answer known = logIn(person.with(WRONG));
            Answer unknown = logIn(nobody.with(WRONG));
            assertThat(withoutIdAndTime(unknown)).isEqualTo(withoutIdAndTime(known));
            assertThat(unknown.status()).isEqualTo(i < 5 ? 401 : 423);
            assertThat(unknown.headers().containsHeader(HttpHeaders.RETRY_AFTER))
                    .isEqualTo(known.headers().containsHeader(HttpHeaders.RETRY_AFTER));
        }
    }

    @Test
    void v6_3_8_mailIsPromisedToEverybodyAlike() {
        Person person = person();
        Person nobody = stranger("n");
        for (String path : new String[] {"/request-password-reset", "/resend-verification"}) {
            String field = path.startsWith("/request") ? "email" : "login";
            Answer known = send("POST", AUTH + path, Map.of(field, person.email()));
            Answer unknown = send("POST", AUTH + path, Map.of(field, nobody.email()));
            assertThat(unknown.body()).isEqualTo(known.body());
            assertThat(unknown.status()).isEqualTo(202);
        }
        assertThat(mails.about(nobody.email())).isEmpty();
    }

    @Test
    void v6_3_8_registrationIsAnsweredAlikeWhateverIsTaken() {
        Person person = person();
        Person other = stranger("n");
        Answer unknown = register(stranger("n"));
        assertThat(unknown.status()).isEqualTo(202);
        for (Person known : new Person[] {
            person,
            new Person(other.username(), person.email(), other.password()),
            new Person(person.username(), other.email(), other.password())
        }) {
            Answer answer = register(known);
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.body()).isEqualTo(unknown.body());
        }
    }

    @Test
    void v6_3_8_linkThatWasUsedIsAnsweredAsOneThatNeverWas() {
        String used = mails.token(person().email(), MailTemplate.VERIFY_EMAIL);
        Answer known = send("POST", AUTH + "/verify-email", Map.of("token", used));
        Answer unknown = send(
                "POST",
                AUTH + "/verify-email",
                Map.of("token", OpaqueToken.generate().value()));
        assertThat(unknown.outcome()).isEqualTo("400 token_invalid");
        assertThat(withoutIdAndTime(unknown)).isEqualTo(withoutIdAndTime(known));
    }

    @Test
    void answersHoldNoHash() {
        assertThat(signIn(person()).body()).doesNotContain("hash").doesNotContain("argon2");
    }

    private void lock(Person person) {
        for (int i = 0; i < 5; i++) {
            logIn(person.with(WRONG));
        }
    }

    private static String withoutIdAndTime(Answer answer) {
        return answer.body().replaceAll("\"(request_id|timestamp)\":\"[^\"]*\"", "");
    }
}
