package dev.gatehouse.sample.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.sample.IdentityTest;
import dev.gatehouse.sample.access.UserRights;
import dev.gatehouse.sample.audit.AuditTrail;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The first start: made undone each time, for all else needs an administrator. */
class FirstAdministratorTests extends IdentityTest {

    private static final String PASSWORD = "zvkq-uwem-hgpt-4711";

    @Autowired
    private UserRepository accounts;

    @Autowired
    private LoginIds loginIds;

    @Autowired
    private NewPasswords passwords;

    @Autowired
    private UserRights rights;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private TransactionOperations transactions;

    @Autowired
    private JdbcClient database;

    @ParameterizedTest
    @CsvSource({
        "admin-login, a, admin@example.com, " + PASSWORD,
        "admin-login, admin@example.com, admin@example.com, " + PASSWORD,
        "admin-email, first, nobody, " + PASSWORD,
        "admin-email, first, first@exämple.com, " + PASSWORD,
        "admin-email, first, ' ', " + PASSWORD,
        "admin-email, first,, " + PASSWORD,
        "admin-password, first, first@example.com, zvkq-4711",
        "admin-password, first, first@example.com, password1234",
        "admin-password, first, first@example.com, ' '",
        "admin-password, first, first@example.com,"
    })
    void badValueNamesItsPropertyAndNotThePassword(
            String property, String login, @Nullable String email, @Nullable String password) {
        firstStart(() -> assertThatThrownBy(() -> start(new AdministratorProperties(login, email, password, false)))
                .isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, failure -> {
                    assertThat(failure.getName()).isEqualTo("gatehouse.sample." + property);
                    assertThat(failure.getValue()).isNull();
                    assertThat(failure.getReason()).isNotBlank();
                    if (password != null && !password.isBlank()) {
                        assertThat(failure.getMessage() + failure.getReason()).doesNotContain(password);
                    }
                }));
    }

    @Test
    void makesOneWhoHasToChooseAnotherPassword() {
        firstStart(() -> {
            start(new AdministratorProperties("First.One", "First@example.com", PASSWORD, false));
            start(new AdministratorProperties("second", "second@example.com", PASSWORD, false));
            assertThat(database.sql("select username_key from users where must_change_password and status = 'ACTIVE'"
                                    + " and username_key in ('first.one', 'second')")
                            .query(String.class)
                            .list())
                    .containsExactly("first.one");
        });
    }

    private void start(AdministratorProperties properties) {
        new FirstAdministrator(properties, accounts, loginIds, passwords, rights, audit, transactions, clock)
                .afterSingletonsInstantiated();
    }

    /** Nobody is an administrator while this runs, and everything is as it was afterwards. */
    private void firstStart(Runnable run) {
        transactions.executeWithoutResult(status -> {
            status.setRollbackOnly();
            database.sql("delete from user_roles where role_id in (select id from roles where is_all)")
                    .update();
            run.run();
        });
    }
}
