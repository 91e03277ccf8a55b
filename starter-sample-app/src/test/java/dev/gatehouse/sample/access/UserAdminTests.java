package dev.gatehouse.sample.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.OfApiKeys;
import dev.gatehouse.sample.mail.MailTemplate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The accounts of others over HTTP: within the own rights, at once, and never without an administrator. */
class UserAdminTests extends AccessTest {

    private static final Map<String, String> REASON = Map.of("reason", "Owner called. Ticket 4711.");

    @Test
    void invitedUserChoosesThePasswordAndHasTheRoles() {
        Member manager = member(SystemRole.MANAGER);
        Person person = stranger("i");
        Answer invited = invite(manager, person, SystemRole.USER.id());
        holds(invited, "201");
        assertThat(invited.text("status")).isEqualTo("PENDING");
        assertThat(invited.body()).doesNotContain("password_hash", "username_key");
        String token = mails.token(person.email(), MailTemplate.INVITATION);
        holds(send("POST", AUTH + "/reset-password", Map.of("token", token, "new_password", person.password())), "204");
        assertThat(send("GET", ME, null, bearer(signIn(person))).body()).contains("items:read");
    }

    @Test
    void invitationTakesAnAddressFromWhoeverOnlyClaimedIt() {
        Member admin = member(SystemRole.ADMIN);
        Person attacker = stranger("a");
        register(attacker);
        String link = mails.token(attacker.email(), MailTemplate.VERIFY_EMAIL);
        register(attacker);
        Person invited = new Person(
                stranger("i").username(), attacker.email(), stranger("i").password());
        holds(invite(admin, invited, SystemRole.AUDITOR.id()), "201");
        holds(verify(link), "400 token_invalid");
        holds(logIn(attacker), "401 invalid_credentials");

        register(attacker);
        holds(logIn(attacker), "401 invalid_credentials");
        send("POST", AUTH + "/resend-verification", Map.of("login", attacker.email()));
        String invitation = mails.token(invited.email(), MailTemplate.INVITATION);
        holds(
                send("POST", AUTH + "/reset-password", Map.of("token", invitation, "new_password", invited.password())),
                "204");
        signIn(invited);
        holds(logIn(attacker), "401 invalid_credentials");
        holds(invite(admin, new Person(stranger("j").username(), invited.email(), "")), "409 conflict");
    }

