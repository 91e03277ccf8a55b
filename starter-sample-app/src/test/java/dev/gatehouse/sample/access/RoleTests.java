package dev.gatehouse.sample.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.sample.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

/** Roles over HTTP: their life, and what nobody may make of them. */
class RoleTests extends AccessTest {

    /** A permission that comes with the next version of the service. */
    private static final int NEXT = 9000;

    @Test
    void createdRoleGivesItsOwnPermissionsAndThoseOfItsParent() {
        Member admin = member(SystemRole.ADMIN);
        Answer created = create(admin, name(), SystemRole.SERVICE.id(), 1);
        holds(created, "201");
        Answer read = send(admin, "GET", created.headers().getFirst("Location"), null);
        assertThat(read.json()).isEqualTo(created.json());
        List<String> effective = read.json()
                .path("effective_permissions")
                .valueStream()
                .map(node -> node.asString())
                .toList();
        assertThat(effective).contains("users:read", "metrics:read").doesNotContain("users:create");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Support", "FACTOR_PASSWORD", "role-x", "scope:read", "factor-otp", "a b", "1a", "a:", "*"})
    void refusesNamesThatMeanSomethingElse(String name) {
        holds(create(member(SystemRole.ADMIN), name, null), "400 validation_failed");
    }

    @Test
    void nameIsUnique() {
        Member admin = member(SystemRole.ADMIN);
        String name = name();
        holds(create(admin, name, null, 1), "201");
        holds(create(admin, name, null, 1), "409 role_name_taken");
        holds(create(admin, "admin", null, 1), "409 role_name_taken");
    }

    @Test
    void refusesPermissionsAndParentsThatDoNotExist() {
        Member admin = member(SystemRole.ADMIN);
        holds(create(admin, name(), null, 9999), "400 validation_failed");
        holds(create(admin, name(), UUID.randomUUID(), 1), "400 validation_failed");
    }

    @Test
    void rolesOfTheServiceStayAsTheyAre() {
        Member admin = member(SystemRole.ADMIN);
        for (SystemRole role : SystemRole.values()) {
            String uri = ROLES + "/" + role.id();
            holds(send(admin, "PUT", uri, change(0, name(), null, 1)), "409 role_system");
            holds(send(admin, "DELETE", uri, null), "409 role_system");
        }
    }

    @Test
    void noRoleIsAboveItself() {
        Member admin = member(SystemRole.ADMIN);
        UUID top = idOf(create(admin, name(), null, 1));
        UUID middle = idOf(create(admin, name(), top, 2));
        UUID bottom = idOf(create(admin, name(), middle, 3));
        holds(send(admin, "PUT", ROLES + "/" + top, change(0, name(), bottom, 1)), "409 role_cycle");
        holds(send(admin, "PUT", ROLES + "/" + top, change(0, name(), top, 1)), "409 role_cycle");
    }

    @Test
    void ofTwoChangesBasedOnOneVersionTheFirstWins() {
        Member admin = member(SystemRole.ADMIN);
        String uri = ROLES + "/" + idOf(create(admin, name(), null, 1));
        holds(send(admin, "PUT", uri, change(0, name(), null, 2)), "200");
        holds(send(admin, "PUT", uri, change(0, name(), null, 3)), "409 stale");
        holds(send(admin, "DELETE", uri + "?row_version=0", null), "409 stale");
        holds(send(admin, "DELETE", uri + "?row_version=1", null), "204");
        holds(send(admin, "GET", uri, null), "404 not_found");
    }

    @Test
    void roleInUseIsNotDeleted() {
        Member admin = member(SystemRole.ADMIN);
        UUID parent = idOf(create(admin, name(), null, 1));
        UUID child = idOf(create(admin, name(), parent, 2));
        Member holder = member();
        give(holder, child);
        holds(send(admin, "DELETE", ROLES + "/" + parent, null), "409 role_in_use");
        holds(send(admin, "DELETE", ROLES + "/" + child, null), "409 role_in_use");
        give(holder);
        holds(send(admin, "DELETE", ROLES + "/" + child, null), "204");
        holds(send(admin, "DELETE", ROLES + "/" + parent, null), "204");
    }

    /** Somebody may have had it who is deleted, or for a time that is over. */
    @Test
    void roleThatNobodyHasAnyMoreIsDeleted() {
        Member admin = member(SystemRole.ADMIN);
        UUID role = idOf(create(admin, name(), null, 1));
        Member gone = member();
        give(gone, role);
        holds(send(admin, "DELETE", USERS + "/" + gone.id(), null), "204");
        Member guest = member();
        give(guest, role);
        database.sql("update user_roles set expires_at = granted_at where user_id = :user")
                .param("user", guest.id())
                .update();
        holds(send(admin, "DELETE", ROLES + "/" + role, null), "409 role_in_use");
        holds(assign(admin, guest, Set.of()), "200");
        holds(send(admin, "DELETE", ROLES + "/" + role, null), "204");
    }

    @Test
    void whoManagesRolesGivesNothingThatTheyLack() {
        Member admin = member(SystemRole.ADMIN);
        UUID limited = idOf(create(admin, name(), null, Permission.ROLES_MANAGE.id(), Permission.ROLES_READ.id()));
        UUID strong = idOf(create(admin, name(), null, Permission.USERS_DELETE.id()));
        Member keeper = member();
        give(keeper, limited);
        holds(create(keeper, name(), null, Permission.USERS_DELETE.id()), "403 escalation_denied");
        holds(create(keeper, name(), SystemRole.ADMIN.id()), "403 escalation_denied");
        holds(create(keeper, name(), null, Permission.ROLES_READ.id()), "201");
        String uri = ROLES + "/" + strong;
        holds(send(keeper, "PUT", uri, change(0, name(), null, Permission.ROLES_READ.id())), "403 escalation_denied");
        holds(send(keeper, "DELETE", uri, null), "403 escalation_denied");
        assertThat(refusalsOf(keeper)).contains("escalation_denied");
    }

    @Test
    void instanceThatStillRunsWorksOnAfterTheMigrationOfTheNextVersion() {
        Member admin = member(SystemRole.ADMIN);
        Member manager = member(SystemRole.MANAGER);
        Member user = member();
        UUID role = roleWith(admin, Permission.ITEMS_READ);
        migrated(role, () -> {
            give(user, role);
            holds(send(user, "GET", "/api/v1/items", null), "200");
            holds(assign(manager, user, Set.of(role)), "403 escalation_denied");
            holds(assign(admin, user, Set.of(role)), "200");
            Answer read = send(admin, "GET", ROLES + "/" + role, null);
            assertThat(read.json().path("permission_ids").toString()).isEqualTo("[21,9000]");
            holds(send(admin, "PUT", ROLES + "/" + role, change(0, name(), null, 22, NEXT)), "200");
            assertThat(given(role)).containsExactly(22, NEXT);
            holds(send(admin, "PUT", ROLES + "/" + role, change(1, name(), null, 21)), "200");
            assertThat(given(role)).containsExactly(21, NEXT);
            holds(create(admin, name(), null, NEXT), "400 validation_failed");
        });
    }

    @Test
    void tableMayListMoreThanTheCodeWhereTheServiceIsDeployed() {
        Member admin = member(SystemRole.ADMIN);
        PermissionTable deployed = table("prod");
        PermissionTable elsewhere = table("dev");
        migrated(roleWith(admin, Permission.ITEMS_READ), () -> {
            assertThatNoException().isThrownBy(deployed::afterPropertiesSet);
            assertThatThrownBy(elsewhere::afterPropertiesSet)
                    .hasMessageContaining("Only in the table: {9000=orders:write}");
            rename("items:read", "items:look");
            try {
                assertThatThrownBy(deployed::afterPropertiesSet)
                        .hasMessageContaining("Only in the code: {21=items:read}");
            } finally {
                rename("items:look", "items:read");
            }
        });
    }

    @Test
    void listsTheWholeCatalogue() {
        Answer answer = send(member(SystemRole.AUDITOR), "GET", "/api/v1/permissions", null);
        holds(answer, "200");
        assertThat(answer.json().size()).isEqualTo(Permission.values().length);
        assertThat(answer.json().get(0).path("name").asString()).isEqualTo("users:read");
    }

    /** Does something while the database is that of the next version, which gives a role a permission of its own. */
    private void migrated(UUID role, Runnable then) {
        database.sql("insert into permissions (id, name, description) values (:id, 'orders:write', 'Place orders.')")
                .param("id", NEXT)
                .update();
        try {
            database.sql("insert into role_permissions (role_id, permission_id) values (:role, :id)")
                    .param("role", role)
                    .param("id", NEXT)
                    .update();
            database.sql("update rbac_state set version = version + 1").update();
            then.run();
        } finally {
            database.sql("delete from role_permissions where permission_id = :id")
                    .param("id", NEXT)
                    .update();
            database.sql("delete from permissions where id = :id")
                    .param("id", NEXT)
                    .update();
        }
    }

    private List<Integer> given(UUID role) {
        return database.sql("select permission_id from role_permissions where role_id = :role order by permission_id")
                .param("role", role)
                .query(Integer.class)
                .list();
    }

    private void rename(String from, String to) {
        database.sql("update permissions set name = :to where name = :from")
                .param("from", from)
                .param("to", to)
                .update();
    }

    private PermissionTable table(String profile) {
        MockEnvironment environment = new MockEnvironment();
        environment.setActiveProfiles(profile);
        return new PermissionTable(database, environment);
    }

    private Answer create(Member by, String name, UUID parent, int... permissions) {
        return send(by, "POST", ROLES, role(name, parent, permissions));
    }

    private static Map<String, Object> change(long version, String name, UUID parent, int... permissions) {
        Map<String, Object> body = role(name, parent, permissions);
        body.put("row_version", version);
        return body;
    }

    private static Map<String, Object> role(String name, UUID parent, int... permissions) {
        Map<String, Object> body = new HashMap<>();
        body.put("name", name);
        body.put("description", "For a test.");
        body.put("parent_role_id", parent);
        body.put("permission_ids", permissions);
        return body;
    }

    private static UUID idOf(Answer created) {
        holds(created, "201");
        return UUID.fromString(created.text("id"));
    }

    private static String name() {
        return "t-" + UUID.randomUUID();
    }
}
