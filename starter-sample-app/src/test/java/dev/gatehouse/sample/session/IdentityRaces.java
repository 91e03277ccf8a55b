package dev.gatehouse.sample.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.IdentityTest;
import dev.gatehouse.sample.mail.MailTemplate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is good once is good once, however many ask at the same moment. Runs on each database. */
abstract class IdentityRaces extends IdentityTest {

    private static final int RACERS = 50;
    private static final int ROUNDS = Boolean.getBoolean("dev.gatehouse.proof") ? 100 : 2;

    @Test
    void ofManyRefreshesWithOneTokenOneWinsAndTheSessionEnds() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Person person = person();
            String token = signIn(person).text("refresh_token");
            List<Answer> answers = race(RACERS, i -> refresh(token));
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.outcome()).isIn("200", "401 refresh_invalid"));
            List<Answer> won =
                    answers.stream().filter(answer -> answer.status() == 200).toList();
            assertThat(won).hasSize(1);
            assertThat(refresh(won.get(0).text("refresh_token")).outcome()).isEqualTo("401 refresh_invalid");
            assertThat(mails.about(person.email()).stream().filter(MailTemplate.SESSION_STOLEN::equals))
                    .hasSize(1);
        }
    }

    @Test
    void ofManyUsesOfOneTimeCodeOneWins() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Person person = person();
            Factor factor = enroll(signIn(person));
            String code = code(factor.secret(), 0);
            assertThat(wins(person, "code", code)).isEqualTo(1);
        }
    }

    @Test
    void ofManyUsesOfARecoveryCodeOneWins() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Person person = person();
            Factor factor = enroll(signIn(person));
            assertThat(wins(person, "recovery_code", factor.recoveryCodes().get(3)))
                    .isEqualTo(1);
        }
    }

    @Test
    void ofManyUsesOfAResetLinkOneWins() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Person person = person();
            send("POST", AUTH + "/request-password-reset", Map.of("email", person.email()));
            String token = mails.token(person.email(), MailTemplate.RESET_PASSWORD);
            List<Answer> answers = race(
                    RACERS,
                    i -> send(
                            "POST",
                            AUTH + "/reset-password",
                            Map.of("token", token, "new_password", "zvkq-uwem-hgpt-" + i)));
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.outcome()).isIn("204", "400 token_invalid"));
            assertThat(answers.stream().filter(answer -> answer.status() == 204))
                    .hasSize(1);
        }
    }

    @Test
    void ofManyWrongPasswordsAtOnceOnlyFiveAreJudged() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Person person = person();
            List<Answer> answers = race(RACERS, i -> logIn(person.with("not-the-one-" + i)));
            assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(401, 423));
            assertThat(answers.stream().filter(answer -> answer.status() == 401))
                    .hasSize(5);
        }
    }

    private long wins(Person person, String field, String code) throws Exception {
        Answer waiting = logIn(person);
        List<Answer> answers = race(
                RACERS,
                i -> send("POST", AUTH + "/mfa/verify", Map.of("mfa_token", waiting.text("mfa_token"), field, code)));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 401, 423));
        return answers.stream().filter(answer -> answer.status() == 200).count();
    }
}
