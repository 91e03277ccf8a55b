package dev.gatehouse.sample.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.IdentityTest;
import dev.gatehouse.sample.mail.MailTemplate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Registration, the own profile, another address, the end. */
class AccountTests extends IdentityTest {

    @Test
    void nobodyLogsInBeforeTheAddressIsProven() {
        Person person = stranger("p");
        register(person);
        assertThat(logIn(person).outcome()).isEqualTo("403 email_not_verified");
        assertThat(logIn(person.with("not-the-one-at-all")).outcome()).isEqualTo("401 invalid_credentials");
    }

    @Test
    void verificationLinkIsGoodOnceAndTheNewestOnly() {
        Person person = stranger("p");
        register(person);
        String first = mails.token(person.email(), MailTemplate.VERIFY_EMAIL);
        assertThat(send("POST", AUTH + "/resend-verification", Map.of("login", person.username()))
                        .status())
                .isEqualTo(202);
        String second = mails.token(person.email(), MailTemplate.VERIFY_EMAIL);

        for (String none : new String[] {first, "no token"}) {
            assertThat(verify(none).outcome()).isEqualTo("400 token_invalid");
        }
        assertThat(verify(second).outcome()).isEqualTo("204");
        assertThat(verify(second).outcome()).isEqualTo("400 token_invalid");
    }

    @Test
    void tokensAreGoodForTheirPurposeAlone() {
        Person person = stranger("p");
        register(person);
        String token = mails.token(person.email(), MailTemplate.VERIFY_EMAIL);
        assertThat(send("POST", AUTH + "/reset-password", Map.of("token", token, "new_password", "zvkq-uwem-hgpt"))
                        .outcome())
                .isEqualTo("400 token_invalid");
        assertThat(confirm(token).outcome()).isEqualTo("400 token_invalid");
        assertThat(verify(token).outcome()).isEqualTo("204");
    }

