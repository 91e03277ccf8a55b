package dev.gatehouse.sample.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.IdentityTest;
import dev.gatehouse.sample.TestUsers.TestUser;
import dev.gatehouse.sample.access.SystemRole;
import dev.gatehouse.sample.db.SqlTime;
import dev.gatehouse.sample.mail.MailTemplate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What holds of API keys on every database. */
abstract class ApiKeyScenarios extends IdentityTest {

    private static final String KEYS = "/api/v1/api-keys";
    private static final String ITEMS = "/api/v1/items";

    /** The number of a permission that this version does not know. */
    private static final int NEXT = 9001;

    @Autowired
    private ApiKeyReminder reminder;

    @Autowired
    private JdbcClient database;

    private Answer make(TestUser user, Map<String, Object> draft) {
        return send("POST", KEYS, draft, bearer(user.token()));
    }

    private Answer make(TestUser user, String... scopes) {
        Answer made = make(user, Map.of("name", "Nightly import", "scopes", List.of(scopes)));
        assertThat(made.outcome()).isEqualTo("201");
        return made;
    }

    private Answer items(String key) {
        return send("GET", ITEMS, null, "X-API-Key", key);
    }

    private static TestUser user(ApiKeyScenarios test) {
        return test.users.signIn(SystemRole.USER);
    }

    @Test
    void keysEndWithAResetIfTheOwnerSaysSo() {
        TestUser user = user(this);
        String key = make(user, "items:read").text("key");
        assertThat(reset(user, false).outcome()).isEqualTo("204");
        assertThat(items(key).status()).isEqualTo(200);
        assertThat(reset(user, true).outcome()).isEqualTo("204");
        assertThat(items(key).status()).isEqualTo(401);
    }

    @Test
    void keysEndWithAResetThatProvesAnotherAddress() {
        TestUser user = user(this);
        String key = make(user, "items:read").text("key");
        database.sql("update users set email_verified_at = null where id = :id")
                .param("id", user.id())
                .update();
        assertThat(reset(user, false).outcome()).isEqualTo("204");
        assertThat(items(key).status()).isEqualTo(401);
    }

    private Answer reset(TestUser user, boolean withKeys) {
        send("POST", AUTH + "/request-password-reset", Map.of("email", user.email()));
        String token = mails.token(user.email(), MailTemplate.RESET_PASSWORD);
        Map<String, Object> chosen =
                Map.of("token", token, "new_password", stranger("p").password(), "revoke_api_keys", withKeys);
        return send("POST", AUTH + "/reset-password", chosen);
    }

