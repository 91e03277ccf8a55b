package dev.gatehouse.sample.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.IdentityTest;
import dev.gatehouse.sample.db.SqlTime;
import dev.gatehouse.sample.mail.MailTemplate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever knows an address gets a few mails sent to it, and does not keep its owner from theirs. */
class MailFloodTests extends IdentityTest {

    private static final int LIMIT = 5;

    @Autowired
    private JdbcClient database;

    @Test
    void newPasswordIsMailedAFewTimesAndThenNotForAWhile() {
        Person person = person();
        askForNewPassword(person, LIMIT + 3);
        assertThat(count(person, MailTemplate.RESET_PASSWORD)).isEqualTo(LIMIT);

        time.forward(Duration.ofMinutes(31));
        askForNewPassword(person, 1);
        assertThat(count(person, MailTemplate.RESET_PASSWORD)).isEqualTo(LIMIT + 1);
    }

    @Test
    void newPasswordIsMailedAgainOnceTheLastLinkWasUsed() {
        Person person = person();
        askForNewPassword(person, LIMIT + 3);
        assertThat(reset(person).outcome()).isEqualTo("204");

        askForNewPassword(person, LIMIT + 3);
        assertThat(count(person, MailTemplate.RESET_PASSWORD)).isEqualTo(LIMIT + 1);
        assertThat(reset(person).outcome()).isEqualTo("204");
    }

    @Test
    void newPasswordIsMailedAgainOnceTheLastLinkIsOverHoweverLongMailsCount() {
        Person person = person();
        askForNewPassword(person, LIMIT + 3);
        endTheLifeOfLinks(person);

        askForNewPassword(person, LIMIT + 3);
        assertThat(count(person, MailTemplate.RESET_PASSWORD)).isEqualTo(LIMIT + 1);
        assertThat(reset(person).outcome()).isEqualTo("204");
    }

    @Test
    void linkToANewAddressIsMailedAgainOnceTheLastOneIsOver() {
        Person mover = person();
        Answer session = signIn(mover);
        String address = stranger("n").email();
        for (int i = 0; i < LIMIT; i++) {
            move(session, address);
        }
        endTheLifeOfLinks(mover);

        for (int i = 0; i < 3; i++) {
            move(session, address);
        }
        assertThat(mails.to(address)).hasSize(LIMIT + 1);
        assertThat(confirm(linkTo(address)).outcome()).isEqualTo("204");
    }

    @Test
    void whoAsksForAnAddressKeepsNobodyElseFromMovingToIt() {
        String address = stranger("n").email();
        Answer attacker = signIn(person());
        for (int i = 0; i < LIMIT + 3; i++) {
            move(attacker, address);
        }
        assertThat(mails.to(address)).hasSize(LIMIT);

        Person owner = person();
        move(signIn(owner), address);
        assertThat(mails.to(address)).hasSize(LIMIT + 1);
        assertThat(confirm(linkTo(address)).outcome()).isEqualTo("204");
        assertThat(logIn(address, owner.password()).status()).isEqualTo(200);
    }

    @Test
    void addressGetsNoMoreWhereOthersAreAskedForInBetween() {
        String address = stranger("n").email();
        Answer attacker = signIn(person());
        for (int i = 0; i < LIMIT + 3; i++) {
            move(attacker, address);
            move(attacker, stranger("n").email());
        }
        assertThat(mails.to(address)).hasSize(LIMIT);
    }

    @Test
    void addressGetsSomeFromAllAccountsTogether() {
        String address = stranger("n").email();
        for (int i = 0; i < 10; i++) {
            Answer attacker = signIn(person());
            for (int j = 0; j < LIMIT; j++) {
                move(attacker, address);
            }
        }
        assertThat(mails.to(address)).hasSize(10 * LIMIT);
        move(signIn(person()), address);
        assertThat(mails.to(address)).hasSize(10 * LIMIT);
    }

    @Test
    void lastLinkToAnAddressStaysGoodWhereItIsAskedForAgainInAnySpelling() {
        Answer mover = signIn(person());
        String address = stranger("n").email();
        for (int i = 0; i < LIMIT; i++) {
            move(mover, address);
        }
        for (String spelling : List.of(address.toLowerCase(Locale.ROOT), address.toUpperCase(Locale.ROOT))) {
            move(mover, spelling);
            assertThat(mails.to(spelling)).isEmpty();
        }
        assertThat(confirm(linkTo(address)).outcome()).isEqualTo("204");
    }

    @Test
    void linkToAnotherAddressEndsAlsoWhereNoNewOneIsMailed() {
        Answer mover = signIn(person());
        String wanted = stranger("n").email();
        for (int i = 0; i < LIMIT; i++) {
            move(mover, wanted);
        }
        for (String last : List.of(wanted, person().email())) {
            String mistyped = stranger("m").email();
            move(mover, mistyped);
            move(mover, last);
            assertThat(confirm(linkTo(mistyped)).outcome()).isEqualTo("400 token_invalid");
        }
        assertThat(mails.to(wanted)).hasSize(LIMIT);
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

    private void askForNewPassword(Person person, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(send("POST", AUTH + "/request-password-reset", Map.of("email", person.email()))
                            .outcome())
                    .isEqualTo("202");
        }
    }

    /** As where links live shorter than mails count. */
    private void endTheLifeOfLinks(Person person) {
        database.sql("""
                        update one_time_tokens set expires_at = :now
                        where user_id = (select id from users where username = :name)""")
                .param("now", SqlTime.of(clock.instant()))
                .param("name", person.username())
                .update();
    }

    private Answer reset(Person person) {
        String token = mails.token(person.email(), MailTemplate.RESET_PASSWORD);
        String chosen = stranger("n").password();
        return send("POST", AUTH + "/reset-password", Map.of("token", token, "new_password", chosen));
    }

    private void move(Answer session, String address) {
        assertThat(send("POST", ME + "/email", Map.of("new_email", address), bearer(session))
                        .outcome())
                .isEqualTo("202");
    }

    private String linkTo(String address) {
        return mails.token(address, MailTemplate.CONFIRM_NEW_EMAIL);
    }

    private String link(Person person) {
        return mails.token(person.email(), MailTemplate.VERIFY_EMAIL);
    }

    private long count(Person person, MailTemplate template) {
        return mails.about(person.email()).stream().filter(template::equals).count();
    }
}