    @Test
    void loginIdsDoNotDependOnCase() {
        Person person = person();
        assertThat(logIn(person.username().toUpperCase(Locale.ROOT), person.password())
                        .status())
                .isEqualTo(200);
        assertThat(logIn(person.email().toLowerCase(Locale.ROOT), person.password())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void takenAddressAndNameAreToldByMailOnly() {
        Person person = person();
        Person again = stranger("p");
        Answer address =
                register(new Person(again.username(), person.email().toUpperCase(Locale.ROOT), again.password()));
        Answer name = register(new Person(person.username(), again.email(), again.password()));
        Answer fresh = register(stranger("p"));

        assertThat(address.body()).isEqualTo(fresh.body());
        assertThat(name.body()).isEqualTo(fresh.body());
        assertThat(mails.about(person.email())).contains(MailTemplate.ALREADY_REGISTERED);
        assertThat(mails.about(again.email())).containsExactly(MailTemplate.USERNAME_TAKEN);
        assertThat(logIn(again).outcome()).isEqualTo("401 invalid_credentials");
    }

    @Test
    void profileShowsNoSecretAndTakesNothingElse() {
        Person person = person();
        String[] bearer = bearer(signIn(person));
        Answer profile = send("GET", ME, null, bearer);
        assertThat(profile.text("email")).isEqualTo(person.email());
        assertThat(profile.body()).doesNotContain("hash").doesNotContain("argon2");
        assertThat(profile.json().path("permissions").isArray()).isTrue();

        assertThat(send("PATCH", ME, Map.of("display_name", "Ada King", "locale", "de"), bearer)
                        .text("display_name"))
                .isEqualTo("Ada King");
        for (String field : new String[] {"status", "role_ids", "email_verified_at", "email"}) {
            assertThat(send("PATCH", ME, Map.of(field, "x"), bearer).status())
                    .as(field)
                    .isEqualTo(400);
        }
        assertThat(send("PATCH", ME, Map.of("display_name", "<b>Ada</b>"), bearer)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void addressChangesOnceTheNewOneIsProven() {
        Person person = person();
        Answer session = signIn(person);
        String wanted = stranger("n").email();
        assertThat(send("POST", ME + "/email", Map.of("new_email", wanted), bearer(session))
                        .status())
                .isEqualTo(202);
        assertThat(mails.about(person.email())).contains(MailTemplate.EMAIL_CHANGE_STARTED);
        assertThat(logIn(wanted, person.password()).outcome()).isEqualTo("401 invalid_credentials");

        String token = mails.token(wanted, MailTemplate.CONFIRM_NEW_EMAIL);
        assertThat(confirm(token).outcome()).isEqualTo("204");
        assertThat(confirm(token).outcome()).isEqualTo("400 token_invalid");

        assertThat(mails.about(person.email())).contains(MailTemplate.EMAIL_CHANGED);
        assertThat(logIn(wanted, person.password()).status()).isEqualTo(200);
        assertThat(logIn(person.email(), person.password()).outcome()).isEqualTo("401 invalid_credentials");
    }

    @Test
    void linkToAnotherAddressEndsWithThePassword() {
        for (boolean others : new boolean[] {true, false}) {
            Person person = person();
            Answer session = signIn(person);
            String link = linkToAnotherAddress(session);
            Map<String, Object> change = Map.of(
                    "current_password",
                    person.password(),
                    "new_password",
                    stranger("p").password(),
                    "revoke_others",
                    others);
            assertThat(send("POST", AUTH + "/change-password", change, bearer(session))
                            .outcome())
                    .isEqualTo("204");
            assertThat(confirm(link).outcome()).isEqualTo("400 token_invalid");
        }
    }

    @Test
    void linkToAnotherAddressEndsWithTheResetOfThePassword() {
        Person person = person();
        String link = linkToAnotherAddress(signIn(person));
        send("POST", AUTH + "/request-password-reset", Map.of("email", person.email()));
        String reset = mails.token(person.email(), MailTemplate.RESET_PASSWORD);
        assertThat(send(
                                "POST",
                                AUTH + "/reset-password",
                                Map.of(
                                        "token",
                                        reset,
                                        "new_password",
                                        stranger("p").password()))
                        .outcome())
                .isEqualTo("204");
        assertThat(confirm(link).outcome()).isEqualTo("400 token_invalid");
    }

    @Test
    void linkToAnotherAddressEndsWithALogOutEverywhere() {
        for (boolean keep : new boolean[] {true, false}) {
            Person person = person();
            Answer session = signIn(person);
            String link = linkToAnotherAddress(session);
            assertThat(send("POST", AUTH + "/logout-all", Map.of("keep_current", keep), bearer(session))
                            .status())
                    .isEqualTo(200);
            assertThat(confirm(link).outcome()).isEqualTo("400 token_invalid");
        }
    }

    @Test
    void addressOfAnotherAccountCannotBeToldFromAFreeOne() {
        Person owner = person();
        Answer session = signIn(person());
        Answer taken = send("POST", ME + "/email", Map.of("new_email", owner.email()), bearer(session));
        Answer free =
                send("POST", ME + "/email", Map.of("new_email", stranger("n").email()), bearer(session));
        assertThat(taken.body()).isEqualTo(free.body());
        assertThat(taken.status()).isEqualTo(free.status());
        assertThat(mails.about(owner.email())).contains(MailTemplate.ALREADY_REGISTERED);
    }

    @Test
    void exportHoldsWhatIsKeptAndNoSecret() {
        Person person = person();
        Answer export = send("GET", ME + "/export", null, bearer(signIn(person)));
        assertThat(export.status()).isEqualTo(200);
        assertThat(export.json().path("account").path("email").asString()).isEqualTo(person.email());
        assertThat(export.json().path("sessions").size()).isEqualTo(1);
        assertThat(export.json().path("account").path("status").asString()).isEqualTo("ACTIVE");
        assertThat(export.json().path("account").path("last_login_at").asString())
                .isNotEmpty();
        assertThat(export.json()
                        .path("account")
                        .path("roles")
                        .path(0)
                        .path("name")
                        .asString())
                .isEqualTo("user");
        assertThat(export.json().path("incomplete").size()).isZero();
        assertThat(export.body()).doesNotContain("argon2").doesNotContain("hash");
    }

    @Test
    void exportSaysWhichPartsAreCut() {
        Answer session = signIn(person());
        List<Map<String, Object>> rows = IntStream.range(0, 1000)
                .mapToObj(i -> Map.<String, Object>of("name", "n", "quantity", i))
                .toList();
        assertThat(send("POST", "/api/v1/items/import", Map.of("items", rows), bearer(session))
                        .outcome())
                .isEqualTo("200");
        assertThat(send("POST", "/api/v1/items", rows.get(0), bearer(session)).outcome())
                .isEqualTo("201");
        Answer export = send("GET", ME + "/export", null, bearer(session));
        assertThat(export.json().path("items").size()).isEqualTo(1000);
        assertThat(export.json().path("incomplete").toString()).isEqualTo("[\"items\"]");
    }

    @Test
    void deletedAccountIsGoneAndItsAddressIsFree() {
        Person person = person();
        Answer session = signIn(person);
        assertThat(send("DELETE", ME, Map.of("password", "not-the-one-at-all"), bearer(session))
                        .outcome())
                .isEqualTo("401 invalid_credentials");
        assertThat(send("DELETE", ME, Map.of("password", person.password()), bearer(session))
                        .outcome())
                .isEqualTo("204");

        assertThat(send("GET", ME, null, bearer(session)).status()).isEqualTo(401);
        assertThat(logIn(person).outcome()).isEqualTo("401 invalid_credentials");
        assertThat(mails.about(person.email())).contains(MailTemplate.ACCOUNT_DELETED);
        Person anew = new Person(stranger("p").username(), person.email(), person.password());
        register(anew);
        assertThat(logIn(anew).outcome()).isEqualTo("403 email_not_verified");
    }

    private String linkToAnotherAddress(Answer session) {
        String wanted = stranger("n").email();
        send("POST", ME + "/email", Map.of("new_email", wanted), bearer(session));
        return mails.token(wanted, MailTemplate.CONFIRM_NEW_EMAIL);
    }
}
