package dev.gatehouse.autoconfigure.environment;

import dev.gatehouse.autoconfigure.environment.check.BeanChecks;
import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.Report;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Runs the checks of beans, ours and those of the application, once all beans exist: before the port opens, and before the
 * service counts as ready.
 */
final class BeanInspection implements SmartInitializingSingleton {

    private final EnvironmentInspection inspection;
    private final ConfigurableListableBeanFactory beans;
    private final ObjectProvider<Check> checks;
    private final StartBanner banner;

    BeanInspection(
            EnvironmentInspection inspection,
            ConfigurableListableBeanFactory beans,
            ObjectProvider<Check> checks,
            StartBanner banner) {
        this.inspection = inspection;
        this.beans = beans;
        this.checks = checks;
        this.banner = banner;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<Check> all = BeanChecks.of(beans);
        checks.orderedStream().forEach(all::add);
        Report ofBeans = inspection.inspect(all);
        if (inspection.isUnsafe(ofBeans)) {
            throw new UnsafeEnvironmentException(inspection.report());
        }
        if (!ofBeans.findings().isEmpty() || !ofBeans.suppressed().isEmpty()) {
            EnvironmentCheckInitializer.tell(ofBeans);
        }
        banner.show(inspection);
    }
}
