package dev.gatehouse.sample.account;

import dev.gatehouse.error.ProblemException;
import dev.gatehouse.sample.access.SystemRole;
import dev.gatehouse.sample.access.UserRights;
import dev.gatehouse.sample.account.User.UserEmail;
import dev.gatehouse.sample.account.User.UserName;
import dev.gatehouse.sample.audit.AuditTrail;
import dev.gatehouse.sample.audit.AuditTrail.Target;
import dev.gatehouse.token.OpaqueToken;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes the first administrator before the first request comes in. There is no default account (ASVS 5.0, 6.3.2): in
 * production the start fails until somebody names a password, which is good for one log-in.
 */
@Component
class FirstAdministrator implements SmartInitializingSingleton {

    private static final String LOGIN = "gatehouse.sample.admin-login";
    private static final String EMAIL = "gatehouse.sample.admin-email";
    private static final String PASSWORD = "gatehouse.sample.admin-password";

    private final AdministratorProperties properties;
    private final UserRepository users;
    private final LoginIds loginIds;
    private final NewPasswords passwords;
    private final UserRights rights;
    private final AuditTrail audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    FirstAdministrator(
            AdministratorProperties properties,
            UserRepository users,
            LoginIds loginIds,
            NewPasswords passwords,
            UserRights rights,
            AuditTrail audit,
            TransactionOperations transactions,
            Clock clock) {
        this.properties = properties;
        this.users = users;
        this.loginIds = loginIds;
        this.passwords = passwords;
        this.rights = rights;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (rights.hasAdministrator()) {
            return;
        }
        boolean generated = isUnset() && properties.developmentAdmin();
        String password = generated ? OpaqueToken.generate().value() : required();
        User admin = admin(password, address());
        boolean made = Boolean.TRUE.equals(transactions.execute(status -> enter(admin)));
        if (made && generated) {
            // To the terminal of the developer and nowhere else: logs are kept and collected.
            System.out.printf("Development administrator: %s %s%n", properties.adminLogin(), password);
        }
    }

    private boolean isUnset() {
        return properties.adminPassword() == null || properties.adminPassword().isBlank();
    }

    private String required() {
        if (isUnset()) {
            throw new InvalidConfigurationPropertyValueException(
                    PASSWORD,
                    null,
                    "No administrator exists yet. Set the first password, at best by a file: "
                            + "GATEHOUSE_SAMPLE_ADMIN_PASSWORD_FILE=/run/secrets/admin_password. It has to be changed at the"
                            + " first log-in.");
        }
        return String.valueOf(properties.adminPassword());
    }

    /** There is no default: its owner would get the mails of the administrator, links to a new password among them. */
    private String address() {
        String address = properties.adminEmail();
        if (address == null || address.isBlank()) {
            throw new InvalidConfigurationPropertyValueException(
                    EMAIL,
                    null,
                    "No administrator exists yet. Set the address that the mails of the first one go to:"
                            + " GATEHOUSE_SAMPLE_ADMIN_EMAIL=ada@example.com.");
        }
        return address;
    }

    private User admin(String password, String address) {
        UserName name = configured(LOGIN, () -> loginIds.username(LOGIN, properties.adminLogin()));
        UserEmail email = configured(EMAIL, () -> loginIds.email(EMAIL, address));
        User admin = new User(name, email, name.typed(), Locale.ENGLISH.toLanguageTag(), clock.instant());
        admin.choosePassword(hash(password, admin), clock.instant());
        admin.verifyEmail(clock.instant());
        if (!properties.developmentAdmin()) {
            admin.requireNewPassword(clock.instant());
        }
        return admin;
    }

    private String hash(String password, User admin) {
        return configured(PASSWORD, () -> passwords.hash(PASSWORD, password, admin.asPasswordOwner()));
    }

    /** Says which property cannot be used, and never its value. */
    private static <T> T configured(String property, Supplier<T> read) {
        try {
            return read.get();
        } catch (ProblemException e) {
            String why = e.problem().details().get(0).message();
            throw new InvalidConfigurationPropertyValueException(property, null, "It cannot be used: " + why);
        }
    }

    /** Of several instances that start for the first time, the lock lets one. */
    private boolean enter(User admin) {
        rights.lock();
        if (rights.hasAdministrator()) {
            return false;
        }
        users.saveAndFlush(admin);
        rights.giveFirst(admin.id(), SystemRole.ADMIN);
        audit.succeeded("administrator_created", Target.user(admin.id()), Map.of());
        return true;
    }
}
