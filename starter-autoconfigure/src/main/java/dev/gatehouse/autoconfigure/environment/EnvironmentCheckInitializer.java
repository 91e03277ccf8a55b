package dev.gatehouse.autoconfigure.environment;

import dev.gatehouse.autoconfigure.EnvironmentMode;
import dev.gatehouse.autoconfigure.Production;
import dev.gatehouse.autoconfigure.Switches;
import dev.gatehouse.environment.Report;
import dev.gatehouse.environment.Severity;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;

/**
 * Checks the properties once all of them are known and logging is set up, and before the context opens anything. Stops an
 * unsafe start in production; elsewhere warns.
 */
final class EnvironmentCheckInitializer
        implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

    private static final Logger log = LoggerFactory.getLogger(EnvironmentCheckInitializer.class);

    /** Spring Cloud's bootstrap context has an environment of its own, which is not that of the service. */
    private static final String BOOTSTRAP = "bootstrap";

    /** Behind all that may add properties. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (!applies(environment)) {
            return;
        }
        EnvironmentInspection inspection = inspect(context);
        if (inspection.properties().checkOnly()) {
            printAndExit(inspection);
            return;
        }
        Report settled = inspection.settled();
        if (inspection.isUnsafe(settled)) {
            throw new UnsafeEnvironmentException(inspection.report());
        }
        tell(settled);
        if (inspection.hasUnresolved()) {
            // Files that a @PropertySource names are read by now, and no bean exists that uses a placeholder.
            context.addBeanFactoryPostProcessor(beans -> resolveAgain(inspection));
        }
        context.getBeanFactory().registerSingleton(EnvironmentInspection.BEAN, inspection);
    }

    private static void resolveAgain(EnvironmentInspection inspection) {
        Report missing = inspection.resolveAgain();
        if (inspection.isUnsafe(missing)) {
            throw new UnsafeEnvironmentException(inspection.report());
        }
        tell(missing);
    }

    static EnvironmentInspection inspect(ConfigurableApplicationContext context) {
        ClassLoader classes =
                Objects.requireNonNullElseGet(context.getClassLoader(), ClassUtils::getDefaultClassLoader);
        long start = System.nanoTime();
        EnvironmentInspection inspection = EnvironmentInspection.of(context.getEnvironment(), classes);
        log.debug("The properties were checked in {} ms.", (System.nanoTime() - start) / 1_000_000);
        return inspection;
    }

    static boolean applies(ConfigurableEnvironment environment) {
        return !Boolean.getBoolean("spring.aot.processing")
                && !environment.getPropertySources().contains(BOOTSTRAP)
                && (Switches.isOn(environment, CheckOnlyOutput.CHECK_ONLY, false) || isOn(environment));
    }

    private static boolean isOn(ConfigurableEnvironment environment) {
        return Switches.isOn(environment, "gatehouse.enabled") && Production.mode(environment) != EnvironmentMode.OFF;
    }

    static void printAndExit(EnvironmentInspection inspection) {
        Report report = inspection.report();
        boolean json = inspection.properties().format() == ReportFormat.JSON;
        System.out.println(json ? report.toJson() : report.toText());
        ProcessExit.with(report.hasAtLeast(inspection.properties().failOn()) ? 1 : 0);
    }

    static void tell(Report report) {
        Report told = EnvironmentInspection.forLog(report);
        if (told.hasAtLeast(Severity.WARNING) || !told.expired().isEmpty()) {
            log.warn("{}", told.toText());
        } else if (!told.findings().isEmpty() || !told.suppressed().isEmpty()) {
            log.info("{}", told.toText());
        }
    }
}
