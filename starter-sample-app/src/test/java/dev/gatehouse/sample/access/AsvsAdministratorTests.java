package dev.gatehouse.sample.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.ForgedTokens;
import dev.gatehouse.sample.OfApiKeys;
import dev.gatehouse.sample.StrictService;
import dev.gatehouse.sample.TestDatabase;
import dev.gatehouse.sample.TestUsers.TestUser;
import dev.gatehouse.sample.db.SqlTime;
import dev.gatehouse.sample.mail.MailTemplate;
import dev.gatehouse.totp.TotpSecret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.http.MediaType;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** ASVS 5.0, what of chapters 6 and 8 is about administrators, in a service that is as strict as a deployment. */
@StrictService
class AsvsAdministratorTests extends AccessTest {

    private static final String FIRST_PASSWORD = "zvkq-uwem-hgpt-4711";
    private static final String KEYS = "/api/v1/api-keys";
    private static final Map<String, String> REASON = Map.of("reason", "Owner called. Ticket 4711.");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcConnectionDetails connection;

    @Test
    void v6_3_3_withoutASecondFactorAnAdministratorSetsOneUpAndDoesNothingElse() {
        Member admin = member(SystemRole.ADMIN);
        Set<String> open = Set.of(
                "POST " + AUTH + "/setup-mfa",
                "POST " + AUTH + "/verify-mfa-setup",
                "GET " + AUTH + "/mfa",
                "POST " + AUTH + "/reauthenticate",
                "POST " + AUTH + "/logout",
                "POST " + AUTH + "/logout-all");
        int shut = 0;
        for (Route route : Route.of(mapping)) {
            if (!route.open() && !open.contains(route.toString())) {
                holds(
                        sendText(route.method(), route.anywhere(), route.consumes(), "x", bearer(admin.token())),
                        "403 mfa_setup_required");
                shut++;
            }
        }
        assertThat(shut).isGreaterThan(30);
        holds(send(admin, "GET", AUTH + "/mfa", null), "200");

        enroll(admin);

        holds(send(admin, "GET", USERS, null), "200");
        holds(send(admin, "GET", ME, null), "200");
    }