    @Test
    void claimOfAnAddressKeepsNobodyFromGettingIt() {
        Member admin = member(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        Person claim = stranger("c");
        register(claim);
        holds(patch(admin, user, Map.of("email", claim.email())), "200");
        holds(logIn(claim), "401 invalid_credentials");
    }

    /** The role of everybody who registers is nothing that the caller has to have. */
    @Test
    void claimOfAnAddressKeepsNobodyFromItWhoMayDoLittle() {
        Member admin = member(SystemRole.ADMIN);
        Member inviting = member();
        give(inviting, roleWith(admin, Permission.USERS_CREATE));
        Person claim = stranger("c");
        register(claim);
        Person invited = new Person(stranger("i").username(), claim.email(), "");
        holds(invite(inviting, invited), "201");
        holds(logIn(claim), "401 invalid_credentials");
    }

    @Test
    void claimWithARoleThatWasGivenIsForWhoMayGiveIt() {
        Member admin = member(SystemRole.ADMIN);
        Member inviting = member();
        give(inviting, roleWith(admin, Permission.USERS_CREATE));
        Person claim = stranger("c");
        register(claim);
        give(new Member(claim, id(claim), ""), SystemRole.USER.id(), SystemRole.AUDITOR.id());
        Person invited = new Person(stranger("i").username(), claim.email(), "");
        holds(invite(inviting, invited), "403 escalation_denied");
        holds(invite(admin, invited), "201");
    }

    @Test
    void pendingAccountThatGetsAnotherAddressIsAsIfInvited() {
        Member admin = member(SystemRole.ADMIN);
        Person claim = stranger("c");
        register(claim);
        UUID id = UUID.fromString(send(admin, "GET", USERS + "?q=" + claim.username(), null)
                .json()
                .path("content")
                .path(0)
                .path("id")
                .asString());
        String address = stranger("n").email();
        holds(send(admin, "PATCH", USERS + "/" + id, Map.of("row_version", 0, "email", address)), "200");
        holds(logIn(claim), "401 invalid_credentials");
        assertThat(mails.about(address)).containsExactly(MailTemplate.INVITATION);
    }

    @Test
    void changesActAtOnceWithTheSameToken() {
        Member admin = member(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        holds(send(user, "GET", "/api/v1/items", null), "200");
        holds(assign(admin, user, Set.of()), "200");
        holds(send(user, "GET", "/api/v1/items", null), "403 forbidden");
        holds(assign(admin, user, Set.of(SystemRole.USER.id())), "200");
        holds(send(user, "GET", "/api/v1/items", null), "200");
        holds(patch(admin, user, Map.of("status", "DISABLED")), "200");
        holds(send(user, "GET", "/api/v1/items", null), "401 unauthenticated");
        holds(logIn(user.person()), "403 account_disabled");
    }

    @Test
    void noLinkToAPasswordOpensAnAccountThatIsShut() {
        Member admin = member(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        String reset = USERS + "/" + user.id() + "/password-reset";
        holds(send(admin, "POST", reset, REASON), "202");
        String link = mails.token(user.person().email(), MailTemplate.RESET_PASSWORD);
        holds(patch(admin, user, Map.of("status", "DISABLED")), "200");
        holds(send(admin, "POST", reset, REASON), "409 account_disabled");
        assertThat(mails.about(user.person().email())).containsOnlyOnce(MailTemplate.RESET_PASSWORD);

        holds(patch(admin, user, Map.of("status", "ACTIVE")), "200");
        Map<String, String> chosen =
                Map.of("token", link, "new_password", stranger("n").password());
        holds(send("POST", AUTH + "/reset-password", chosen), "400 token_invalid");
        holds(send(admin, "POST", reset, REASON), "202");
    }

    @Test
    void changedRoleActsAtOnceForWhoHasIt() {
        Member admin = member(SystemRole.ADMIN);
        UUID id = roleWith(admin, Permission.USERS_READ);
        Member user = member();
        give(user, id);
        holds(send(user, "GET", USERS, null), "200");
        Map<String, Object> nothing =
                Map.of("name", "t-" + id, "description", "", "permission_ids", Set.of(), "row_version", 0);
        holds(send(admin, "PUT", ROLES + "/" + id, nothing), "200");
        holds(send(user, "GET", USERS, null), "403 forbidden");
    }

    @Test
    void nobodyGivesOrTouchesMoreThanTheyHave() {
        Member admin = member(SystemRole.ADMIN);
        Member manager = member(SystemRole.MANAGER);
        Member user = member(SystemRole.USER);
        holds(assign(manager, user, Set.of(SystemRole.ADMIN.id())), "403 escalation_denied");
        holds(assign(manager, admin, Set.of(SystemRole.USER.id())), "403 escalation_denied");
        holds(invite(manager, stranger("i"), SystemRole.ADMIN.id()), "403 escalation_denied");
        holds(patch(manager, admin, Map.of("status", "DISABLED")), "403 escalation_denied");
        holds(patch(manager, admin, Map.of("email", "evil@example.com")), "403 escalation_denied");
        for (String path : Set.of("/password-reset", "/mfa-reset")) {
            holds(send(manager, "POST", USERS + "/" + admin.id() + path, REASON), "403 escalation_denied");
        }
        holds(send(manager, "DELETE", USERS + "/" + admin.id() + "/sessions", null), "403 escalation_denied");
        assertThat(refusalsOf(manager)).contains("escalation_denied");
        holds(send(admin, "GET", USERS, null), "200");
    }

    @Test
    void rolesAtAnInvitationWantARecentLogInUnlessEverybodyHasThem() {
        Member admin = member(SystemRole.ADMIN);
        time.forward(Duration.ofMinutes(6));
        Answer refused = invite(admin, stranger("i"), SystemRole.ADMIN.id());
        holds(refused, "401 step_up_required");
        assertThat(refused.headers().getFirst("WWW-Authenticate")).endsWith("max_age=300");
        holds(invite(admin, stranger("i"), SystemRole.USER.id(), SystemRole.AUDITOR.id()), "401 step_up_required");
        holds(invite(admin, stranger("i"), SystemRole.USER.id()), "201");
        holds(invite(admin, stranger("i")), "201");
        holds(invite(loggedInAgain(admin), stranger("i"), SystemRole.ADMIN.id()), "201");
    }

    @Test
    void whoInvitesWithRolesMayAssignThem() {
        Member admin = member(SystemRole.ADMIN);
        UUID inviting = roleWith(admin, Permission.USERS_CREATE, Permission.ITEMS_READ);
        Member helper = member(SystemRole.USER);
        give(helper, SystemRole.USER.id(), inviting);
        holds(invite(helper, stranger("i"), inviting), "403 escalation_denied");
        holds(invite(helper, stranger("i"), SystemRole.USER.id()), "403 escalation_denied");
        holds(invite(helper, stranger("i")), "201");
        assertThat(refusalsOf(helper)).containsExactly("escalation_denied");
    }

    @Test
    void otherAddressAndStatusWantARecentLogInAndANameDoesNot() {
        Member admin = member(SystemRole.ADMIN);
        Member other = member(SystemRole.ADMIN);
        time.forward(Duration.ofMinutes(6));
        holds(patch(admin, other, Map.of("email", stranger("n").email())), "401 step_up_required");
        holds(patch(admin, other, Map.of("status", "DISABLED")), "401 step_up_required");
        holds(patch(admin, other, Map.of("display_name", "Ada King")), "200");
        holds(send(other, "GET", ME, null), "200");
        holds(patch(loggedInAgain(admin), other, Map.of("status", "DISABLED")), "200");
    }

    @Test
    @OfApiKeys
    void keyInvitesAndRenamesAndLeavesRolesAddressesAndStatusAlone() {
        Member admin = member(SystemRole.ADMIN);
        Member user = member();
        Set<String> scopes = Set.of("users:create", "users:update", "roles:assign", "users:read");
        Answer made = send(admin, "POST", "/api/v1/api-keys", Map.of("name", "Directory", "scopes", scopes));
        String[] key = {"X-API-Key", made.text("key")};
        Person person = stranger("i");
        Map<String, Object> draft =
                Map.of("username", person.username(), "email", person.email(), "role_ids", List.of());
        holds(send("POST", USERS, draft, key), "201");
        Person other = stranger("i");
        Map<String, Object> with = Map.of(
                "username",
                other.username(),
                "email",
                other.email(),
                "role_ids",
                List.of(roleWith(admin, Permission.USERS_READ)));
        holds(send("POST", USERS, with, key), "403 forbidden");
        String uri = USERS + "/" + user.id();
        long version = send(admin, "GET", uri, null).json().path("row_version").asLong();
        holds(send("PATCH", uri, Map.of("row_version", version, "status", "DISABLED"), key), "403 forbidden");
        holds(send("PATCH", uri, Map.of("row_version", version, "display_name", "Ada King"), key), "200");
    }

    @Test
    void nobodyChangesTheirOwnRoles() {
        Member admin = member(SystemRole.ADMIN);
        holds(assign(admin, admin, Set.of(SystemRole.ADMIN.id(), SystemRole.USER.id())), "403 self_change");
        holds(send(admin, "DELETE", USERS + "/" + admin.id(), null), "403 self_change");
        holds(send(admin, "POST", USERS + "/" + admin.id() + "/mfa-reset", REASON), "403 self_change");
    }

    @Test
    void nobodyMovesOrShutsTheirOwnAccountAsAnAdministrator() {
        Member manager = member(SystemRole.MANAGER);
        holds(patch(manager, manager, Map.of("email", stranger("n").email())), "403 self_change");
        holds(patch(manager, manager, Map.of("status", "DISABLED")), "403 self_change");
        assertThat(refusalsOf(manager)).containsExactly("self_change");
        holds(patch(manager, manager, Map.of("display_name", "Ada King")), "200");
        holds(send(manager, "GET", ME, null), "200");
    }

    @Test
    void administratorEndsSessionsAndStartsAReset() {
        Member admin = member(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        String sessions = USERS + "/" + user.id() + "/sessions";
        Answer listed = send(admin, "GET", sessions, null);
        holds(listed, "200");
        assertThat(listed.json().path("content").size()).isEqualTo(1);
        holds(send(admin, "DELETE", sessions + "/" + UUID.randomUUID(), null), "404 not_found");
        holds(send(admin, "DELETE", sessions, null), "204");
        holds(send(user, "GET", ME, null), "401 unauthenticated");
        holds(send(admin, "POST", USERS + "/" + user.id() + "/password-reset", REASON), "202");
        assertThat(mails.token(user.person().email(), MailTemplate.RESET_PASSWORD))
                .isNotBlank();
    }

    @Test
    void otherAddressHasToBeProvenBeforeTheAccountIsUsedAgain() {
        Member admin = member(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        String address = stranger("n").email();
        Answer changed = patch(admin, user, Map.of("email", address));
        holds(changed, "200");
        assertThat(changed.text("email")).isEqualTo(address);
        holds(send(user, "GET", ME, null), "401 unauthenticated");
        holds(logIn(user.person()), "403 email_not_verified");
        assertThat(mails.about(user.person().email())).contains(MailTemplate.EMAIL_CHANGED);
        String token = mails.token(address, MailTemplate.VERIFY_EMAIL);
        holds(verify(token), "204");
        Person owner =
                new Person(user.person().username(), address, stranger("n").password());
        holds(choosePassword(owner), "204");
        signIn(owner);
    }

    /** The new address may be that of another person. */
    @Test
    void whoHadTheAccountKeepsNoPasswordOnceTheOtherAddressIsProven() {
        Member admin = member(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        String address = stranger("n").email();
        holds(patch(admin, user, Map.of("email", address)), "200");
        holds(verify(mails.token(address, MailTemplate.VERIFY_EMAIL)), "204");
        holds(logIn(user.person()), "401 invalid_credentials");
        assertThat(mails.about(address)).containsExactly(MailTemplate.VERIFY_EMAIL, MailTemplate.INVITATION);
    }

    @Test
    void whoHadTheAccountKeepsNoPasswordWhereTheOtherAddressIsProvenWhileItIsShut() {
        Member admin = member(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        Person owner = new Person(
                user.person().username(), stranger("n").email(), stranger("n").password());
        holds(patch(admin, user, Map.of("email", owner.email())), "200");
        holds(patch(admin, user, Map.of("status", "DISABLED")), "200");
        holds(verify(mails.token(owner.email(), MailTemplate.VERIFY_EMAIL)), "204");
        holds(patch(admin, user, Map.of("status", "ACTIVE")), "200");
        holds(logIn(user.person()), "401 invalid_credentials");
        holds(choosePassword(owner), "204");
        signIn(owner);
    }

    @Test
    void invitedUserWhoWasShutOutGetsAnotherInvitationOnceTheAccountIsOpenedAgain() {
        Member admin = member(SystemRole.ADMIN);
        Person person = stranger("i");
        Member invited =
                new Member(person, UUID.fromString(invite(admin, person).text("id")), "");
        String first = mails.token(person.email(), MailTemplate.INVITATION);
        holds(patch(admin, invited, Map.of("status", "DISABLED")), "200");

        Answer opened = patch(admin, invited, Map.of("status", "ACTIVE"));
        holds(opened, "200");
        assertThat(opened.text("status")).isEqualTo("PENDING");
        assertThat(mails.token(person.email(), MailTemplate.INVITATION)).isNotEqualTo(first);
        holds(choosePassword(person), "204");
        signIn(person);
    }

    @Test
    void claimThatIsOpenedAgainIsStillAClaim() {
        Member admin = member(SystemRole.ADMIN);
        Person person = stranger("c");
        register(person);
        Member claim = new Member(person, id(person), "");
        String first = mails.token(person.email(), MailTemplate.VERIFY_EMAIL);
        holds(patch(admin, claim, Map.of("status", "DISABLED")), "200");
        assertThat(patch(admin, claim, Map.of("status", "ACTIVE")).text("status"))
                .isEqualTo("PENDING");
        holds(verify(first), "400 token_invalid");
        holds(patch(admin, claim, Map.of("status", "ACTIVE")), "409 email_not_verified");
        holds(verify(mails.token(person.email(), MailTemplate.VERIFY_EMAIL)), "204");
        signIn(person);
    }

    @Test
    void accountThatIsOpenedAgainBringsAnotherLinkToTheAddressThatIsNotProven() {
        Member admin = member(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        Person owner = new Person(
                user.person().username(), stranger("n").email(), stranger("n").password());
        holds(patch(admin, user, Map.of("email", owner.email())), "200");
        String first = mails.token(owner.email(), MailTemplate.VERIFY_EMAIL);
        holds(patch(admin, user, Map.of("status", "DISABLED")), "200");
        holds(patch(admin, user, Map.of("status", "ACTIVE")), "200");
        holds(logIn(user.person()), "403 email_not_verified");
        holds(verify(first), "400 token_invalid");
        holds(verify(mails.token(owner.email(), MailTemplate.VERIFY_EMAIL)), "204");
        holds(choosePassword(owner), "204");
        signIn(owner);
    }

    @Test
    void accountThatWasNeverUsedStaysPendingWhereItsAddressIsReplacedWhileItIsShut() {
        Member admin = member(SystemRole.ADMIN);
        Person stranger = stranger("c");
        register(stranger);
        Member claim = new Member(stranger, id(stranger), "");
        Person owner = new Person(
                stranger.username(), stranger("n").email(), stranger("n").password());
        holds(patch(admin, claim, Map.of("status", "DISABLED")), "200");
        holds(patch(admin, claim, Map.of("email", owner.email())), "200");
        assertThat(patch(admin, claim, Map.of("status", "ACTIVE")).text("status"))
                .isEqualTo("PENDING");
        holds(logIn(stranger), "401 invalid_credentials");
        holds(choosePassword(owner), "204");
        signIn(owner);
    }

    @Test
    void accountThatIsOpenedWithAnotherAddressBringsOneLink() {
        Member admin = member(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        String address = stranger("n").email();
        holds(patch(admin, user, Map.of("status", "DISABLED")), "200");
        holds(patch(admin, user, Map.of("email", address, "status", "ACTIVE")), "200");
        assertThat(mails.about(address)).containsExactly(MailTemplate.VERIFY_EMAIL);
        holds(verify(mails.token(address, MailTemplate.VERIFY_EMAIL)), "204");

        Person stranger = stranger("c");
        register(stranger);
        Member claim = new Member(stranger, id(stranger), "");
        Person owner = new Person(
                stranger.username(), stranger("n").email(), stranger("n").password());
        holds(patch(admin, claim, Map.of("status", "DISABLED")), "200");
        holds(patch(admin, claim, Map.of("email", owner.email(), "status", "ACTIVE")), "200");
        assertThat(mails.about(owner.email())).containsExactly(MailTemplate.INVITATION);
        holds(choosePassword(owner), "204");
        signIn(owner);
    }

    private Answer choosePassword(Person owner) {
        String token = mails.token(owner.email(), MailTemplate.INVITATION);
        return send("POST", AUTH + "/reset-password", Map.of("token", token, "new_password", owner.password()));
    }

    @Test
    void linkToAnotherAddressEndsWithTheSessionsThatAnAdministratorEnds() {
        Member admin = member(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        String link = linkToAnotherAddress(user);
        holds(send(admin, "DELETE", USERS + "/" + user.id() + "/sessions", null), "204");
        holds(confirm(link), "400 token_invalid");
    }

    @Test
    void linkToAnotherAddressOpensNothingAfterTheAccountWasShut() {
        Member admin = member(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        String link = linkToAnotherAddress(user);
        holds(patch(admin, user, Map.of("status", "DISABLED")), "200");
        holds(confirm(link), "400 token_invalid");
        holds(patch(admin, user, Map.of("status", "ACTIVE")), "200");
        holds(confirm(link), "400 token_invalid");
    }

    @Test
    @OfApiKeys
    void keysAreWorthNothingAndEndOnceTheOtherAddressIsProven() {
        Member admin = member(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        Answer made = send(user, "POST", "/api/v1/api-keys", Map.of("name", "Import", "scopes", Set.of("items:read")));
        holds(made, "201");
        String[] key = {"X-API-Key", made.text("key")};
        holds(send("GET", "/api/v1/items", null, key), "200");

        holds(patch(admin, user, Map.of("email", stranger("n").email())), "200");
        holds(send("GET", "/api/v1/items", null, key), "401 unauthenticated");
        String address = send(admin, "GET", USERS + "/" + user.id(), null).text("email");
        String first = mails.token(address, MailTemplate.VERIFY_EMAIL);
        holds(
                send(
                        "POST",
                        AUTH + "/resend-verification",
                        Map.of("login", user.person().username())),
                "202");

        String second = mails.token(address, MailTemplate.VERIFY_EMAIL);
        holds(verify(first), "400 token_invalid");
        holds(verify(second), "204");
        holds(send("GET", "/api/v1/items", null, key), "401 unauthenticated");
        holds(choosePassword(new Person("", address, stranger("n").password())), "204");
        holds(send("GET", "/api/v1/items", null, key), "401 unauthenticated");
    }

    @Test
    void ofTwoChangesBasedOnOneVersionTheFirstWins() {
        Member admin = member(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        Answer read = send(admin, "GET", USERS + "/" + user.id(), null);
        Map<String, Object> change =
                Map.of("row_version", read.json().path("row_version").asLong(), "display_name", "Ada");
        holds(send(admin, "PATCH", USERS + "/" + user.id(), change), "200");
        holds(send(admin, "PATCH", USERS + "/" + user.id(), change), "409 stale");
    }

    @Test
    void roleEndsAtATimeThatADatabaseCanHold() {
        Member admin = member(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        for (String end : List.of("+1000000000-12-31T23:59:59Z", "+10000-01-01T00:00:00Z")) {
            Answer refused = assign(admin, user, end);
            holds(refused, "400 validation_failed");
            assertThat(refused.body()).contains("\"expires_at\"");
        }
        for (Number end : List.of(Long.MAX_VALUE, 1e18, 1e300)) {
            assertThat(assign(admin, user, end).status()).as(end.toString()).isEqualTo(400);
        }
    }

    @Test
    void deletedUserIsGone() {
        Member admin = member(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        holds(send(admin, "DELETE", USERS + "/" + user.id(), null), "204");
        holds(send(user, "GET", ME, null), "401 unauthenticated");
        holds(send(admin, "DELETE", USERS + "/" + user.id(), null), "404 not_found");
        holds(logIn(user.person()), "401 invalid_credentials");
    }

    @Test
    void linkToTheAddressOfADeletedUserProvesNothing() {
        Member admin = member(SystemRole.ADMIN);
        Member user = member(SystemRole.USER);
        String address = stranger("n").email();
        holds(patch(admin, user, Map.of("email", address)), "200");
        holds(send(admin, "DELETE", USERS + "/" + user.id(), null), "204");
        holds(verify(mails.token(address, MailTemplate.VERIFY_EMAIL)), "400 token_invalid");
        assertThat(mails.about(address)).containsExactly(MailTemplate.VERIFY_EMAIL, MailTemplate.ACCOUNT_DELETED);
    }

    @Test
    void findsUsersByTheBeginningOfNameOrAddressByStatusAndRole() {
        Member admin = member(SystemRole.ADMIN);
        Member auditor = member(SystemRole.AUDITOR);
        String start = auditor.person().username().substring(0, 8);
        assertThat(send(admin, "GET", USERS + "?q=" + start, null).body())
                .contains(auditor.id().toString());
        assertThat(send(admin, "GET", USERS + "?q=" + start + "&status=DISABLED", null)
                        .body())
                .doesNotContain(auditor.id().toString());
        String role = "&role=" + SystemRole.AUDITOR.id();
        assertThat(send(admin, "GET", USERS + "?q=" + start + role, null).body())
                .contains(auditor.id().toString());
        assertThat(send(admin, "GET", USERS + "?q=" + admin.person().username() + role, null)
                        .body())
                .doesNotContain(admin.id().toString());
        holds(send(admin, "GET", USERS + "?q=%25", null), "400 validation_failed");
        holds(send(admin, "GET", USERS + "?sort=password_hash", null), "400 validation_failed");
    }

    private Member loggedInAgain(Member member) {
        return new Member(member.person(), member.id(), signIn(member.person()).text("access_token"));
    }

    private String linkToAnotherAddress(Member user) {
        String wanted = stranger("n").email();
        holds(send(user, "POST", ME + "/email", Map.of("new_email", wanted)), "202");
        return mails.token(wanted, MailTemplate.CONFIRM_NEW_EMAIL);
    }

    private Answer assign(Member by, Member to, Object end) {
        Map<String, Object> roles = Map.of("role_ids", Set.of(SystemRole.AUDITOR.id()), "expires_at", end);
        return send(by, "PUT", USERS + "/" + to.id() + "/roles", roles);
    }

    private Answer invite(Member by, Person person, UUID... roles) {
        return send(
                by,
                "POST",
                USERS,
                Map.of("username", person.username(), "email", person.email(), "role_ids", Set.of(roles)));
    }
}
