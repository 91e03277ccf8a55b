package dev.gatehouse.sample.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.IdentityTest;
import dev.gatehouse.sample.mail.MailTemplate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Anybody can name the address of somebody else. What nobody has proven belongs to nobody, and opens nothing. */
class ClaimTests extends IdentityTest {

    @Test
    void laterRegistrationReplacesNameAndPassword() {
        Person attacker = stranger("a");
        Answer first = register(attacker);
        String linkOfTheAttacker = link(attacker);
        Person victim = at(attacker.email());
        Answer second = register(victim);
        String linkOfTheVictim = link(victim);

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(mails.about(victim.email())).containsExactly(MailTemplate.VERIFY_EMAIL, MailTemplate.VERIFY_EMAIL);
        assertThat(mails.to(victim.email()).get(1).model()).containsEntry("username", victim.username());

        assertThat(verify(linkOfTheAttacker).outcome()).isEqualTo("400 token_invalid");
        assertThat(logIn(victim).outcome()).isEqualTo("403 email_not_verified");
        assertThat(verify(linkOfTheVictim).outcome()).isEqualTo("204");
        signIn(victim);
        nothingOpensFor(attacker);
    }

    @Test
    void provenAccountIsReplacedByNobody() {
        Person owner = person();
        Person attacker = at(owner.email());
        register(attacker);

        assertThat(mails.about(owner.email())).containsOnlyOnce(MailTemplate.ALREADY_REGISTERED);
        signIn(owner);
        nothingOpensFor(attacker);
    }

    @Test
    void linkOfWhoRegisteredFirstDoesNotOpenTheAccountOfWhoRegisteredAfterwards() {
        Person victim = stranger("v");
        register(victim);
        String linkOfTheVictim = link(victim);
        Person attacker = at(victim.email());
        register(attacker);

        assertThat(verify(linkOfTheVictim).outcome()).isEqualTo("400 token_invalid");
        assertThat(logIn(attacker).outcome()).isEqualTo("403 email_not_verified");
        assertThat(reset(victim).outcome()).isEqualTo("204");
        assertThat(logIn(victim.email(), victim.password()).status()).isEqualTo(200);
        nothingOpensFor(attacker);
    }

    @Test
    void linkAloneProvesAnAddress() {
        Person person = stranger("p");
        register(person);
        String link = link(person);
        Map<String, String> more = Map.of("token", link, "password", person.password());

        assertThat(send("POST", AUTH + "/verify-email", more).status()).isEqualTo(400);
        assertThat(send("POST", ME + "/email/confirm", more).status()).isEqualTo(400);
        assertThat(verify(link).outcome()).isEqualTo("204");
    }

    @Test
    void laterRegistrationKeepsItsOwnNameAndTakesNobodyElses() {
        Person first = stranger("a");
        register(first);
        assertThat(register(first.with(stranger("x").password())).status()).isEqualTo(202);
        assertThat(mails.about(first.email())).containsOnly(MailTemplate.VERIFY_EMAIL);

        register(new Person(person().username(), first.email(), first.password()));
        assertThat(mails.about(first.email())).endsWith(MailTemplate.USERNAME_TAKEN);
        assertThat(logIn(first).outcome()).isEqualTo("401 invalid_credentials");
    }

    @Test
    void resetOfAClaimEndsItsLinkAndItsPassword() {
        Person attacker = stranger("a");
        register(attacker);
        String link = link(attacker);
        Person victim = attacker.with(stranger("v").password());
        assertThat(reset(victim).outcome()).isEqualTo("204");

        assertThat(verify(link).outcome()).isEqualTo("400 token_invalid");
        assertThat(logIn(attacker).outcome()).isEqualTo("401 invalid_credentials");
        signIn(victim);
    }

    @Test
    void claimKeepsNobodyFromMovingToTheAddress() {
        Person claim = stranger("a");
        register(claim);
        Person owner = person();
        String link = linkTo(claim.email(), owner);
        assertThat(confirm(link).outcome()).isEqualTo("204");

        assertThat(logIn(claim.email(), owner.password()).status()).isEqualTo(200);
        assertThat(verify(link(claim)).outcome()).isEqualTo("400 token_invalid");
        assertThat(logIn(claim).outcome()).isEqualTo("401 invalid_credentials");
    }

    private void nothingOpensFor(Person person) {
        assertThat(logIn(person).outcome()).isEqualTo("401 invalid_credentials");
        assertThat(logIn(person.email(), person.password()).outcome()).isEqualTo("401 invalid_credentials");
    }

    private String link(Person person) {
        return mails.token(person.email(), MailTemplate.VERIFY_EMAIL);
    }

    private String linkTo(String address, Person person) {
        send("POST", ME + "/email", Map.of("new_email", address), bearer(signIn(person)));
        return mails.token(address, MailTemplate.CONFIRM_NEW_EMAIL);
    }

    private Answer reset(Person person) {
        send("POST", AUTH + "/request-password-reset", Map.of("email", person.email()));
        String token = mails.token(person.email(), MailTemplate.RESET_PASSWORD);
        return send("POST", AUTH + "/reset-password", Map.of("token", token, "new_password", person.password()));
    }

    /** Somebody else who names the same address. */
    private static Person at(String email) {
        Person other = stranger("b");
        return new Person(other.username(), email, other.password());
    }
}
