package dev.gatehouse.sample.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.OfApiKeys;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What was refused stands in the audit log, and to whom. */
class AuditedRefusalTests extends AccessTest {

    private static final String KEYS = "/api/v1/api-keys";
    private static final String ITEMS = "/api/v1/items";

    private Answer makeKey(Member member, Object... more) {
        Map<String, Object> draft = more.length == 0
                ? Map.of("name", "n", "scopes", List.of("items:read"))
                : Map.of("name", "n", "scopes", List.of("items:read"), more[0].toString(), more[1]);
        Answer made = send(member, "POST", KEYS, draft);
        holds(made, "201");
        return made;
    }

    private List<Map<String, Object>> rows(String action, String column, Object value) {
        return database.sql("select * from audit_log where action = :action and " + column + " = :value order by seq")
                .param("action", action)
                .param("value", value.toString())
                .query()
                .listOfRows();
    }

    private Map<String, Object> row(String action, String column, Object value) {
        List<Map<String, Object>> rows = rows(action, column, value);
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    @Test
    @OfApiKeys
    void aKeyThatWouldGiveMoreThanItsOwnerHas() {
        Member user = member(SystemRole.USER);
        Answer refused = send(user, "POST", KEYS, Map.of("name", "n", "scopes", List.of("users:delete")));
        holds(refused, "403 escalation_denied");
        assertThat(row("api_key_created", "actor_id", user.id()))
                .containsEntry("outcome", "DENIED")
                .containsEntry("reason", "escalation_denied");
    }

    @Test
    @OfApiKeys
    void aKeyThatWouldLiveOnWithWhatItsOwnerLost() {
        Member user = member(SystemRole.USER);
        String key = makeKey(user).text("id");
        give(user, roleWith(member(SystemRole.ADMIN), Permission.valueOf("API_KEYS_MANAGE")));
        holds(send(user, "POST", KEYS + "/" + key + "/rotate", null), "403 escalation_denied");
        assertThat(row("api_key_rotated", "actor_id", user.id()))
                .containsEntry("outcome", "DENIED")
                .containsEntry("target_id", key);
    }

    @Test
    void theUnlockingOfAStrongerAccount() {
        Member manager = member(SystemRole.MANAGER);
        Member admin = member(SystemRole.ADMIN);
        String unlock = AUTH + "/unlock-account/" + admin.person().username();
        holds(send(manager, "POST", unlock, Map.of("reason", "r")), "403 escalation_denied");
        assertThat(row("account_unlocked", "actor_id", manager.id()))
                .containsEntry("outcome", "DENIED")
                .containsEntry("target_id", admin.id().toString());
    }

    @Test
    void aMissingPermissionOnceForEachCallerAndEndpoint() {
        Member user = member(SystemRole.USER);
        for (int i = 0; i < 3; i++) {
            holds(send(user, "GET", USERS + "/" + UUID.randomUUID(), null), "403 forbidden");
        }
        assertThat(row("request_denied", "actor_id", user.id()))
                .containsEntry("outcome", "DENIED")
                .containsEntry("reason", "forbidden")
                .containsEntry("details", "{\"method\":\"GET\",\"path\":\"/api/v1/users/{id}\"}");

        holds(send(user, "GET", USERS, null), "403 forbidden");
        holds(send(user, "GET", ROLES, null), "403 forbidden");
        assertThat(rows("request_denied", "actor_id", user.id())).hasSize(3);
    }

    @Test
    @OfApiKeys
    void theKeysOfSomebodyElse() {
        Member user = member(SystemRole.USER);
        holds(send(user, "GET", KEYS + "?owner=" + UUID.randomUUID(), null), "403 forbidden");
        assertThat(row("request_denied", "actor_id", user.id())).containsEntry("reason", "forbidden");
    }

    @Test
    @OfApiKeys
    void whatAKeyMayNot() {
        Member user = member(SystemRole.USER);
        Answer made = makeKey(user);
        Answer refused = send("POST", ITEMS, Map.of("name", "a", "quantity", 1), "X-API-Key", made.text("key"));
        holds(refused, "403 forbidden");
        assertThat(row("request_denied", "api_key_id", made.text("key_id")))
                .containsEntry("actor_type", "api_key")
                .containsEntry("actor_id", user.id().toString());
    }

    @Test
    void whoIsNotSignedInFillsNoLog() {
        long before = requestsDenied();
        holds(send("GET", USERS, null), "401 unauthenticated");
        assertThat(requestsDenied()).isEqualTo(before);
    }

    private long requestsDenied() {
        return database.sql("select count(*) from audit_log where action = 'request_denied'")
                .query(Long.class)
                .single();
    }

    @Test
    @OfApiKeys
    void aKeyThatIsNotGoodAnyMore() {
        Member user = member(SystemRole.USER);
        Answer revoked = makeKey(user);
        holds(send(user, "DELETE", KEYS + "/" + revoked.text("id"), null), "204");
        misused(revoked, user, "revoked");
        misused(makeKey(user, "allowed_cidrs", List.of("192.0.2.0/24")), user, "foreign_network");
        Answer expired = makeKey(user);
        database.sql("update api_keys set expires_at = created_at where owner_user_id = :id")
                .param("id", user.id())
                .update();
        misused(expired, user, "expired");
    }

    private void misused(Answer made, Member owner, String reason) {
        holds(send("GET", ITEMS, null, "X-API-Key", made.text("key")), "401 unauthenticated");
        assertThat(row("api_key_used", "target_id", made.text("id")))
                .containsEntry("actor_type", "api_key")
                .containsEntry("actor_id", owner.id().toString())
                .containsEntry("api_key_id", made.text("key_id"))
                .containsEntry("reason", reason);
    }

    @Test
    @OfApiKeys
    void whoClaimsAKeyWithoutItsSecretIsNobody() {
        Member user = member(SystemRole.USER);
        Answer made = makeKey(user);
        database.sql("update api_keys set secret_hash = 'x' where owner_user_id = :id")
                .param("id", user.id())
                .update();
        holds(send("GET", ITEMS, null, "X-API-Key", made.text("key")), "401 unauthenticated");
        assertThat(row("api_key_used", "target_id", made.text("id")))
                .containsEntry("actor_type", "anonymous")
                .containsEntry("reason", "wrong_secret");
    }

    @Test
    void whoChoosesTheFirstPasswordIsNamed() {
        Person person = person();
        UUID id = id(person);
        database.sql("update users set must_change_password = true where id = :id")
                .param("id", id)
                .update();
        Map<String, String> change = Map.of(
                "change_token",
                logIn(person).text("change_token"),
                "current_password",
                person.password(),
                "new_password",
                "zvkq-uwem-" + UUID.randomUUID());
        holds(send("POST", AUTH + "/change-password", change), "204");
        assertThat(row("password_changed", "target_id", id))
                .containsEntry("actor_type", "user")
                .containsEntry("actor_id", id.toString());
    }

    @Test
    void aSessionThatALogInReplaces() {
        Person person = person();
        Answer first = signIn(person);
        UUID session = database.sql("select id from sessions where user_id = :id")
                .param("id", id(person))
                .query(UUID.class)
                .single();
        Map<String, String> again = Map.of(
                "login", person.username(),
                "password", person.password(),
                "refresh_token", first.text("refresh_token"));
        holds(send("POST", AUTH + "/login", again), "200");
        assertThat(row("session_ended", "target_id", session).get("details")).isEqualTo("{\"reason\":\"replaced\"}");
    }
}
