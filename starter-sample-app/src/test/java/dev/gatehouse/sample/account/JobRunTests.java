package dev.gatehouse.sample.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.autoconfigure.lockout.LockoutProperties;
import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.IdentityTest;
import dev.gatehouse.sample.db.SqlTime;
import dev.gatehouse.sample.job.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the service forgets by itself, and what it keeps until then. */
class JobRunTests extends IdentityTest {

    @Autowired
    private List<Job> jobs;

    @Autowired
    private JdbcClient database;

    private Person person;
    private UUID id;

    @BeforeEach
    void makeSomebody() {
        person = person();
        id = database.sql("select id from users where username_key = :name")
                .param("name", person.username())
                .query(UUID.class)
                .single();
    }

    @Test
    void everyJobHasItsNameAndRunsTwiceWithoutHarm() {
        assertThat(jobs)
                .extracting(Job::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+(-[a-z]+)+"));
        for (int i = 0; i < 2; i++) {
            jobs.forEach(Job::run);
        }
        assertThat(logIn(person).status()).isEqualTo(200);
    }

    @Test
    void endedSessionsAreKeptThirtyDaysAndForgottenThen() {
        Answer session = signIn(person);
        send("POST", AUTH + "/logout", null, bearer(session));
        time.forward(Duration.ofDays(29));
        run("ended-session-clean-up");
        assertThat(count("sessions")).isEqualTo(1);
        time.forward(Duration.ofDays(2));
        run("ended-session-clean-up");
        assertThat(count("sessions")).isZero();
        assertThat(refresh(session.text("refresh_token")).outcome()).isEqualTo("401 refresh_invalid");
    }

    @Test
    void accountThatNobodyConfirmedGoesAWeekAfterItsLastLink() {
        Person nobody = stranger("n");
        register(nobody);
        time.forward(Duration.ofDays(7));
        run("pending-account-clean-up");
        assertThat(logIn(nobody).outcome()).isEqualTo("403 email_not_verified");
        send("POST", AUTH + "/resend-verification", Map.of("login", nobody.username()));
        time.forward(Duration.ofDays(7));
        run("pending-account-clean-up");
        assertThat(logIn(nobody).outcome()).isEqualTo("403 email_not_verified");
        time.forward(Duration.ofDays(2));
        run("expired-proof-clean-up");
        run("pending-account-clean-up");
        assertThat(logIn(nobody).outcome()).isEqualTo("401 invalid_credentials");
        assertThat(logIn(person).status()).isEqualTo(200);

        register(new Person(nobody.username(), stranger("n").email(), nobody.password()));
        assertThat(logIn(nobody).outcome()).isEqualTo("403 email_not_verified");
    }

    @Test
    void linksThatAreOverAreForgotten() {
        send("POST", AUTH + "/request-password-reset", Map.of("email", person.email()));
        assertThat(count("one_time_tokens")).isPositive();
        run("expired-proof-clean-up");
        assertThat(count("one_time_tokens")).isPositive();
        time.forward(Duration.ofDays(9));
        run("expired-proof-clean-up");
        assertThat(count("one_time_tokens")).isZero();
    }

    @Test
    void failedLogInsAreForgottenWhenTheyCountNoMore() {
        for (int i = 0; i < 3; i++) {
            logIn(person.with("not-the-password"));
        }
        time.forward(Duration.ofDays(8));
        LockoutProperties longer = new Binder(new MapConfigurationPropertySource(Map.of("lockout.decay", "30d")))
                .bindOrCreate("lockout", LockoutProperties.class);
        new ExpiredProofs(database, longer, clock).run();
        assertThat(failures()).isEqualTo(1);
        run("expired-proof-clean-up");
        assertThat(failures()).isZero();
    }

    @Test
    void deletedAccountIsErasedAfterThirtyDays() {
        Answer session = signIn(person);
        send("POST", "/api/v1/items", Map.of("name", "a", "quantity", 1), bearer(session));
        Factor factor = enroll(session);
        Map<String, String> proof =
                Map.of("mfa_token", logIn(person).text("mfa_token"), "code", code(factor.secret(), 0));
        Answer strong = send("POST", AUTH + "/mfa/verify", proof);
        Map<String, String> password = Map.of("password", person.password());
        assertThat(send("DELETE", ME, password, bearer(strong)).outcome()).isEqualTo("204");
        time.forward(Duration.ofDays(29));
        run("account-erasure");
        assertThat(row()).contains(person.username());
        time.forward(Duration.ofDays(2));
        run("account-erasure");
        assertThat(row()).doesNotContain(person.username(), "argon2");
        assertThat(count("mfa_totp")).isZero();
        assertThat(count("sessions")).isZero();
        assertThat(database.sql("select count(*) from audit_log where action = 'account_erased' and target_id = :id")
                        .param("id", id.toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        run("account-erasure");
    }

    @Test
    void nobodyCanTakeTheNameThatAnErasedAccountGets() {
        String digits = id.toString().replace("-", "").substring(8);
        register(new Person("deleted-" + digits, stranger("n").email(), person.password()));
        assertThat(register(new Person("deleted:" + digits, stranger("n").email(), person.password()))
                        .outcome())
                .isEqualTo("400 validation_failed");
        assertThat(send("DELETE", ME, Map.of("password", person.password()), bearer(signIn(person)))
                        .outcome())
                .isEqualTo("204");
        time.forward(Duration.ofDays(31));
        run("account-erasure");
        assertThat(row()).doesNotContain(person.username());
    }

    /** Also where nobody was signed in: with a refresh token alone. */
    @Test
    void logKeepsNoTraceOfASessionOfAnErasedAccount() {
        String[] agent = {"User-Agent", "Agent-of-" + person.username()};
        Map<String, String> proof = Map.of("login", person.username(), "password", person.password());
        Answer first = send("POST", AUTH + "/login", proof, agent);
        Map<String, String> again = new HashMap<>(proof);
        again.put("refresh_token", first.text("refresh_token"));
        Answer second = send("POST", AUTH + "/login", again, agent);
        send("POST", AUTH + "/refresh", Map.of("refresh_token", first.text("refresh_token")), agent);
        send("POST", AUTH + "/logout", Map.of("refresh_token", second.text("refresh_token")), agent);
        assertThat(traces(agent[1])).isGreaterThan(3);
        assertThat(send("DELETE", ME, Map.of("password", person.password()), bearer(signIn(person)))
                        .outcome())
                .isEqualTo("204");
        time.forward(Duration.ofDays(31));
        run("account-erasure");
        assertThat(traces(agent[1])).isZero();
    }

    @Test
    void logKeepsNoTraceOfWhoNeverProvedTheirAddress() {
        Person nobody = stranger("n");
        String agent = "Agent-of-" + nobody.username();
        Map<String, String> claim =
                Map.of("username", nobody.username(), "email", nobody.email(), "password", nobody.password());
        assertThat(send("POST", AUTH + "/register", claim, "User-Agent", agent).status())
                .isEqualTo(202);
        assertThat(traces(agent)).isPositive();
        time.forward(Duration.ofDays(9));
        run("expired-proof-clean-up");
        run("pending-account-clean-up");
        assertThat(traces(agent)).isZero();
    }

    @Test
    void accountsThatCannotBeErasedDoNotKeepOthers() {
        assertThat(send("DELETE", ME, Map.of("password", person.password()), bearer(signIn(person)))
                        .outcome())
                .isEqualTo("204");
        time.forward(Duration.ofDays(31));
        Instant earlier = Instant.parse("2001-01-01T00:00:00Z");
        for (int i = 0; i < 101; i++) {
            deleted(earlier.plusSeconds(i / 2));
        }
        database.sql("""
                alter table users add constraint ck_stuck check (created_at > '2001-01-02 00:00:00+00' or email <> '')
                """).update();
        try {
            assertThatThrownBy(() -> run("account-erasure")).hasMessage("The job account-erasure failed for 101.");
            assertThat(row()).doesNotContain(person.username());
        } finally {
            database.sql("alter table users drop constraint ck_stuck").update();
        }
        run("account-erasure");
    }

    private void deleted(Instant at) {
        UUID user = UUID.randomUUID();
        database.sql("""
                        insert into users (id, username, username_key, email, email_key, display_name, locale, status,
                            mfa_required, must_change_password, authz_version, deleted_at, created_at, updated_at,
                            row_version)
                        values (:id, :name, :name, :name, :name, 'n', 'en', 'DELETED', false, false, 1, :at, :at, :at, 0)
                        """)
                .param("id", user)
                .param("name", user.toString().substring(4))
                .param("at", SqlTime.of(at))
                .update();
    }

    private void run(String name) {
        jobs.stream()
                .filter(job -> job.name().equals(name))
                .findAny()
                .orElseThrow()
                .run();
    }

    private int failures() {
        return database.sql("select count(*) from login_guard where subject like :user")
                .param("user", "%" + id)
                .query(Integer.class)
                .single();
    }

    private int traces(String agent) {
        return database.sql("select count(*) from audit_log where user_agent = :agent")
                .param("agent", agent)
                .query(Integer.class)
                .single();
    }

    private int count(String table) {
        return database.sql("select count(*) from " + table + " where user_id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    private String row() {
        return database.sql("select * from users where id = :id")
                .param("id", id)
                .query()
                .singleRow()
                .toString();
    }
}
