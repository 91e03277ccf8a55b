package dev.gatehouse.autoconfigure.cors;

import dev.gatehouse.autoconfigure.Production;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;

/** Tells in the log, when the service starts, what of its CORS set-up is insecure or has two masters. */
final class CorsReport implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(CorsReport.class);

    private static final String SOURCE = "corsConfigurationSource";

    private final CorsProperties properties;
    private final ApplicationContext context;

    CorsReport(CorsProperties properties, ApplicationContext context) {
        this.properties = properties;
        this.context = context;
    }

    @Override
    public void afterSingletonsInstantiated() {
        boolean production = Production.isActive(context.getEnvironment());
        properties
                .warnings(production)
                .forEach((property, warnings) ->
                        warnings.forEach(warning -> log.warn("Weak CORS: {}: {}", property, warning)));
        if (context.getType(SOURCE) != GatehouseCorsConfigurationSource.class) {
            log.warn(
                    "CORS is configured twice: the bean '{}' is the application's own, and gatehouse.cors.* decides"
                            + " first on its paths. Move everything to one of the two.",
                    SOURCE);
        }
    }
}
