package dev.gatehouse.sample.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.IdentityTest;
import dev.gatehouse.sample.TestDatabase;
import dev.gatehouse.sample.db.SqlTime;
import dev.gatehouse.sample.mail.MailTemplate;
import dev.gatehouse.totp.TotpSecret;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What is good once is good once, however many ask at the same moment. Runs on each database. */
abstract class IdentityRaces extends IdentityTest {

    private static final String KEYS = "/api/v1/api-keys";
    private static final int RACERS = 50;
    private static final int ROUNDS = Boolean.getBoolean("dev.gatehouse.proof") ? 100 : 2;

    @Autowired
    private JdbcClient database;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcConnectionDetails connection;

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

    @Test
    void passwordChangeThatWasOvertakenChangesNothing() throws Exception {
        Person person = person();
        Person other = person();
        Answer session = signIn(person);
        Map<String, String> wanted =
                Map.of("current_password", person.password(), "new_password", "zvkq-uwem-hgpt-late");
        Answer late = overtaken(
                person,
                () -> send("POST", AUTH + "/change-password", wanted, bearer(session)),
                id -> takeThePasswordOf(other, id));
        assertThat(late.outcome()).isEqualTo("401 invalid_credentials");
        assertThat(logIn(person.with("zvkq-uwem-hgpt-late")).outcome()).isEqualTo("401 invalid_credentials");
        assertThat(logIn(person.with(other.password())).status()).isEqualTo(200);
    }

    @Test
    void logInThatWasOvertakenBeginsNothing() throws Exception {
        Person person = person();
        Person other = person();
        assertThat(overtaken(person, () -> logIn(person), id -> takeThePasswordOf(other, id))
                        .outcome())
                .isEqualTo("401 invalid_credentials");
        Person shut = person();
        assertThat(overtaken(shut, () -> logIn(shut), id -> set(id, "status = 'DISABLED'"))
                        .outcome())
                .isEqualTo("401 invalid_credentials");
        Person moved = person();
        assertThat(overtaken(moved, () -> logIn(moved), id -> set(id, "email_verified_at = null"))
                        .outcome())
                .isEqualTo("401 invalid_credentials");
        Person careful = person();
        assertThat(overtaken(careful, () -> logIn(careful), this::giveAFactor).outcome())
                .isEqualTo("401 invalid_credentials");
        assertThat(sessionsOf(person) + sessionsOf(shut) + sessionsOf(moved) + sessionsOf(careful))
                .isZero();
    }

    @Test
    void deletionThatWasOvertakenDeletesNothing() throws Exception {
        Person person = person();
        Person other = person();
        Answer session = signIn(person);
        Map<String, String> proof = Map.of("password", person.password());
        assertThat(overtaken(
                                person,
                                () -> send("DELETE", ME, proof, bearer(session)),
                                id -> takeThePasswordOf(other, id))
                        .outcome())
                .isEqualTo("401 invalid_credentials");
        assertThat(logIn(person.with(other.password())).status()).isEqualTo(200);
    }

    @Test
    void factorStaysWhereItsRemovalWasOvertaken() throws Exception {
        Person person = person();
        Person other = person();
        Factor factor = enroll(signIn(person));
        Map<String, String> shown =
                Map.of("mfa_token", logIn(person).text("mfa_token"), "code", code(factor.secret(), 0));
        Answer strong = send("POST", AUTH + "/mfa/verify", shown);
        Map<String, String> off = Map.of("password", person.password(), "code", code(factor.secret(), 1));
        assertThat(overtaken(
                                person,
                                () -> send("DELETE", AUTH + "/mfa", off, bearer(strong)),
                                id -> takeThePasswordOf(other, id))
                        .outcome())
                .isEqualTo("401 invalid_credentials");
        assertThat(logIn(person.with(other.password())).text("mfa_token")).isNotEmpty();
    }

    @Test
    void codeOfALogInThatWasOvertakenBeginsNothing() throws Exception {
        Person person = person();
        Person other = person();
        Factor factor = enroll(signIn(person));
        String token = logIn(person).text("mfa_token");
        Map<String, String> proof = Map.of("mfa_token", token, "code", code(factor.secret(), 0));
        assertThat(overtaken(
                                person,
                                () -> send("POST", AUTH + "/mfa/verify", proof),
                                id -> takeThePasswordOf(other, id))
                        .outcome())
                .isEqualTo("401 mfa_challenge_expired");
    }

