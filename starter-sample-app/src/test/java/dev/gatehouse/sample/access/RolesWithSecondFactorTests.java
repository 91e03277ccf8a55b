package dev.gatehouse.sample.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.autoconfigure.totp.MfaProperties;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A role that needs a second factor and is misspelt must not go unnoticed. */
class RolesWithSecondFactorTests extends AccessTest {

    @Autowired
    private RoleRepository roles;

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

    private String name(UUID role) {
        return database.sql("select name from roles where id = :id")
                .param("id", role)
                .query(String.class)
                .single();
    }

    private void start(String required) {
        MfaProperties mfa = new Binder(
                        new MapConfigurationPropertySource(Map.of("gatehouse.auth.mfa.required-roles", required)))
                .bindOrCreate("gatehouse.auth.mfa", MfaProperties.class);
        new RolesWithSecondFactor(roles, mfa).afterPropertiesSet();
    }
}
