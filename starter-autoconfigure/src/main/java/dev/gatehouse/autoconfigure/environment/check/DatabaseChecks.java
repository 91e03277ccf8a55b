package dev.gatehouse.autoconfigure.environment.check;

import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.error;
import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.is;
import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.isFalse;
import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.isMissingOr;
import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.isTrue;
import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.warning;

import dev.gatehouse.environment.Change;
import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.ConfiguredProperty;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.SecretStrength;
import dev.gatehouse.environment.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether the data is safe. */
final class DatabaseChecks {

    static final String URL = "spring.datasource.url";

    private static final String PASSWORD = "spring.datasource.password";
    private static final String EXAMPLE = "jdbc:postgresql://db.example.com/app?sslmode=verify-full";
    private static final int LEAST_CHARACTERS = 8;
    private static final String JPA = "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration";
    private static final String DDL = "spring.jpa.hibernate.ddl-auto";
    private static final List<String> HIBERNATE_DDL = ofJpa("hibernate.hbm2ddl.auto");
    private static final List<String> JAKARTA_DDL = ofJpa("jakarta.persistence.schema-generation.database.action");

    /** Those of the pools win over the first. */
    private static final List<String> PASSWORDS = List.of(
            PASSWORD,
            "spring.datasource.hikari.password",
            "spring.datasource.tomcat.password",
            "spring.datasource.dbcp2.password",
            "spring.datasource.oracleucp.password",
            "spring.r2dbc.password");

    private DatabaseChecks() {}

    static List<Check> all() {
        List<Check> checks = new ArrayList<>();
        for (String password : PASSWORDS) {
            checks.add(context -> password(context, password));
        }
        checks.add(DatabaseChecks::passwordInUrl);
        checks.add(DatabaseChecks::url);
        for (String ddl : with(HIBERNATE_DDL, DDL)) {
            checks.add(error("DB002", ddl, is("create", "create-drop", "create-only", "drop"))
                    .because("Hibernate drops the tables with their data at the start.")
                    .fix("validate"));
            checks.add(warning("DB002", ddl, is("update"))
                    .because("Hibernate changes the tables as it sees fit, without a review and without a way back.")
                    .fix("validate"));
        }
        checks.add(warning("DB002", "spring.jpa.generate-ddl", isTrue())
                .where(context -> with(HIBERNATE_DDL, DDL).stream().noneMatch(ddl -> isSet(context, ddl)))
                .because("Hibernate changes the tables as it sees fit, without a review and without a way back.")
                .fix("false"));
        for (String ddl : JAKARTA_DDL) {
            checks.add(error("DB002", ddl, is("drop-and-create", "drop"))
                    .because("Hibernate drops the tables with their data at the start.")
                    .fix("none"));
            checks.add(warning("DB002", ddl, is("create", "update"))
                    .because("Hibernate changes the tables as it sees fit, without a review and without a way back.")
                    .fix("none"));
        }
        for (String show : with(ofJpa("hibernate.show_sql"), "spring.jpa.show-sql")) {
            checks.add(warning("DB003", show, isTrue())
                    .because("Every statement is written to the standard output, past log levels and masking.")
                    .fix("false"));
        }
        for (String logger :
                List.of("org.hibernate.SQL", "org.hibernate.orm.jdbc.bind", "org.springframework.jdbc.core")) {
            checks.add(new LogLevelCheck(
                    "DB003",
                    logger,
                    List.of("debug", "trace"),
                    "Statements or the values in them, personal data included, are written to the log.",
                    "warn"));
        }
        checks.add(warning("DB005", "spring.jpa.open-in-view", isMissingOr(isTrue()))
                .where(context -> context.hasClass(JPA))
                .because("Each request holds a connection until its answer is written, and views query the database.")
                .fix("false"));
        checks.add(error("DB006", "spring.flyway.clean-disabled", isFalse())
                .because("Flyway may drop all tables.")
                .fix("true"));
        checks.add(error("DB006", "spring.liquibase.drop-first", isTrue())
                .because("Liquibase drops all tables at the start.")
                .fix("false"));
        return checks;
    }