    /** Whoever asks for a newer link has the row of the user, and now takes those of its tokens. */
    @Test
    void linksAreUsedBehindTheLockOfTheUser() throws Exception {
        Person person = person();
        send("POST", AUTH + "/request-password-reset", Map.of("email", person.email()));
        Map<String, String> reset = Map.of(
                "token",
                mails.token(person.email(), MailTemplate.RESET_PASSWORD),
                "new_password",
                "zvkq-uwem-hgpt-late");
        assertThat(overtaken(person, () -> send("POST", AUTH + "/reset-password", reset), this::endLinks)
                        .outcome())
                .isEqualTo("400 token_invalid");

        String wanted = stranger("n").email();
        send("POST", ME + "/email", Map.of("new_email", wanted), bearer(signIn(person)));
        Map<String, String> move = Map.of("token", mails.token(wanted, MailTemplate.CONFIRM_NEW_EMAIL));
        assertThat(overtaken(person, () -> send("POST", ME + "/email/confirm", move), this::endLinks)
                        .outcome())
                .isEqualTo("400 token_invalid");

        Person stranger = stranger("p");
        register(stranger);
        Map<String, String> verify = Map.of("token", mails.token(stranger.email(), MailTemplate.VERIFY_EMAIL));
        assertThat(overtaken(stranger, () -> send("POST", AUTH + "/verify-email", verify), this::endLinks)
                        .outcome())
                .isEqualTo("400 token_invalid");
    }

    /** Whoever takes a lost factor away has the row of the user, and now takes that of the factor. */
    @Test
    void factorsChangeBehindTheLockOfTheUser() throws Exception {
        Person person = person();
        Answer session = signIn(person);
        TotpSecret secret = TotpSecret.ofBase32(
                send("POST", AUTH + "/setup-mfa", null, bearer(session)).text("secret"));
        Map<String, String> shown = Map.of("code", code(secret, 0));
        assertThat(overtaken(
                                person,
                                () -> send("POST", AUTH + "/verify-mfa-setup", shown, bearer(session)),
                                this::takeTheFactor)
                        .outcome())
                .isEqualTo("401 mfa_invalid");

        Factor factor = enroll(session);
        Map<String, String> proof =
                Map.of("mfa_token", logIn(person).text("mfa_token"), "code", code(factor.secret(), 0));
        Answer strong = send("POST", AUTH + "/mfa/verify", proof);
        Map<String, String> off = Map.of("password", person.password(), "code", code(factor.secret(), 1));
        assertThat(overtaken(person, () -> send("DELETE", AUTH + "/mfa", off, bearer(strong)), this::takeTheFactor)
                        .outcome())
                .isEqualTo("204");
    }

    /** Of two renewals the second one finds the codes of the first, and where the factor went meanwhile there is nothing to renew. */
    @Test
    void recoveryCodesAreRenewedBehindTheLockOfTheUser() throws Exception {
        Person person = person();
        Factor factor = enroll(signIn(person));
        Map<String, String> proof =
                Map.of("mfa_token", logIn(person).text("mfa_token"), "code", code(factor.secret(), 0));
        Answer strong = send("POST", AUTH + "/mfa/verify", proof);
        Map<String, String> shown = Map.of("code", code(factor.secret(), 1));
        assertThat(overtaken(
                                person,
                                () -> send("POST", AUTH + "/mfa/recovery-codes", shown, bearer(strong)),
                                this::takeTheFactor)
                        .outcome())
                .isEqualTo("409 mfa_not_enabled");
        assertThat(mails.about(person.email())).doesNotContain(MailTemplate.RECOVERY_CODES_RENEWED);
    }

    /** The owner resets the password because the session is stolen: what its requests wanted to keep is theirs no more. */
    @Test
    void sessionThatEndedWhileItsRequestsWaitedLeavesNothingBehind() throws Exception {
        Person person = person();
        Answer stolen = signIn(person);
        assertThat(overtaken(
                                person,
                                () -> send(
                                        "POST",
                                        ME + "/email",
                                        Map.of("new_email", stranger("n").email()),
                                        bearer(stolen)),
                                this::endSessions)
                        .outcome())
                .isEqualTo("401 unauthenticated");
        assertThat(mails.about(person.email())).doesNotContain(MailTemplate.EMAIL_CHANGE_STARTED);

        Answer another = signIn(person);
        Map<String, Object> key = Map.of("name", "mine", "scopes", List.of("items:read"));
        assertThat(overtaken(person, () -> send("POST", KEYS, key, bearer(another)), this::endSessions)
                        .outcome())
                .isEqualTo("401 unauthenticated");

        Answer third = signIn(person);
        String id = send("POST", KEYS, key, bearer(third)).text("id");
        assertThat(overtaken(
                                person,
                                () -> send("POST", KEYS + "/" + id + "/rotate", Map.of(), bearer(third)),
                                this::endSessions)
                        .outcome())
                .isEqualTo("401 unauthenticated");

        Answer fourth = signIn(person);
        assertThat(overtaken(person, () -> send("POST", AUTH + "/setup-mfa", null, bearer(fourth)), this::endSessions)
                        .outcome())
                .isEqualTo("401 unauthenticated");

        Answer fifth = signIn(person);
        TotpSecret secret = TotpSecret.ofBase32(
                send("POST", AUTH + "/setup-mfa", null, bearer(fifth)).text("secret"));
        Map<String, String> shown = Map.of("code", code(secret, 0));
        assertThat(overtaken(
                                person,
                                () -> send("POST", AUTH + "/verify-mfa-setup", shown, bearer(fifth)),
                                this::endSessions)
                        .outcome())
                .isEqualTo("401 unauthenticated");
        assertThat(signIn(person).status()).isEqualTo(200);
    }

