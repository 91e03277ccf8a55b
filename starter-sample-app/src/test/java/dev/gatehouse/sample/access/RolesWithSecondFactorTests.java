package dev.gatehouse.sample.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import dev.gatehouse.autoconfigure.totp.MfaProperties;
import dev.gatehouse.error.ProblemException;
import dev.gatehouse.sample.audit.AuditTrail;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.transaction.support.TransactionOperations;

/** A role that needs a second factor and is misspelt must not go unnoticed. */
class RolesWithSecondFactorTests extends AccessTest {

    @Autowired
    private RoleRepository roles;

    @Autowired
    private GrantRepository grants;

    @Autowired
    private AccessLock lock;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private TransactionOperations transactions;

    @Test
    void roleThatDoesNotExistStopsTheStartAndNamesTheProperty() {
        assertThatThrownBy(() -> start("admin,managr"))
                .isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, failure -> {
                    assertThat(failure.getName()).isEqualTo("gatehouse.auth.mfa.required-roles");
                    assertThat(failure.getValue()).isEqualTo("managr");
                    assertThat(failure.getReason()).contains("no such role");
                });
    }

    @Test
    void rolesOfTheServiceAndOfAdministratorsAreThere() {
        UUID own = roleWith(member(SystemRole.ADMIN), Permission.USERS_READ);
        assertThatNoException().isThrownBy(() -> start("admin,manager," + name(own)));
        assertThatNoException().isThrownBy(() -> start(""));
    }

    /** Nobody would need a second factor for it from then on, and the service would not start again. */
    @Test
    void listedRoleIsNeitherRenamedNorDeleted() {
        UUID listed = roleWith(member(SystemRole.ADMIN), Permission.USERS_READ);
        RoleService service = service(name(listed));

        refused(() -> service.replace(listed, change(name(listed) + "-2")));
        refused(() -> service.delete(listed, null));
        assertThat(name(listed)).doesNotEndWith("-2");
    }

    @Test
    void listedRoleStillChangesAndOthersAreRenamedAndDeleted() {
        Member admin = member(SystemRole.ADMIN);
        UUID listed = roleWith(admin, Permission.USERS_READ);
        UUID other = roleWith(admin, Permission.USERS_READ);
        RoleService service = service(name(listed));

        within(() -> service.replace(listed, change(name(listed))));
        within(() -> service.replace(other, change(name(other) + "-2")));
        assertThat(name(other)).endsWith("-2");
        within(() -> service.delete(other, null));
    }

    private void refused(Runnable change) {
        assertThatThrownBy(() -> within(change)).isInstanceOfSatisfying(ProblemException.class, refusal -> {
            assertThat(refusal.problem().code().code()).isEqualTo("role_mfa_required");
            assertThat(refusal.problem().code().status()).isEqualTo(409);
        });
    }

    private void within(Runnable change) {
        transactions.executeWithoutResult(status -> change.run());
    }

    private static RoleChange change(String name) {
        return new RoleChange(0L, name, "", null, Set.of(Permission.USERS_READ.id()));
    }

    private RoleService service(String required) {
        RolesWithSecondFactor listed = new RolesWithSecondFactor(roles, mfa(required));
        return new RoleService(roles, grants, lock, mock(Delegation.class), audit, listed);
    }

    private String name(UUID role) {
        return database.sql("select name from roles where id = :id")
                .param("id", role)
                .query(String.class)
                .single();
    }

    private void start(String required) {
        new RolesWithSecondFactor(roles, mfa(required)).afterPropertiesSet();
    }

    private static MfaProperties mfa(String required) {
        return new Binder(new MapConfigurationPropertySource(Map.of("gatehouse.auth.mfa.required-roles", required)))
                .bindOrCreate("gatehouse.auth.mfa", MfaProperties.class);
    }
}
