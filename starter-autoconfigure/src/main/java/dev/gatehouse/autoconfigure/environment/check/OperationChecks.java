package dev.gatehouse.autoconfigure.environment.check;

import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.error;
import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.is;
import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.isFalse;
import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.isMissing;
import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.isMissingOr;
import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.isTrue;
import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.warning;

import dev.gatehouse.environment.Change;
import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.JavaSupport;
import dev.gatehouse.environment.Severity;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/** Tools of development (DEV), logs (LOG), the end of a process (OPS) and the JDK. */
final class OperationChecks {

    private static final String API_DOCS = "org.springdoc.core.properties.SpringDocConfigProperties";
    private static final String SWAGGER_UI = "org.springdoc.core.properties.SwaggerUiConfigProperties";
    private static final String MAIL = "org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration";
    private static final String DEVTOOLS = "org.springframework.boot.devtools.restart.Restarter";
    private static final String CONSOLE_FORMAT = "logging.structured.format.console";
    private static final String PHASE = "spring.lifecycle.timeout-per-shutdown-phase";

    private static final String DRAIN = "gatehouse.drain.delay";

    private static final int SPARE_SECONDS = 5;
    private static final Duration A_YEAR = Duration.ofDays(365);

    private OperationChecks() {}

    static List<Check> all() {
        return List.of(
                error("DEV001", "spring.h2.console.enabled", isTrue())
                        .because("The H2 console lets whoever opens it run any statement, and code in the process.")
                        .fix("false"),
                error("DEV001", "spring.h2.console.settings.web-allow-others", isTrue())
                        .because("The H2 console answers other machines.")
                        .fix("false"),
                OperationChecks::devtools,
                warning("DEV003", "debug", OperationChecks::isSet)
                        .because("Debug output fills the log and shows internals.")
                        .fix("false"),
                warning("DEV003", "trace", OperationChecks::isSet)
                        .because("Trace output fills the log and shows internals.")
                        .fix("false"),
                warning("DEV003", "logging.level.root", is("debug", "trace", "all"))
                        .because("Every library writes all it knows, headers and values included.")
                        .fix("info"),
                new LogLevelCheck(
                        "DEV003",
                        "org.springframework.security",
                        List.of("trace"),
                        "Sessions and the details of log-ins are written to the log.",
                        "info"),
                new LogLevelCheck(
                        "DEV003",
                        "org.springframework.web",
                        List.of("debug", "trace"),
                        "What clients send and get, passwords in it included, is written to the log.",
                        "info"),
                warning("DEV003", "spring.mvc.log-request-details", isTrue())
                        .because("Headers and parameters of requests are written to the log unmasked.")
                        .fix("false"),
                warning("DEV003", "spring.http.codecs.log-request-details", isTrue())
                        .because("Forms and headers are written to the log unmasked.")
                        .fix("false"),
                warning("DEV004", "springdoc.api-docs.enabled", isMissingOr(isTrue()))
                        .where(context -> context.hasClass(API_DOCS))
                        .because("The description of the API is open to everybody.")
                        .fix("false"),
                warning("DEV004", "springdoc.swagger-ui.enabled", isMissingOr(isTrue()))
                        .where(context -> context.hasClass(SWAGGER_UI))
                        .because("The page that tries the API out is open to everybody.")
                        .fix("false"),
                warning("LOG001", CONSOLE_FORMAT, isMissing())
                        .where(OperationChecks::logsInSpringBootsWay)
                        .because("Log lines are written for people: collectors split stack traces and mix up fields.")
                        .fix("ecs"),
                warning("LOG002", "gatehouse.logging.masking.enabled", isFalse())
                        .because("Secrets that get into a log line stay readable in it.")
                        .fix("true"),
                OperationChecks::gracePeriod,
                warning("OPS002", "server.shutdown", is("immediate"))
                        .because("Requests in flight are cut off at every deployment.")
                        .fix("graceful"),
                warning("OPS003", "spring.mail.host", isMissing())
                        .where(context -> context.hasClass(MAIL) && context.value("spring.mail.jndi-name") == null)
                        .because("No mail server is set: mails cannot be sent.")
                        .fix("smtp.example.com"),
                OperationChecks::java);
    }

