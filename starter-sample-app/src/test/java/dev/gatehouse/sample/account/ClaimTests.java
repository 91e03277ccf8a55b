package dev.gatehouse.sample.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.IdentityTest;
import dev.gatehouse.sample.mail.MailTemplate;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Anybody can name the address of somebody else. What nobody has proven belongs to nobody, and opens nothing. */
class ClaimTests extends IdentityTest {

    @Test
    void sameRegistrationOnceMoreGivesAnotherLinkAndKeepsThePassword() {
        Person person = stranger("p");
        Answer first = register(person);
        String linkBefore = link(person);
        Answer second = register(new Person(
                person.username().toUpperCase(Locale.ROOT),
                person.email().toUpperCase(Locale.ROOT),
                person.password()));

        assertThat(second.outcome()).isEqualTo(first.outcome());
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(mails.about(person.email())).containsExactly(MailTemplate.VERIFY_EMAIL, MailTemplate.VERIFY_EMAIL);
        assertThat(logIn(person).outcome()).isEqualTo("403 email_not_verified");
        assertThat(verify(linkBefore).outcome()).isEqualTo("400 token_invalid");
        assertThat(verify(link(person)).outcome()).isEqualTo("204");
        signIn(person);
    }

    @Test
    void sameRegistrationTwiceAtOnceIsOne() throws Exception {
        Person person = stranger("p");
        assertThat(race(2, racer -> register(person))).allMatch(answer -> answer.status() == 202);

        assertThat(mails.about(person.email())).containsExactly(MailTemplate.VERIFY_EMAIL, MailTemplate.VERIFY_EMAIL);
        assertThat(verify(link(person)).outcome()).isEqualTo("204");
        signIn(person);
    }