    /** A key of a map may stand in brackets. */
    private static List<String> ofJpa(String key) {
        return List.of("spring.jpa.properties." + key, "spring.jpa.properties[" + key + "]");
    }

    private static List<String> with(List<String> names, String first) {
        return Stream.concat(Stream.of(first), names.stream()).toList();
    }

    /** Then it has the say, not generate-ddl; "none" leaves it to that. */
    private static boolean isSet(CheckContext context, String ddl) {
        String value = context.value(ddl);
        return value != null && !value.isEmpty() && !value.equals("none");
    }

    static boolean isPassword(String name) {
        return PASSWORDS.contains(name);
    }

    private static List<Finding> password(CheckContext context, String name) {
        ConfiguredProperty password = context.find(name);
        if (password == null || password.unresolved() != null || isForDevelopment(context)) {
            return List.of();
        }
        String secret = password.value();
        if (isStrong(secret)) {
            return List.of();
        }
        return List.of(Finding.of(
                        "DB001",
                        context.severity(Severity.ERROR),
                        secret.isEmpty()
                                ? "The password of the database is empty."
                                : "The password of the database is a known default, or shorter than 8 characters.",
                        Change.set(name, Change.NEW_SECRET))
                .advise("Change it in the database too, and hand it over as the environment variable "
                        + SecretChecks.variable(name) + ".")
                .about(name, password));
    }

    /** There it is in every place that shows a URL; whether it can be guessed matters more. */
    private static List<Finding> passwordInUrl(CheckContext context) {
        ConfiguredProperty url = context.find(URL);
        String secret = url == null || url.unresolved() != null || isForDevelopment(context)
                ? null
                : new JdbcUrl(url.value()).password();
        if (url == null || secret == null || isStrong(secret)) {
            return List.of();
        }
        return List.of(Finding.of(
                        "DB001",
                        context.severity(Severity.ERROR),
                        "The password in the URL of the database is empty, a known default, or shorter than 8"
                                + " characters.",
                        Change.set(URL, EXAMPLE),
                        Change.set(PASSWORD, Change.NEW_SECRET))
                .advise("Leave user and password out of the URL, and change the password in the database too.")
                .about(URL, url));
    }

    private static boolean isStrong(String password) {
        return password.length() >= LEAST_CHARACTERS && !SecretStrength.isKnown(password);
    }

    /** Nobody but the process itself logs in to an embedded database. */
    private static boolean isForDevelopment(CheckContext context) {
        String url = context.value(URL);
        return !context.isProduction() && url != null && new JdbcUrl(url).isEmbedded();
    }

    private static List<Finding> url(CheckContext context) {
        ConfiguredProperty url = context.find(URL);
        return url == null || url.unresolved() != null ? List.of() : judge(context, new JdbcUrl(url.value()), URL, url);
    }

    /** Judges a URL of the configuration or of a bean. */
    static List<Finding> judge(CheckContext context, JdbcUrl url, String name, @Nullable ConfiguredProperty property) {
        if (url.isInMemory()) {
            return List.of(Finding.of(
                            "DB004",
                            context.severity(Severity.ERROR),
                            "The database is in the memory of the process: all data is gone when it ends.",
                            Change.set(URL, EXAMPLE))
                    .about(name, property));
        }
        if (url.isEmbedded()) {
            return List.of(Finding.of(
                            "DB004",
                            context.severity(Severity.WARNING),
                            "The database is embedded: one process only, and no backup while it runs.",
                            Change.set(URL, EXAMPLE))
                    .about(name, property));
        }
        Change tls = url.missingTls(URL);
        return tls == null
                ? List.of()
                : List.of(Finding.of(
                                "DB007",
                                context.severity(Severity.WARNING),
                                "The database is on another machine, and its driver does not insist on TLS: who is on"
                                        + " the way reads the data, or answers instead of the database.",
                                tls)
                        .about(name, property));
    }
}
