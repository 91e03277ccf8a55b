package dev.gatehouse.sample.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.IdentityTest;
import dev.gatehouse.sample.mail.MailTemplate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever knows an address gets a few mails sent to it, and does not keep its owner from theirs. */
class MailFloodTests extends IdentityTest {

    private static final int LIMIT = 5;

    @Test
    void newPasswordIsMailedAFewTimesAndThenNotForAWhile() {
        Person person = person();
        for (int i = 0; i < LIMIT + 3; i++) {
            assertThat(send("POST", AUTH + "/request-password-reset", Map.of("email", person.email()))
                            .outcome())
                    .isEqualTo("202");
        }
        assertThat(count(person, MailTemplate.RESET_PASSWORD)).isEqualTo(LIMIT);
        String last = mails.token(person.email(), MailTemplate.RESET_PASSWORD);
        String chosen = stranger("n").password();
        assertThat(send("POST", AUTH + "/reset-password", Map.of("token", last, "new_password", chosen))
                        .outcome())
                .isEqualTo("204");

        time.forward(Duration.ofMinutes(31));
        send("POST", AUTH + "/request-password-reset", Map.of("email", person.email()));
        assertThat(count(person, MailTemplate.RESET_PASSWORD)).isEqualTo(LIMIT + 1);
    }

    @Test
    void kindsAreCountedApart() {
        Person person = person();
        for (int i = 0; i < LIMIT + 3; i++) {
            register(new Person(stranger("s").username(), person.email(), person.password()));
        }
        assertThat(count(person, MailTemplate.ALREADY_REGISTERED)).isEqualTo(LIMIT);
        send("POST", AUTH + "/request-password-reset", Map.of("email", person.email()));
        assertThat(count(person, MailTemplate.RESET_PASSWORD)).isEqualTo(1);
    }

    @Test
    void lastLinkStaysGoodWhereOthersAreAskedFor() {
        Person person = stranger("p");
        register(person);
        for (int i = 0; i < LIMIT + 3; i++) {
            send("POST", AUTH + "/resend-verification", Map.of("login", person.email()));
        }
        assertThat(count(person, MailTemplate.VERIFY_EMAIL)).isEqualTo(LIMIT);
        assertThat(verify(link(person)).outcome()).isEqualTo("204");
        signIn(person);
    }

    @Test
    void linkOfALaterRegistrationIsMailedHoweverManyLinksThereWereBefore() {
        Person owner = stranger("o");
        register(owner);
        for (int i = 0; i < LIMIT + 3; i++) {
            send("POST", AUTH + "/resend-verification", Map.of("login", owner.email()));
        }
        String last = link(owner);
        Person attacker = new Person(
                stranger("a").username(), owner.email(), stranger("a").password());
        register(attacker);
        assertThat(count(owner, MailTemplate.VERIFY_EMAIL)).isEqualTo(LIMIT);
        assertThat(verify(last).outcome()).isEqualTo("400 token_invalid");
        for (int i = 0; i < LIMIT + 3; i++) {
            register(attacker);
        }
        assertThat(count(owner, MailTemplate.INVITATION)).isEqualTo(LIMIT);

        String invitation = mails.token(owner.email(), MailTemplate.INVITATION);
        assertThat(send("POST", AUTH + "/reset-password", Map.of("token", invitation, "new_password", owner.password()))
                        .outcome())
                .isEqualTo("204");
        assertThat(logIn(owner.email(), owner.password()).status()).isEqualTo(200);
        assertThat(logIn(attacker).outcome()).isEqualTo("401 invalid_credentials");
    }

    @Test
    void addressIsTheSameInAnySpelling() {
        String taken = person().username();
        String address = stranger("n").email();
        List<String> spellings = List.of(address, address.toLowerCase(Locale.ROOT), address.toUpperCase(Locale.ROOT));
        for (int i = 0; i < LIMIT + 3; i++) {
            register(new Person(
                    taken, spellings.get(i % spellings.size()), stranger("n").password()));
        }
        assertThat(spellings.stream()
                        .mapToLong(spelling -> mails.to(spelling).size())
                        .sum())
                .isEqualTo(LIMIT);
    }

    private String link(Person person) {
        return mails.token(person.email(), MailTemplate.VERIFY_EMAIL);
    }

    private long count(Person person, MailTemplate template) {
        return mails.about(person.email()).stream().filter(template::equals).count();
    }
}