    @Test
    void recoveryCodesStayWhereTheSessionEndedMeanwhile() throws Exception {
        Person person = person();
        Factor factor = enroll(signIn(person));
        Map<String, String> proof =
                Map.of("mfa_token", logIn(person).text("mfa_token"), "code", code(factor.secret(), 0));
        Answer strong = send("POST", AUTH + "/mfa/verify", proof);
        Map<String, String> shown = Map.of("code", code(factor.secret(), 1));
        assertThat(overtaken(
                                person,
                                () -> send("POST", AUTH + "/mfa/recovery-codes", shown, bearer(strong)),
                                this::endSessions)
                        .outcome())
                .isEqualTo("401 unauthenticated");
    }

    @Test
    void setUpsOfASecondFactorAtOnceAreNoConflict() throws Exception {
        Answer session = signIn(person());
        assertThat(race(8, i -> send("POST", AUTH + "/setup-mfa", null, bearer(session))))
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
    }

    @Test
    void linkIsSentThoughTheAccountChangesMeanwhile() throws Exception {
        Person person = person();
        Map<String, String> reset = Map.of("email", person.email());
        assertThat(overtaken(
                                person,
                                () -> send("POST", AUTH + "/request-password-reset", reset),
                                id -> set(id, "display_name = 'Ada'"))
                        .status())
                .isEqualTo(202);
        Person stranger = stranger("p");
        register(stranger);
        Map<String, String> resend = Map.of("login", stranger.username());
        assertThat(overtaken(
                                stranger,
                                () -> send("POST", AUTH + "/resend-verification", resend),
                                id -> set(id, "display_name = 'Ada'"))
                        .status())
                .isEqualTo(202);
    }

    /** Lets a request come as far as the row of its user, and something else happen to that row first. */
    private Answer overtaken(Person person, Callable<Answer> request, Consumer<UUID> change) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Answer> late = Objects.requireNonNull(transactions.execute(status -> {
                UUID id = database.sql("select id from users where username_key = :name for update")
                        .param("name", person.username())
                        .query(UUID.class)
                        .single();
                Future<Answer> running = thread.submit(request);
                Awaitility.await().until(() -> !running.isDone() && isSomebodyWaiting());
                change.accept(id);
                return running;
            }));
            return late.get(20, TimeUnit.SECONDS);
        } finally {
            thread.shutdownNow();
        }
    }

    /** Asked on a connection of its own: Awaitility looks from a thread of its own. */
    private boolean isSomebodyWaiting() {
        return TestDatabase.isSomebodyWaiting(database, connection);
    }

    private void takeThePasswordOf(Person other, UUID id) {
        database.sql("""
                        update users set row_version = row_version + 1, password_changed_at = :now, password_hash =
                            (select o.password_hash from users o where o.username_key = :other)
                        where id = :id
                        """)
                .param("now", SqlTime.of(clock.instant()))
                .param("other", other.username())
                .param("id", id)
                .update();
    }

    private void set(UUID id, String assignment) {
        database.sql("update users set row_version = row_version + 1, " + assignment + " where id = :id")
                .param("id", id)
                .update();
    }

    private void endSessions(UUID id) {
        database.sql("update sessions set revoked_at = :now where user_id = :id and revoked_at is null")
                .param("now", SqlTime.of(clock.instant()))
                .param("id", id)
                .update();
    }

    private void endLinks(UUID id) {
        database.sql("update one_time_tokens set used_at = :now where user_id = :id and used_at is null")
                .param("now", SqlTime.of(clock.instant()))
                .param("id", id)
                .update();
    }

    private void giveAFactor(UUID id) {
        database.sql("""
                        insert into mfa_totp (user_id, secret_enc, created_at, confirmed_at, last_used_step, failures, window_start)
                        values (:id, 'sealed', :now, :now, -1, 0, :now)
                        """)
                .param("id", id)
                .param("now", SqlTime.of(clock.instant()))
                .update();
    }

    private void takeTheFactor(UUID id) {
        database.sql("delete from mfa_totp where user_id = :id").param("id", id).update();
    }

    private long sessionsOf(Person person) {
        return database.sql("""
                        select count(*) from sessions s join users u on u.id = s.user_id where u.username_key = :name
                        """)
                .param("name", person.username())
                .query(Long.class)
                .single();
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