    @Test
    void v6_3_3_roleThatNeedsTheFactorComesWithIt() {
        Member admin = armed(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        holds(send(user, "GET", ME, null), "200");
        holds(assign(admin, user, Set.of(SystemRole.ADMIN.id())), "200");
        holds(send(user, "GET", ME, null), "403 mfa_setup_required");
        holds(assign(admin, user, Set.of(SystemRole.USER.id())), "200");
        holds(send(user, "GET", ME, null), "200");
    }

    @Test
    void v6_3_3_factorThatARoleNeedsStays() {
        Person person = person();
        Factor factor = enroll(signIn(person));
        Member admin = new Member(person, id(person), withFactor(person, factor, 0));
        give(admin, SystemRole.ADMIN.id());
        Map<String, String> proof = Map.of("password", person.password(), "code", code(factor.secret(), 1));
        holds(send("DELETE", AUTH + "/mfa", proof, bearer(admin.token())), "403 mfa_required");
    }

    @Test
    void v6_3_3_factorThatTheParentOfARoleNeedsStays() {
        Map<String, Object> role = Map.of(
                "name",
                "t-" + UUID.randomUUID(),
                "description",
                "",
                "parent_role_id",
                SystemRole.ADMIN.id(),
                "permission_ids",
                Set.of());
        Answer heir = send(armed(SystemRole.ADMIN), "POST", ROLES, role);
        holds(heir, "201");
        Person person = person();
        Factor factor = enroll(signIn(person));
        Member member = new Member(person, id(person), withFactor(person, factor, 0));
        give(member, UUID.fromString(heir.text("id")));
        Map<String, String> proof = Map.of("password", person.password(), "code", code(factor.secret(), 1));
        holds(send("DELETE", AUTH + "/mfa", proof, bearer(member.token())), "403 mfa_required");
    }

    @Test
    void v6_4_1_firstPasswordIsGoodForChoosingAnotherAlone() {
        Person first = new Person("admin", "admin@example.org", FIRST_PASSWORD);
        Person changed = first.with("zvkq-uwem-hgpt-4712");
        assertThat(logIn(first.email(), first.password()).text("status")).isEqualTo("password_change_required");
        Answer asked = logIn(first);
        assertThat(asked.text("status")).as(asked.body()).isEqualTo("password_change_required");
        assertThat(asked.text("access_token")).isEmpty();
        assertThat(asked.cookie("__Host-refresh")).isEmpty();
        String token = asked.text("change_token");
        holds(send("GET", ME, null, bearer(token)), "401 unauthenticated");

        holds(change(token, "not-the-one-at-all", changed.password()), "401 invalid_credentials");
        holds(change(token, first.password(), "password1234"), "422 password_policy");
        holds(change(token, first.password(), first.password()), "422 password_policy");
        holds(change(token, first.password(), changed.password()), "204");
        holds(change(token, changed.password(), "zvkq-uwem-hgpt-4713"), "401 mfa_challenge_expired");

        holds(logIn(first), "401 invalid_credentials");
        holds(send("GET", USERS, null, bearer(signIn(changed))), "403 mfa_setup_required");
    }

    @Test
    void v6_4_1_timeToChooseAnotherPasswordEnds() {
        Member user = member(SystemRole.USER);
        database.sql("update users set must_change_password = true where id = :id")
                .param("id", user.id())
                .update();
        String token = logIn(user.person()).text("change_token");
        time.forward(Duration.ofMinutes(10).plusSeconds(1));
        holds(change(token, user.person().password(), "zvkq-uwem-hgpt-4712"), "401 mfa_challenge_expired");
    }

    @Test
    void v6_4_1_logInThatWaitsForAnotherPasswordDiesWithAReset() {
        Member user = member(SystemRole.USER);
        database.sql("update users set must_change_password = true where id = :id")
                .param("id", user.id())
                .update();
        String token = logIn(user.person()).text("change_token");
        send(
                "POST",
                AUTH + "/request-password-reset",
                Map.of("email", user.person().email()));
        String link = mails.token(user.person().email(), MailTemplate.RESET_PASSWORD);
        String password = "zvkq-uwem-hgpt-4712";
        holds(send("POST", AUTH + "/reset-password", Map.of("token", link, "new_password", password)), "204");
        holds(change(token, password, "zvkq-uwem-hgpt-4713"), "401 mfa_challenge_expired");
    }

    @Test
    void v6_4_4_lostFactorIsTakenAwayByAnotherAdministrator() {
        Member admin = armed(SystemRole.ADMIN);
        Person person = person();
        enroll(signIn(person));
        Member user = new Member(person, id(person), "");
        give(user, SystemRole.USER.id());
        assertThat(logIn(person).text("status")).isEqualTo("mfa_required");
        String uri = USERS + "/" + user.id() + "/mfa-reset";

        holds(send(admin, "POST", USERS + "/" + admin.id() + "/mfa-reset", REASON), "403 self_change");
        holds(send(admin, "POST", uri, Map.of()), "400 validation_failed");
        holds(send(admin, "POST", uri, REASON), "202");

        assertThat(logIn(person).text("status")).isEqualTo("authenticated");
        assertThat(mails.about(person.email())).contains(MailTemplate.MFA_DISABLED);
        assertThat(audited("mfa_reset", admin)).containsExactly(user.id().toString());
    }

    @Test
    void v8_4_2_administratorNeedsTheFactorAndARecentProofOfIt() {
        Person person = person();
        Factor factor = enroll(signIn(person));
        Member admin = new Member(person, id(person), withFactor(person, factor, 0));
        give(admin, SystemRole.ADMIN.id());
        Member user = member(SystemRole.USER);
        String uri = USERS + "/" + user.id();
        time.forward(Duration.ofMinutes(6));

        holds(send(admin, "GET", uri, null), "200");
        holds(assign(admin, user, Set.of()), "401 step_up_required");
        holds(send(admin, "DELETE", uri, null), "401 step_up_required");
        holds(send(admin, "POST", uri + "/mfa-reset", REASON), "401 step_up_required");
        holds(reauthenticate(admin, Map.of("password", person.password())), "401 mfa_invalid");

        Answer proven = reauthenticate(admin, Map.of("password", person.password(), "code", code(factor.secret(), 0)));
        holds(assign(new Member(person, admin.id(), proven.text("access_token")), user, Set.of()), "200");
    }

    @Test
    void v8_3_3_whoActsForAUserIsNamedAndMayDoWhatBothMay() {
        Member admin = armed(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        Answer begun = impersonate(admin, user);
        holds(begun, "200");
        assertThat(begun.text("refresh_token")).isEmpty();
        assertThat(begun.headers().get("Set-Cookie")).isNull();

        ForgedTokens token = ForgedTokens.of(begun.text("access_token"));
        assertThat(token.claims().path("sub").asString()).isEqualTo(user.id().toString());
        assertThat(token.claims().path("act").path("sub").asString())
                .isEqualTo(admin.id().toString());
        Member acting = new Member(user.person(), user.id(), begun.text("access_token"));
        holds(send(acting, "POST", "/api/v1/items", Map.of("name", "a", "quantity", 1)), "201");
        holds(send(acting, "GET", USERS, null), "403 forbidden");
        holds(send(acting, "GET", ME + "/export", null), "401 step_up_required");
        holds(reauthenticate(acting, Map.of("password", user.person().password())), "403 impersonated");
        Map<String, String> wanted =
                Map.of("current_password", user.person().password(), "new_password", "zvkq-uwem-hgpt-4712");
        holds(send(acting, "POST", AUTH + "/change-password", wanted), "403 impersonated");
        assertThat(audited("impersonated", admin)).containsExactly(user.id().toString());
    }

    @Test
    void v8_3_3_whoActsForAUserIsNamedWithWhatIsDoneToFilesOfThatUser() {
        Member admin = armed(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        TestUser acting = new TestUser(
                user.id(),
                user.person().username(),
                UUID.randomUUID(),
                impersonate(admin, user).text("access_token"));
        String file = upload(acting, "/api/v1/files", "file", "a.txt", MediaType.TEXT_PLAIN, new byte[] {65})
                .returnResult(Void.class)
                .getResponseHeaders()
                .getFirst("Location");
        holds(send("GET", file + "/content", null, bearer(acting.token())), "200");
        holds(send("DELETE", file, null, bearer(acting.token())), "204");

        String id = file.substring(file.lastIndexOf('/') + 1);
        assertThat(audited("file_stored", admin)).containsExactly(id);
        assertThat(audited("file_read", admin)).containsExactly(id);
        assertThat(audited("file_deleted", admin)).containsExactly(id);
    }

    @Test
    @OfApiKeys
    void v8_3_3_whoActsForAUserLeavesSessionsFactorsKeysAndAddressAlone() {
        Member admin = armed(SystemRole.ADMIN);
        Member user = member(SystemRole.MANAGER);
        Answer key = send(user, "POST", KEYS, Map.of("name", "k", "scopes", Set.of("items:read")));
        holds(key, "201");
        String keyUri = KEYS + "/" + key.json().path("id").asString();
        String code = code(
                TotpSecret.ofBase32(
                        send(user, "POST", AUTH + "/setup-mfa", null).text("secret")),
                0);
        String session = sessionOf(user);
        Member acting =
                new Member(user.person(), user.id(), impersonate(admin, user).text("access_token"));
        Map<String, String> password = Map.of("password", user.person().password());

        holds(send(acting, "DELETE", AUTH + "/sessions/" + session, null), "403 impersonated");
        holds(send(acting, "POST", AUTH + "/logout-all", Map.of("keep_current", true)), "403 impersonated");
        holds(send(acting, "DELETE", USERS + "/" + user.id() + "/sessions", null), "403 impersonated");
        holds(send(acting, "DELETE", USERS + "/" + user.id() + "/sessions/" + session, null), "403 impersonated");
        holds(patch(acting, user, Map.of("email", stranger("n").email())), "403 impersonated");
        holds(send(acting, "POST", AUTH + "/verify-mfa-setup", Map.of("code", code)), "403 impersonated");
        holds(send(acting, "DELETE", keyUri, null), "403 impersonated");
        for (String beyond : List.of(
                "POST " + AUTH + "/setup-mfa",
                "DELETE " + AUTH + "/mfa",
                "POST " + AUTH + "/mfa/recovery-codes",
                "POST " + ME + "/email",
                "DELETE " + ME,
                "POST " + KEYS,
                "POST " + keyUri + "/rotate",
                "POST " + USERS + "/" + user.id() + "/password-reset")) {
            String[] route = beyond.split(" ");
            holds(send(acting, route[0], route[1], password), "401 step_up_required");
        }

        holds(send(user, "GET", ME, null), "200");
        holds(send("GET", "/api/v1/items", null, "X-API-Key", key.text("key")), "200");
        assertThat(logIn(user.person()).text("status")).isEqualTo("authenticated");
        holds(send(acting, "POST", AUTH + "/logout", null), "204");
        holds(send(acting, "GET", ME, null), "401 unauthenticated");
        holds(send(user, "GET", ME, null), "200");
    }

    @Test
    void v8_3_3_whoActsForAUserMayEndThatSessionOfTheirOwn() {
        Member admin = armed(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        Member acting =
                new Member(user.person(), user.id(), impersonate(admin, user).text("access_token"));
        holds(send(acting, "DELETE", AUTH + "/sessions/" + sessionOf(acting), null), "204");
        holds(send(acting, "GET", ME, null), "401 unauthenticated");
        holds(send(user, "GET", ME, null), "200");
    }

    @Test
    void v8_3_3_tokenOfWhoActsForAUserIsShortLived() {
        Answer begun = impersonate(armed(SystemRole.ADMIN), member(SystemRole.USER));
        ForgedTokens token = ForgedTokens.of(begun.text("access_token"));
        long life =
                token.claims().path("exp").asLong() - token.claims().path("iat").asLong();
        assertThat(life).isBetween(298L, 300L);
        assertThat(begun.json().path("expires_in").asLong()).isEqualTo(life);
    }

    @Test
    void v8_3_3_actingForAUserEndsWithTheRightToIt() {
        Member admin = armed(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        Member acting =
                new Member(user.person(), user.id(), impersonate(admin, user).text("access_token"));
        holds(send(acting, "GET", "/api/v1/items", null), "200");
        give(admin, SystemRole.MANAGER.id());
        holds(send(acting, "GET", "/api/v1/items", null), "401 unauthenticated");
        give(admin, SystemRole.ADMIN.id());
        holds(send(acting, "GET", "/api/v1/items", null), "200");
        time.forward(Duration.ofMinutes(5).plusSeconds(1));
        holds(send(acting, "GET", "/api/v1/items", null), "401 unauthenticated");
    }

    @Test
    void v7_4_3_actingForAUserEndsWithTheSessionsOfWhoActs() {
        Member admin = armed(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        Member acting =
                new Member(user.person(), user.id(), impersonate(admin, user).text("access_token"));
        holds(send(admin, "POST", AUTH + "/logout-all", Map.of("keep_current", true)), "200");
        holds(send(acting, "GET", ME, null), "401 unauthenticated");
        holds(send(admin, "GET", ME, null), "200");

        acting = new Member(user.person(), user.id(), impersonate(admin, user).text("access_token"));
        String address = admin.person().email();
        holds(send("POST", AUTH + "/request-password-reset", Map.of("email", address)), "202");
        Map<String, String> reset = Map.of(
                "token",
                mails.token(address, MailTemplate.RESET_PASSWORD),
                "new_password",
                stranger("p").password());
        holds(send("POST", AUTH + "/reset-password", reset), "204");
        holds(send(acting, "GET", ME, null), "401 unauthenticated");
        holds(send(user, "GET", ME, null), "200");
    }

    /** Whoever resets their password has their row; who still acts with the stolen session must not get another one past that. */
    @Test
    void v7_4_3_actingForAUserBeginsNotWhereTheSessionEndsMeanwhile() throws Exception {
        Member admin = armed(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        // Notes when the session was last seen, which the next request need not and so does not wait for.
        holds(send(admin, "GET", ME, null), "200");
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Answer> late = Objects.requireNonNull(transactions.execute(status -> {
                database.sql("select id from users where id = :id for update")
                        .param("id", admin.id())
                        .query(UUID.class)
                        .single();
                database.sql("update sessions set revoked_at = :now where user_id = :id or impersonator_id = :id")
                        .param("now", SqlTime.of(clock.instant()))
                        .param("id", admin.id())
                        .update();
                Future<Answer> running = thread.submit(() -> impersonate(admin, user));
                Awaitility.await()
                        .until(() -> running.isDone() || TestDatabase.isSomebodyWaiting(database, connection));
                return running;
            }));
            holds(late.get(20, TimeUnit.SECONDS), "401 unauthenticated");
            assertThat(liveOf(user)).containsExactly(sessionOf(user));
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void v8_3_3_nobodyActsForWhoCanDoMoreOrForThemselves() {
        Member admin = armed(SystemRole.ADMIN);
        Member manager = member(SystemRole.MANAGER);
        holds(impersonate(admin, admin), "403 self_change");
        holds(impersonate(manager, member(SystemRole.USER)), "403 forbidden");
        Member limited = member();
        give(limited, roleWith(admin, Permission.USERS_IMPERSONATE));
        holds(impersonate(limited, manager), "403 escalation_denied");
        holds(impersonate(limited, new Member(limited.person(), UUID.randomUUID(), "")), "404 not_found");
    }

    private String sessionOf(Member user) {
        return ForgedTokens.of(user.token()).claims().path("sid").asString();
    }

    private List<String> liveOf(Member user) {
        return database
                .sql("select id from sessions where user_id = :id and revoked_at is null")
                .param("id", user.id())
                .query(UUID.class)
                .list()
                .stream()
                .map(UUID::toString)
                .toList();
    }

    /** To whom somebody did this, as the audit log has it. */
    private List<String> audited(String action, Member by) {
        return database.sql("""
                        select target_id from audit_log
                        where action = :action and actor_id = :id and outcome = 'SUCCESS'
                        """)
                .param("action", action)
                .param("id", by.id().toString())
                .query(String.class)
                .list();
    }

    /** Somebody whose log-in had a second factor, and who has these roles. */
    private Member armed(SystemRole... roles) {
        Person person = person();
        Factor factor = enroll(signIn(person));
        Member member = new Member(person, id(person), withFactor(person, factor, 0));
        for (SystemRole role : roles) {
            give(member, role.id());
        }
        return member;
    }

    private void enroll(Member member) {
        Answer setup = send(member, "POST", AUTH + "/setup-mfa", null);
        holds(setup, "200");
        String code = code(TotpSecret.ofBase32(setup.text("secret")), 0);
        holds(send(member, "POST", AUTH + "/verify-mfa-setup", Map.of("code", code)), "200");
    }

    private String withFactor(Person person, Factor factor, int steps) {
        Answer waiting = logIn(person);
        Answer done = send(
                "POST",
                AUTH + "/mfa/verify",
                Map.of("mfa_token", waiting.text("mfa_token"), "code", code(factor.secret(), steps)));
        holds(done, "200");
        return done.text("access_token");
    }

    private Answer impersonate(Member by, Member user) {
        return send(by, "POST", USERS + "/" + user.id() + "/impersonate", REASON);
    }

    private Answer reauthenticate(Member member, Map<String, String> proof) {
        return send(member, "POST", AUTH + "/reauthenticate", proof);
    }

    private Answer change(String token, String current, String wanted) {
        return send(
                "POST",
                AUTH + "/change-password",
                Map.of("change_token", token, "current_password", current, "new_password", wanted));
    }
}