    /** Spring Boot takes anything but this one word for yes. */
    private static boolean isSet(@Nullable String value) {
        return value != null && !value.equals("false");
    }

    private static boolean logsInSpringBootsWay(CheckContext context) {
        return context.value("logging.config") == null && context.value("logging.structured.format.file") == null;
    }

    private static List<Finding> devtools(CheckContext context) {
        if (!context.isProduction() || !context.hasClass(DEVTOOLS)) {
            return List.of();
        }
        return List.of(new Finding(
                "DEV002",
                Severity.ERROR,
                null,
                null,
                "The developer tools are on the class path: they restart the service and can let others change it.",
                "Remove org.springframework.boot:spring-boot-devtools from what is deployed (optional in Maven,"
                        + " developmentOnly in Gradle).",
                List.of()));
    }

    /** The drain and the end of requests in flight have to fit into the time before the process is killed. */
    private static List<Finding> gracePeriod(CheckContext context) {
        Duration grace = bounded(duration(context.value("gatehouse.drain.grace-period")));
        if (grace == null) {
            grace = WebChecks.isOnKubernetes(context) ? Duration.ofSeconds(30) : null;
        }
        if (grace == null || "immediate".equalsIgnoreCase(context.value("server.shutdown"))) {
            return List.of();
        }
        Duration drain = bounded(duration(context.value(DRAIN)));
        Duration phase = bounded(duration(context.value(PHASE)));
        Duration draining = drain != null ? drain : context.isProduction() ? Duration.ofSeconds(5) : Duration.ZERO;
        Duration stopping = phase != null ? phase : Duration.ofSeconds(30);
        if (draining.plus(stopping).compareTo(grace) < 0) {
            return List.of();
        }
        return List.of(Finding.of(
                        "OPS001",
                        context.severity(Severity.WARNING),
                        "Stopping takes up to " + draining.plus(stopping).toSeconds() + "s, but after "
                                + grace.toSeconds() + "s the process is killed, with the requests in it.",
                        fitting(grace, draining))
                .advise("Or give it more time: terminationGracePeriodSeconds, and gatehouse.drain.grace-period.")
                .about(PHASE, context.find(PHASE)));
    }

    /** Shortens the end of requests, and the drain only if that leaves them no time. */
    private static Change[] fitting(Duration grace, Duration draining) {
        Duration left = Duration.ofSeconds(Math.max(1, grace.minus(draining).toSeconds() - SPARE_SECONDS));
        if (draining.plus(left).compareTo(grace) < 0) {
            return new Change[] {Change.set(PHASE, text(left))};
        }
        String third = text(grace.dividedBy(3));
        return new Change[] {Change.set(DRAIN, third), Change.set(PHASE, third)};
    }

    private static String text(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds > 0 ? seconds + "s" : duration.toMillis() + "ms";
    }

    /** Beyond it sums would overflow, and one wait is like the other. */
    private static @Nullable Duration bounded(@Nullable Duration duration) {
        if (duration == null) {
            return null;
        }
        if (duration.isNegative()) {
            return Duration.ZERO;
        }
        return duration.compareTo(A_YEAR) < 0 ? duration : A_YEAR;
    }

    static @Nullable Duration duration(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return DurationStyle.detectAndParse(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            // Whoever binds the property reports it, with its name.
            return null;
        }
    }

    private static List<Finding> java(CheckContext context) {
        return java(context, Runtime.version().feature());
    }

    static List<Finding> java(CheckContext context, int feature) {
        LocalDate until = JavaSupport.until(feature);
        if (until == null || !context.today().isAfter(until)) {
            return List.of();
        }
        return List.of(new Finding(
                "JDK001",
                context.severity(Severity.WARNING),
                null,
                null,
                "Java " + feature + " gets no security updates since " + until + ".",
                "Run the service on Java 21 or 25.",
                List.of()));
    }
}