    @Test
    void aKeyIsShownOnceAndActsWithinItsScopes() {
        TestUser user = user(this);
        Answer made = make(user, "items:read");
        String key = made.text("key");
        assertThat(key).matches("gh_test_[0-9A-Za-z]{8}_[0-9A-Za-z]{49}");
        assertThat(made.headers().getFirst("Location")).isEqualTo(KEYS + "/" + made.text("id"));
        assertThat(items(key).status()).isEqualTo(200);
        assertThat(send("POST", ITEMS, Map.of("name", "a", "quantity", 1), "X-API-Key", key)
                        .status())
                .isEqualTo(403);
        Answer read = send("GET", KEYS + "/" + made.text("id"), null, bearer(user.token()));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body()).doesNotContain(key).doesNotContain("secret");
        assertThat(read.text("last_used_at")).isNotEmpty();
        assertThat(send("GET", KEYS, null, bearer(user.token()))
                        .json()
                        .path("total_elements")
                        .asInt())
                .isEqualTo(1);
    }

    /** While the next version of the service runs beside this one. */
    @Test
    void theSuccessorOfAKeyHasThePermissionsThatOnlyTheNextVersionKnows() {
        TestUser user = user(this);
        Answer old = make(user, "items:read");
        database.sql("insert into permissions (id, name, description) values (:id, 'orders:pay', 'Pay orders.')")
                .param("id", NEXT)
                .update();
        try {
            database.sql("insert into api_key_permissions (api_key_id, permission_id) values (:key, :id)")
                    .param("key", UUID.fromString(old.text("id")))
                    .param("id", NEXT)
                    .update();
            Answer successor = send("POST", KEYS + "/" + old.text("id") + "/rotate", null, bearer(user.token()));
            assertThat(successor.outcome()).isEqualTo("201");
            assertThat(permissions(successor)).isEqualTo(permissions(old)).contains(NEXT);
            assertThat(items(successor.text("key")).status()).isEqualTo(200);
        } finally {
            database.sql("delete from api_key_permissions where permission_id = :id")
                    .param("id", NEXT)
                    .update();
            database.sql("delete from permissions where id = :id")
                    .param("id", NEXT)
                    .update();
        }
    }

    private List<Integer> permissions(Answer key) {
        return database.sql(
                        "select permission_id from api_key_permissions where api_key_id = :key order by permission_id")
                .param("key", UUID.fromString(key.text("id")))
                .query(Integer.class)
                .list();
    }

    @Test
    void nobodyHasMoreThanFiftyKeysNeitherAtOnceNorByRotation() throws Exception {
        TestUser user = user(this);
        for (int i = 0; i < 48; i++) {
            make(user, "items:read");
        }
        String id = make(user, "items:read").text("id");
        Map<String, Object> draft = Map.of("name", "n", "scopes", List.of("items:read"));
        assertThat(race(4, i -> make(user, draft)))
                .extracting(Answer::outcome)
                .containsExactlyInAnyOrder(
                        "201", "422 too_many_api_keys", "422 too_many_api_keys", "422 too_many_api_keys");

        String rotate = KEYS + "/" + id + "/rotate";
        String[] bearer = bearer(user.token());
        assertThat(send("POST", rotate, Map.of("overlap_seconds", 60), bearer).outcome())
                .isEqualTo("422 too_many_api_keys");
        assertThat(send("POST", rotate, null, bearer).outcome()).isEqualTo("201");
    }

    @Test
    void v8_2_2_theKeysOfOthersDoNotExist() {
        String id = make(user(this), "items:read").text("id");
        String[] other = bearer(user(this).token());
        assertThat(send("GET", KEYS + "/" + id, null, other).outcome()).isEqualTo("404 not_found");
        assertThat(send("DELETE", KEYS + "/" + id, null, other).outcome()).isEqualTo("404 not_found");
        assertThat(send("POST", KEYS + "/" + id + "/rotate", null, other).outcome())
                .isEqualTo("404 not_found");
        TestUser owner = user(this);
        assertThat(send("GET", KEYS + "?owner=" + owner.id(), null, other).status())
                .isEqualTo(403);
        assertThat(send(
                                "GET",
                                KEYS + "?owner=" + owner.id(),
                                null,
                                bearer(users.signIn(SystemRole.MANAGER).token()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void v6_5_6_aRevokedKeyIsRefusedAtTheNextRequest() {
        TestUser user = user(this);
        Answer made = make(user, "items:read");
        assertThat(items(made.text("key")).status()).isEqualTo(200);
        assertThat(send("DELETE", KEYS + "/" + made.text("id"), null, bearer(user.token()))
                        .status())
                .isEqualTo(204);
        assertThat(items(made.text("key")).outcome()).isEqualTo("401 unauthenticated");
        assertThat(send("DELETE", KEYS + "/" + made.text("id"), null, bearer(user.token()))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void v8_2_4_aKeyWorksFromItsNetworksOnly() {
        TestUser user = user(this);
        Answer foreign = make(
                user, Map.of("name", "n", "scopes", List.of("items:read"), "allowed_cidrs", List.of("192.0.2.0/24")));
        assertThat(items(foreign.text("key")).outcome()).isEqualTo("401 unauthenticated");
        Answer near = make(
                user,
                Map.of("name", "n", "scopes", List.of("items:read"), "allowed_cidrs", List.of("127.0.0.0/8", "::1")));
        assertThat(items(near.text("key")).status()).isEqualTo(200);
        assertThat(make(
                                user,
                                Map.of(
                                        "name",
                                        "n",
                                        "scopes",
                                        List.of("items:read"),
                                        "allowed_cidrs",
                                        List.of("10.0.0.1/8")))
                        .outcome())
                .isEqualTo("400 validation_failed");
    }

    @Test
    void v8_3_3_aKeyMayNeverDoMoreThanItsOwnerMayNow() {
        TestUser user = user(this);
        String key = make(user, "items:read").text("key");
        assertThat(make(user, Map.of("name", "n", "scopes", List.of("users:delete")))
                        .outcome())
                .isEqualTo("403 escalation_denied");
        database.sql("delete from user_roles where user_id = :user")
                .param("user", user.id())
                .update();
        database.sql("update users set authz_version = authz_version + 1 where id = :user")
                .param("user", user.id())
                .update();
        assertThat(items(key).status()).isEqualTo(403);
        database.sql("update users set status = 'DISABLED' where id = :user")
                .param("user", user.id())
                .update();
        assertThat(items(key).status()).isEqualTo(401);
    }

    @Test
    void aKeyIsNeitherForKeysNorForLogIns() {
        String key = make(user(this), "items:read", "api-keys:manage").text("key");
        assertThat(send("GET", KEYS, null, "X-API-Key", key).status()).isEqualTo(403);
        assertThat(send("GET", "/api/v1/auth/sessions", null, "X-API-Key", key).status())
                .isEqualTo(403);
    }

    @Test
    void v7_5_3_aKeyIsMadeAfterARecentLogInOnly() {
        TestUser user = user(this);
        String old = users.oldToken(user, Instant.now().minus(Duration.ofMinutes(6)));
        Answer made = send("POST", KEYS, Map.of("name", "n", "scopes", List.of("items:read")), bearer(old));
        assertThat(made.outcome()).isEqualTo("401 step_up_required");
    }

    @Test
    void aKeyEndsInNinetyDaysAndNeverLaterThanInAYear() {
        TestUser user = user(this);
        Instant end = Instant.parse(make(user, "items:read").text("expires_at"));
        assertThat(Duration.between(Instant.now(), end)).isBetween(Duration.ofDays(89), Duration.ofDays(90));
        for (String expiry : List.of(
                Instant.now().minus(Duration.ofDays(1)).toString(),
                Instant.now().plus(Duration.ofDays(366)).toString(),
                Instant.MIN.toString(),
                Instant.MAX.toString())) {
            assertThat(make(user, Map.of("name", "n", "scopes", List.of("items:read"), "expires_at", expiry))
                            .outcome())
                    .isEqualTo("400 validation_failed");
        }
        assertThat(make(user, Map.of("name", "n", "scopes", List.of("no:such"))).outcome())
                .isEqualTo("400 validation_failed");
    }

    @Test
    void aRotatedKeyWorksUntilTheOverlapIsOver() {
        TestUser user = user(this);
        Answer old = make(user, "items:read");
        Answer successor = send(
                "POST", KEYS + "/" + old.text("id") + "/rotate", Map.of("overlap_seconds", 60), bearer(user.token()));
        assertThat(successor.outcome()).isEqualTo("201");
        assertThat(items(old.text("key")).status()).isEqualTo(200);
        assertThat(items(successor.text("key")).status()).isEqualTo(200);
        time.forward(Duration.ofSeconds(61));
        assertThat(items(old.text("key")).status()).isEqualTo(401);
        assertThat(items(successor.text("key")).status()).isEqualTo(200);
    }

    @Test
    void ofManyRotationsOfOneKeyExactlyOneWins() throws Exception {
        int rounds = Boolean.getBoolean("dev.gatehouse.proof") ? 100 : 2;
        for (int round = 0; round < rounds; round++) {
            TestUser user = user(this);
            String id = make(user, "items:read").text("id");
            List<Answer> answers = race(8, i -> send("POST", KEYS + "/" + id + "/rotate", null, bearer(user.token())));
            assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() != 201)
                    .allSatisfy(answer -> assertThat(answer.outcome()).isEqualTo("409 api_key_not_active"));
            assertThat(send("GET", KEYS, null, bearer(user.token()))
                            .json()
                            .path("total_elements")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void v6_4_5_theOwnerIsToldOnceThatAKeyEndsSoon() {
        TestUser user = user(this);
        make(user, "items:read");
        reminder.run();
        assertThat(mails.about(user.email())).doesNotContain(MailTemplate.API_KEY_EXPIRES);
        time.forward(Duration.ofDays(77));
        reminder.run();
        reminder.run();
        assertThat(mails.about(user.email())).containsOnlyOnce(MailTemplate.API_KEY_EXPIRES);
    }

    @Test
    void ownersWhoCannotBeToldDoNotKeepOthers() {
        TestUser stuck = user(this);
        TestUser user = user(this);
        make(user, "items:read");
        time.forward(Duration.ofDays(77));
        for (int i = 0; i < 101; i++) {
            endingSoon(stuck);
        }
        database.sql("alter table mail_outbox add constraint ck_stuck check (recipient <> '" + stuck.email() + "')")
                .update();
        try {
            assertThatThrownBy(reminder::run).hasMessage("The job api-key-reminder failed for 101.");
            assertThat(mails.about(user.email())).contains(MailTemplate.API_KEY_EXPIRES);
        } finally {
            database.sql("alter table mail_outbox drop constraint ck_stuck").update();
        }
        reminder.run();
        assertThat(mails.about(stuck.email())).hasSize(101);
    }

    private void endingSoon(TestUser owner) {
        UUID id = UUID.randomUUID();
        database.sql("""
                        insert into api_keys (id, key_id, secret_hash, name, owner_user_id, allowed_cidrs, created_by,
                            created_at, expires_at)
                        values (:id, :keyId, 'x', 'n', :owner, '', :owner, :made, :end)
                        """)
                .param("id", id)
                .param("keyId", id.toString().substring(0, 8))
                .param("owner", owner.id())
                .param("made", SqlTime.of(clock.instant().minus(Duration.ofDays(30))))
                .param("end", SqlTime.of(clock.instant().plus(Duration.ofDays(1))))
                .update();
    }

    @Test
    void v6_3_7_theOwnerIsToldOfEachKeyThatIsMade() {
        TestUser user = user(this);
        Answer made = make(user, "items:read");
        assertThat(mails.about(user.email())).containsExactly(MailTemplate.API_KEY_CREATED);
        assertThat(mails.to(user.email()).get(0).model())
                .containsEntry("name", user.name())
                .containsEntry("key", "Nightly import")
                .containsEntry("key_id", made.text("key_id"))
                .containsKey("when")
                .doesNotContainValue(made.text("key"));

        Answer successor = send("POST", KEYS + "/" + made.text("id") + "/rotate", null, bearer(user.token()));
        assertThat(mails.about(user.email()))
                .containsExactly(MailTemplate.API_KEY_CREATED, MailTemplate.API_KEY_CREATED);
        assertThat(mails.to(user.email()).get(1).model()).containsEntry("key_id", successor.text("key_id"));
    }

    @Test
    void theKeysOfWhoCanDoMoreAreLeftAlone() {
        TestUser manager = users.signIn(SystemRole.MANAGER);
        TestUser admin = users.signIn(SystemRole.ADMIN);
        Answer strong = make(admin, "items:read");
        Answer weak = make(user(this), "items:read");
        assertThat(send("DELETE", KEYS + "/" + strong.text("id"), null, bearer(manager.token()))
                        .outcome())
                .isEqualTo("403 escalation_denied");
        assertThat(items(strong.text("key")).status()).isEqualTo(200);
        assertThat(database.sql("""
                                select target_id from audit_log
                                where actor_id = :id and outcome = 'DENIED' and reason = 'escalation_denied'
                                    and action = 'api_key_revoked'
                                """)
                        .param("id", manager.id().toString())
                        .query(String.class)
                        .single())
                .isEqualTo(strong.text("id"));

        assertThat(send("DELETE", KEYS + "/" + weak.text("id"), null, bearer(manager.token()))
                        .status())
                .isEqualTo(204);
        assertThat(items(weak.text("key")).status()).isEqualTo(401);
    }
}
