package dev.gatehouse.autoconfigure.environment;

import dev.gatehouse.autoconfigure.environment.check.PropertyChecks;
import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Report;
import dev.gatehouse.environment.Severity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * What is known about the environment of a service: first about its properties, later about its beans, too. Thread-safe.
 */
public final class EnvironmentInspection {

    static final String BEAN = "gatehouseEnvironmentInspection";

    private final PropertyChecks checks;
    private final CheckContext context;
    private final EnvironmentProperties properties;
    private volatile List<Finding> ofProperties;
    private volatile Report report;

    private EnvironmentInspection(PropertyChecks checks, EnvironmentProperties properties) {
        this.checks = checks;
        this.context = checks.context();
        this.properties = properties;
        this.ofProperties = checks.run();
        this.report = report(ofProperties);
    }

    /**
     * Runs all checks of properties: ours and those that {@code META-INF/spring.factories} names.
     *
     * @param environment the environment of the service
     * @param classes where to look for classes, metadata and further checks
     * @return what was found
     * @throws org.springframework.boot.context.properties.bind.BindException if a property of the check cannot be used
     */
    public static EnvironmentInspection of(ConfigurableEnvironment environment, ClassLoader classes) {
        return of(environment, classes, LocalDate.now());
    }

    static EnvironmentInspection of(ConfigurableEnvironment environment, ClassLoader classes, LocalDate today) {
        return new EnvironmentInspection(
                new PropertyChecks(environment, classes, today),
                Binder.get(environment).bindOrCreate(EnvironmentProperties.PREFIX, EnvironmentProperties.class));
    }

    /**
     * Gives all that is known by now.
     *
     * @return the report
     */
    public Report report() {
        return report;
    }

    /** What no later source of properties can change. */
    Report settled() {
        return report(ofProperties.stream()
                .filter(finding -> !PropertyChecks.isUnresolved(finding))
                .toList());
    }

    boolean hasUnresolved() {
        return ofProperties.stream().anyMatch(PropertyChecks::isUnresolved);
    }

    /** Looks once more for what placeholders stand for, keeps what is still missing, and gives only that. */
    Report resolveAgain() {
        List<Finding> missing = checks.resolveAgain();
        List<Finding> settled = ofProperties.stream()
                .filter(finding -> !PropertyChecks.isUnresolved(finding))
                .toList();
        ofProperties = Stream.concat(settled.stream(), missing.stream()).toList();
        report = report(ofProperties);
        return report(missing);
    }

    /** Adds what checks of beans find, and gives only that. */
    Report inspect(List<Check> checks) {
        List<Finding> ofBeans = findings(checks);
        report = report(Stream.concat(ofProperties.stream(), ofBeans.stream()).toList());
        return report(ofBeans);
    }

    EnvironmentProperties properties() {
        return properties;
    }

    boolean isProduction() {
        return context.isProduction();
    }

    /** Whether the service must not start. */
    boolean isUnsafe(Report found) {
        return context.isProduction() && found.hasAtLeast(properties.failOn());
    }

    private Report report(List<Finding> findings) {
        return Report.of(context.isProduction(), findings, properties.suppressions(), context.today());
    }

    private List<Finding> findings(List<Check> checks) {
        List<Finding> findings = new ArrayList<>();
        for (Check check : checks) {
            findings.addAll(check.check(context));
        }
        return findings;
    }

    /** What of a report is worth a line in the log outside of production: notes wait for check-only. */
    static Report forLog(Report report) {
        return report.production() ? report : report.atLeast(Severity.WARNING);
    }
}