    /** The attacker is first, the victim comes later. */
    @Test
    void linkOfADifferentRegistrationAloneGivesThePassword() {
        Person attacker = stranger("a");
        Answer first = register(attacker);
        String linkOfTheAttacker = link(attacker);
        Person victim = at(attacker.email());
        Answer second = register(victim);

        assertThat(second.outcome()).isEqualTo(first.outcome());
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(mails.about(victim.email())).containsExactly(MailTemplate.VERIFY_EMAIL, MailTemplate.INVITATION);
        assertThat(mails.to(victim.email()).get(1).model()).containsEntry("username", attacker.username());

        assertThat(verify(linkOfTheAttacker).outcome()).isEqualTo("400 token_invalid");
        assertThat(verify(invitation(victim)).outcome()).isEqualTo("400 token_invalid");
        assertThat(logIn(victim).outcome()).isEqualTo("401 invalid_credentials");
        assertThat(accept(invitation(victim), victim).outcome()).isEqualTo("204");
        opensFor(victim);
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

    /** The victim is first, the attacker comes later: with the name of the victim, too, so that the mail looks right. */
    @Test
    void whoRegistersLaterWithTheSameNameGetsNoPasswordIntoTheAccount() {
        Person victim = stranger("v");
        register(victim);
        String linkOfTheVictim = link(victim);
        Person attacker = victim.with(stranger("b").password());
        register(attacker);

        assertThat(verify(linkOfTheVictim).outcome()).isEqualTo("400 token_invalid");
        nothingOpensFor(attacker);
        assertThat(accept(invitation(victim), victim).outcome()).isEqualTo("204");
        signIn(victim);
        nothingOpensFor(attacker);
    }

    @Test
    void resetOpensAnAccountForWhoRegisteredFirst() {
        Person victim = stranger("v");
        register(victim);
        Person attacker = at(victim.email());
        register(attacker);

        assertThat(reset(victim).outcome()).isEqualTo("204");
        assertThat(accept(invitation(victim), attacker).outcome()).isEqualTo("400 token_invalid");
        assertThat(logIn(victim.email(), victim.password()).status()).isEqualTo(200);
        nothingOpensFor(attacker);
    }

    @Test
    void accountIsAMereClaimHoweverOftenItWasRegistered() {
        Person attacker = stranger("a");
        register(attacker);
        register(attacker);
        String link = link(attacker);
        Person victim = at(attacker.email());
        register(victim);
        String invitation = invitation(victim);
        register(attacker);

        assertThat(mails.about(victim.email()))
                .containsExactly(
                        MailTemplate.VERIFY_EMAIL,
                        MailTemplate.VERIFY_EMAIL,
                        MailTemplate.INVITATION,
                        MailTemplate.INVITATION);
        assertThat(verify(link).outcome()).isEqualTo("400 token_invalid");
        assertThat(accept(invitation, attacker).outcome()).isEqualTo("400 token_invalid");
        assertThat(accept(invitation(victim), victim).outcome()).isEqualTo("204");
        opensFor(victim);
        nothingOpensFor(attacker);
    }

    @Test
    void linkOfADifferentRegistrationIsSentOnceMoreAsWhatItIs() {
        Person person = stranger("p");
        register(person.with(stranger("x").password()));
        register(person);
        send("POST", AUTH + "/resend-verification", Map.of("login", person.email()));

        assertThat(mails.about(person.email()))
                .containsExactly(MailTemplate.VERIFY_EMAIL, MailTemplate.INVITATION, MailTemplate.INVITATION);
        assertThat(accept(invitation(person), person).outcome()).isEqualTo("204");
        signIn(person);
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
    void nobodyTakesTheNameOfAClaimByRegisteringItsAddress() {
        Person first = stranger("a");
        register(first);
        register(at(first.email()));
        Person attacker = new Person(
                first.username(), stranger("x").email(), stranger("x").password());
        register(attacker);

        assertThat(mails.about(attacker.email())).containsExactly(MailTemplate.USERNAME_TAKEN);
        assertThat(accept(invitation(first), first).outcome()).isEqualTo("204");
        signIn(first);
    }

    @Test
    void differentRegistrationTakesNobodyElsesName() {
        Person first = stranger("a");
        register(first);
        Person other = person();
        register(new Person(other.username(), first.email(), first.password()));

        assertThat(mails.about(first.email())).containsExactly(MailTemplate.VERIFY_EMAIL, MailTemplate.INVITATION);
        assertThat(logIn(first).outcome()).isEqualTo("401 invalid_credentials");
        signIn(other);
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
        String linkOfTheClaim = link(claim);
        register(claim.with(stranger("b").password()));
        Person owner = person();
        String link = linkTo(claim.email(), owner);
        assertThat(confirm(link).outcome()).isEqualTo("204");

        assertThat(logIn(claim.email(), owner.password()).status()).isEqualTo(200);
        assertThat(verify(linkOfTheClaim).outcome()).isEqualTo("400 token_invalid");
        assertThat(accept(invitation(claim), claim).outcome()).isEqualTo("400 token_invalid");
        assertThat(logIn(claim).outcome()).isEqualTo("401 invalid_credentials");
    }

    /** By the address: the user name is that of the first registration. */
    private void opensFor(Person person) {
        assertThat(logIn(person.email(), person.password()).text("status")).isEqualTo("authenticated");
    }

    private void nothingOpensFor(Person person) {
        assertThat(logIn(person).outcome()).isEqualTo("401 invalid_credentials");
        assertThat(logIn(person.email(), person.password()).outcome()).isEqualTo("401 invalid_credentials");
    }

    private String link(Person person) {
        return mails.token(person.email(), MailTemplate.VERIFY_EMAIL);
    }

    private String invitation(Person person) {
        return mails.token(person.email(), MailTemplate.INVITATION);
    }

    private String linkTo(String address, Person person) {
        send("POST", ME + "/email", Map.of("new_email", address), bearer(signIn(person)));
        return mails.token(address, MailTemplate.CONFIRM_NEW_EMAIL);
    }

    private Answer reset(Person person) {
        send("POST", AUTH + "/request-password-reset", Map.of("email", person.email()));
        return accept(mails.token(person.email(), MailTemplate.RESET_PASSWORD), person);
    }

    /** Chooses the password by a link. */
    private Answer accept(String token, Person person) {
        return send("POST", AUTH + "/reset-password", Map.of("token", token, "new_password", person.password()));
    }

    /** Somebody else who names the same address. */
    private static Person at(String email) {
        Person other = stranger("b");
        return new Person(other.username(), email, other.password());
    }
}
