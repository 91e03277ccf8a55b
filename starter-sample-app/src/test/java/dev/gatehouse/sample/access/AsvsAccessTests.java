package dev.gatehouse.sample.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.OfApiKeys;
import dev.gatehouse.sample.db.SqlTime;
import dev.gatehouse.sample.mail.MailTemplate;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ASVS 5.0, chapter 8, and what of 6.4, 7.4 and 7.5 administrators do. */
class AsvsAccessTests extends AccessTest {

    private static final String ITEMS = "/api/v1/items";
    private static final String KEYS = "/api/v1/api-keys";

    @Test
    void v6_4_1_invitationIsGoodOnceAndForThreeDays() {
        Member admin = member(SystemRole.ADMIN);
        Person person = stranger("i");
        invite(admin, person);
        String token = mails.token(person.email(), MailTemplate.INVITATION);
        holds(logIn(person), "401 invalid_credentials");
        holds(accept(token, person), "204");
        holds(accept(token, person), "400 token_invalid");
        signIn(person);

        Person late = stranger("i");
        invite(admin, late);
        time.forward(Duration.ofHours(72).plusSeconds(1));
        holds(accept(mails.token(late.email(), MailTemplate.INVITATION), late), "400 token_invalid");
    }

    @Test
    void v6_4_6_administratorStartsAResetAndChoosesNothing() {
        Member admin = member(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        String uri = USERS + "/" + user.id();
        Answer chosen = send(
                admin,
                "POST",
                uri + "/password-reset",
                Map.of("reason", "Asked for it.", "password", "zvkq-uwem-hgpt"));
        assertThat(chosen.status()).isEqualTo(400);
        holds(patch(admin, user, Map.of("password", "zvkq-uwem-hgpt")), "400 malformed_body");
        Answer started = send(admin, "POST", uri + "/password-reset", Map.of("reason", "Asked for it."));
        holds(started, "202");
        assertThat(started.body())
                .as("the link is for the owner alone")
                .doesNotContain(mails.token(user.person().email(), MailTemplate.RESET_PASSWORD));
    }

    @Test
    void v7_4_2_disabledOrDeletedUserIsOutAtOnce() {
        Member admin = member(SystemRole.ADMIN);
        Person person = person();
        Answer session = signIn(person);
        Member user = new Member(person, id(person), session.text("access_token"));
        holds(patch(admin, user, Map.of("status", "DISABLED")), "200");
        holds(send(user, "GET", ME, null), "401 unauthenticated");
        holds(refresh(session.text("refresh_token")), "401 refresh_invalid");
        holds(patch(admin, user, Map.of("status", "ACTIVE")), "200");
        holds(send(user, "GET", ME, null), "401 unauthenticated");

        Member again = new Member(person, user.id(), signIn(person).text("access_token"));
        holds(send(admin, "DELETE", USERS + "/" + user.id(), null), "204");
        holds(send(again, "GET", ME, null), "401 unauthenticated");
    }

    @Test
    void v7_4_5_administratorEndsTheSessionsOfAUser() {
        Member admin = member(SystemRole.ADMIN);
        Person person = person();
        List<Answer> sessions = List.of(signIn(person), signIn(person), signIn(person));
        String uri = USERS + "/" + id(person) + "/sessions";
        String newest = send(admin, "GET", uri, null)
                .json()
                .path("content")
                .get(0)
                .path("id")
                .asString();
        holds(send(admin, "DELETE", uri + "/" + newest, null), "204");
        holds(send("GET", ME, null, bearer(sessions.get(2))), "401 unauthenticated");
        holds(send("GET", ME, null, bearer(sessions.get(0))), "200");
        holds(send(admin, "DELETE", uri, null), "204");
        for (Answer session : sessions) {
            holds(send("GET", ME, null, bearer(session)), "401 unauthenticated");
            holds(refresh(session.text("refresh_token")), "401 refresh_invalid");
        }
    }

    @Test
    void v7_5_3_sensitiveActsWantARecentLogIn() {
        Member admin = member(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        time.forward(Duration.ofMinutes(6));
        String uri = USERS + "/" + user.id();
        String step = "401 step_up_required";
        holds(assign(admin, user, Set.of()), step);
        holds(send(admin, "DELETE", uri, null), step);
        holds(send(admin, "POST", uri + "/password-reset", Map.of("reason", "x")), step);
        holds(send(admin, "POST", ROLES, Map.of()), step);
        holds(send(admin, "GET", ME + "/export", null), step);
        holds(send(admin, "DELETE", ME, Map.of("password", admin.person().password())), step);
        holds(send(admin, "POST", AUTH + "/setup-mfa", null), step);
        holds(send(admin, "GET", uri, null), "200");
    }

    @Test
    void v8_2_2_whatIsSomebodyElsesDoesNotExist() {
        Member owner = member(SystemRole.USER);
        Member other = member(SystemRole.USER);
        String item = ITEMS + "/"
                + send(owner, "POST", ITEMS, Map.of("name", "a", "quantity", 1)).text("id");
        holds(send(owner, "GET", item, null), "200");
        String none = ITEMS + "/" + UUID.randomUUID();
        assertThat(withoutIdAndTime(send(other, "GET", item, null)))
                .as("not even that it is there")
                .isEqualTo(withoutIdAndTime(send(other, "GET", none, null)));
        holds(send(other, "GET", item, null), "404 not_found");
        holds(send(other, "DELETE", item, null), "404 not_found");
        holds(send(other, "PATCH", item, Map.of("row_version", 0, "name", "b", "quantity", 2)), "404 not_found");
        String session = send(owner, "GET", AUTH + "/sessions", null)
                .json()
                .path("content")
                .get(0)
                .path("id")
                .asString();
        holds(send(other, "DELETE", AUTH + "/sessions/" + session, null), "404 not_found");
        assertThat(send(other, "GET", ITEMS, null).body()).doesNotContain(item.substring(ITEMS.length() + 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"status\":\"ACTIVE\"",
                "\"role_ids\":[\"00000000-0000-7000-8000-000000000001\"]",
                "\"roles\":[\"admin\"]",
                "\"permissions\":[\"*\"]",
                "\"email_verified_at\":\"2026-01-01T00:00:00Z\"",
                "\"email\":\"a@example.com\"",
                "\"id\":\"00000000-0000-7000-8000-000000000001\"",
                "\"mfa_required\":false",
                "\"authz_version\":1",
                "\"password_hash\":\"x\"",
                "\"constructor\":{}",
                "\"class\":{}"
            })
    void v8_2_3_nobodySetsMoreOfThemselvesThanTheProfile(String field) {
        Member user = member(SystemRole.USER);
        String before = send(user, "GET", ME, null).body();
        Answer refused = send(user, "PATCH", ME, "{\"display_name\":\"Ada\"," + field + "}");
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(send(user, "GET", ME, null).body()).as("nor half of it").isEqualTo(before);
    }

    @Test
    void v8_2_3_administratorSetsNoFieldOfTheServiceItself() {
        Member admin = member(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        for (String field : List.of(
                "id",
                "role_ids",
                "username_key",
                "email_verified_at",
                "password_hash",
                "created_at",
                "authz_version")) {
            holds(patch(admin, user, Map.of(field, "x")), "400 malformed_body");
        }
        Person invited = stranger("i");
        Map<String, Object> draft =
                new HashMap<>(Map.of("username", invited.username(), "email", invited.email(), "role_ids", Set.of()));
        draft.put("status", "ACTIVE");
        holds(send(admin, "POST", USERS, draft), "400 malformed_body");
    }

    @Test
    void v8_2_3_noAnswerHoldsAHashOrASecret() {
        Member admin = member(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        holdNoSecret(
                admin,
                ME,
                ME + "/export",
                USERS,
                USERS + "/" + user.id(),
                USERS + "/" + user.id() + "/sessions",
                AUTH + "/sessions",
                AUTH + "/mfa",
                AUTH + "/lockout-status/" + user.person().username(),
                ROLES,
                "/api/v1/audit-logs?actor=" + user.id());
    }

    @Test
    @OfApiKeys
    void v8_2_3_noAnswerHoldsTheSecretOfAKey() {
        Member admin = member(SystemRole.ADMIN);
        holds(send(admin, "POST", KEYS, Map.of("name", "n", "scopes", List.of("items:read"))), "201");
        holdNoSecret(admin, ME + "/export", KEYS, "/api/v1/audit-logs?actor=" + admin.id());
    }

    private void holdNoSecret(Member admin, String... uris) {
        for (String uri : uris) {
            Answer answer = send(admin, "GET", uri, null);
            holds(answer, "200");
            assertThat(answer.body())
                    .as(uri)
                    .doesNotContain("argon2", "_hash", "username_key", "email_key", "\"secret", "_enc\"", "row_mac");
        }
    }

    @Test
    void v8_3_1_whatTheClientSaysOfItsRightsCountsForNothing() {
        Member user = member(SystemRole.USER);
        String[] claims = {
            "Authorization",
            "Bearer " + user.token(),
            "X-Permissions",
            "*",
            "X-Roles",
            "admin",
            "X-User-Id",
            UUID.randomUUID().toString(),
            "X-Forwarded-User",
            "admin",
            "X-Original-URL",
            "/health/ping",
            "X-HTTP-Method-Override",
            "GET",
            "Cookie",
            "role=admin; permissions=*"
        };
        holds(send("GET", USERS, null, claims), "403 forbidden");
        holds(send("GET", USERS + "?permissions=*&role=admin", null, claims), "403 forbidden");
        holds(send("HEAD", USERS, null, claims), "403");
        holds(send("DELETE", USERS + "/" + user.id(), null, claims), "403 forbidden");
    }

    @Test
    void v8_3_2_withdrawnRoleActsWithTheSameToken() {
        Member admin = member(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        holds(send(user, "GET", ITEMS, null), "200");
        holds(assign(admin, user, Set.of()), "200");
        holds(send(user, "GET", ITEMS, null), "403 forbidden");
        holds(assign(admin, user, Set.of(SystemRole.MANAGER.id())), "200");
        holds(send(user, "GET", USERS, null), "200");
    }

    @Test
    void grantForATimeEndsByItselfWithoutAnybodyDoingAnything() {
        Member admin = member(SystemRole.ADMIN);
        Member user = member();
        String end = clock.instant()
                .plus(Duration.ofMinutes(2))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        Answer given = send(
                admin,
                "PUT",
                USERS + "/" + user.id() + "/roles",
                Map.of("role_ids", Set.of(SystemRole.USER.id()), "expires_at", end));
        holds(given, "200");
        assertThat(given.body()).contains(end);
        holds(send(user, "GET", ITEMS, null), "200");
        time.forward(Duration.ofMinutes(2));
        holds(send(user, "GET", ITEMS, null), "403 forbidden");
        holds(
                send(
                        admin,
                        "PUT",
                        USERS + "/" + user.id() + "/roles",
                        Map.of("role_ids", Set.of(SystemRole.USER.id()), "expires_at", "2020-01-01T00:00:00Z")),
                "400 validation_failed");
    }

    @Test
    void lockOfAnAccountIsSeenAndLifted() {
        Member admin = member(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        String login = user.person().username();
        for (int i = 0; i < 5; i++) {
            logIn(user.person().with("not-the-one-at-all"));
        }
        holds(logIn(user.person()), "423 account_locked");
        Answer locked = send(admin, "GET", AUTH + "/lockout-status/" + login, null);
        holds(locked, "200");
        assertThat(locked.json().path("locked").asBoolean()).isTrue();
        assertThat(locked.json().path("level").asInt()).isEqualTo(1);
        assertThat(locked.text("locked_until")).isNotEmpty();
        Answer byAddress =
                send(admin, "GET", AUTH + "/lockout-status/" + user.person().email(), null);
        assertThat(byAddress.json()).isEqualTo(locked.json());

        Member manager = member(SystemRole.USER);
        holds(send(manager, "GET", AUTH + "/lockout-status/" + login, null), "403 forbidden");
        holds(unlock(admin, login), "204");
        Answer unlocked = send(admin, "GET", AUTH + "/lockout-status/" + login, null);
        assertThat(unlocked.json().path("locked").asBoolean()).isFalse();
        assertThat(unlocked.json().path("failures").asInt()).isZero();
        holds(logIn(user.person()), "200");
    }

    @Test
    void loginThatNobodyHasIsShownLikeAnyOther() {
        Member admin = member(SystemRole.ADMIN);
        Person nobody = stranger("n");
        Member user = member();
        Answer known =
                send(admin, "GET", AUTH + "/lockout-status/" + user.person().username(), null);
        Answer unknown = send(admin, "GET", AUTH + "/lockout-status/" + nobody.username(), null);
        assertThat(unknown.json()).isEqualTo(known.json());
        for (int i = 0; i < 5; i++) {
            logIn(nobody);
        }
        holds(logIn(nobody), "423 account_locked");
        assertThat(send(admin, "GET", AUTH + "/lockout-status/" + nobody.username(), null)
                        .json()
                        .path("locked")
                        .asBoolean())
                .isTrue();
        holds(unlock(admin, nobody.username()), "204");
        holds(logIn(nobody), "401 invalid_credentials");
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.77, 203.0.113.77, 203.0.113.0/24", "2001:db8:7:7::, 2001:db8:7:7::5, 2001:db8:7::/48"})
    void lockOfAnAddressIsSeenAndLifted(String locked, String address, String network) {
        Member admin = member(SystemRole.ADMIN);
        database.sql("""
                        insert into login_guard
                            (subject, failures, window_start, lock_level, locked_until, last_failure_at)
                        values (:subject, 20, :now, 1, :end, :now)""")
                .param("subject", "ip:" + locked)
                .param("now", SqlTime.of(clock.instant()))
                .param("end", SqlTime.of(clock.instant().plus(Duration.ofMinutes(30))))
                .update();
        assertThat(lockedAddresses(admin)).contains(locked);

        holds(unlockAddress(member(SystemRole.USER), address), "403 forbidden");
        assertThat(lockedAddresses(admin)).contains(locked);
        holds(unlockAddress(admin, address), "204");
        assertThat(lockedAddresses(admin)).doesNotContain(locked);
        assertThat(database.sql("select target_id from audit_log where action = 'address_unlocked' and actor_id = :id")
                        .param("id", admin.id().toString())
                        .query(String.class)
                        .list())
                .containsExactly(network);
    }

    @Test
    void whatIsNoAddressIsNotUnlocked() {
        Member admin = member(SystemRole.ADMIN);
        holds(unlockAddress(admin, "203.0.113.700"), "400 validation_failed");
        holds(unlockAddress(admin, "ada.lovelace"), "400 validation_failed");
        holds(unlockAddress(admin, "203.0.113.78"), "204");
    }

    @Test
    void nobodyUnlocksAnAccountThatCanDoMore() {
        Member admin = member(SystemRole.ADMIN);
        Member keeper = member();
        give(keeper, roleWith(admin, Permission.LOCKOUTS_MANAGE));
        holds(unlock(keeper, admin.person().username()), "403 escalation_denied");
        holds(unlock(keeper, member().person().username()), "204");
    }

    private void invite(Member by, Person person) {
        Map<String, Object> draft =
                Map.of("username", person.username(), "email", person.email(), "role_ids", Set.of());
        holds(send(by, "POST", USERS, draft), "201");
    }

    private Answer accept(String token, Person person) {
        return send("POST", AUTH + "/reset-password", Map.of("token", token, "new_password", person.password()));
    }

    private List<String> lockedAddresses(Member by) {
        List<String> addresses = new ArrayList<>();
        send(by, "GET", AUTH + "/lockout-status/nobody", null)
                .json()
                .path("ips")
                .forEach(address -> addresses.add(address.asString()));
        return addresses;
    }

    private Answer unlockAddress(Member by, String address) {
        return send(by, "POST", AUTH + "/unlock-address/" + address, Map.of("reason", "An office."));
    }

    private Answer unlock(Member by, String login) {
        return send(by, "POST", AUTH + "/unlock-account/" + login, Map.of("reason", "Owner called."));
    }

    private static String withoutIdAndTime(Answer answer) {
        return answer.body().replaceAll("\"(request_id|timestamp|instance)\":\"[^\"]*\"", "");
    }
}
