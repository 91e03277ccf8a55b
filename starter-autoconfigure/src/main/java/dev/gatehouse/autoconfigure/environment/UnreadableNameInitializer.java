package dev.gatehouse.autoconfigure.environment;

import dev.gatehouse.environment.Report;
import org.springframework.boot.context.ContextIdApplicationContextInitializer;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.PropertyResolver;

/**
 * Reports before {@link ContextIdApplicationContextInitializer} fails: it reads the name of the application, and a placeholder
 * in it that nothing resolves ends the start there, ahead of the check.
 */
final class UnreadableNameInitializer
        implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

    private static final String NAME = "spring.application.name";

    @Override
    public int getOrder() {
        return new ContextIdApplicationContextInitializer().getOrder() - 1;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (!EnvironmentCheckInitializer.applies(context.getEnvironment()) || isReadable(context.getEnvironment())) {
            return;
        }
        EnvironmentInspection inspection = EnvironmentCheckInitializer.inspect(context);
        if (inspection.properties().checkOnly()) {
            EnvironmentCheckInitializer.printAndExit(inspection);
            return;
        }
        Report report = inspection.report();
        if (inspection.isUnsafe(report)) {
            throw new UnsafeEnvironmentException(report);
        }
        EnvironmentCheckInitializer.tell(report);
    }

    private static boolean isReadable(PropertyResolver environment) {
        try {
            environment.getProperty(NAME);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
