package dev.gatehouse.autoconfigure.environment.feature;

import dev.gatehouse.autoconfigure.Switches;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Stops an application that was processed ahead of time by other properties than it runs with. Which features it has was decided
 * then: a filter that only the properties of production ask for is missing, and nothing else would say so. Looks once all beans
 * are defined, and before one is made or a port opens.
 */
final class AheadOfTimeGuard implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

    /** Told by the scope, as Spring Boot's own condition does. */
    private static final String SCOPE_OF_WEB_SERVICES = "session";

    /** Behind all that may add properties. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (AotDetector.useGeneratedArtifacts()) {
            context.addBeanFactoryPostProcessor(of(context.getEnvironment()));
        }
    }

    static BeanFactoryPostProcessor of(Environment environment) {
        return beans -> {
            if (isWebService(beans) && Switches.isOn(environment, "gatehouse.enabled")) {
                requireAllThatIsAskedFor(environment, beans);
            }
        };
    }

    private static boolean isWebService(ConfigurableListableBeanFactory beans) {
        return Arrays.asList(beans.getRegisteredScopeNames()).contains(SCOPE_OF_WEB_SERVICES);
    }

    private static void requireAllThatIsAskedFor(Environment environment, ConfigurableListableBeanFactory beans) {
        Set<String> present = Feature.typesOf(beans);
        List<Feature> missing = Feature.all()
                .filter(feature -> !present.contains(feature.bean())
                        && feature.isAskedFor().test(environment))
                .toList();
        if (!missing.isEmpty()) {
            throw new FeaturesLeftOutException(missing);
        }
    }
}
