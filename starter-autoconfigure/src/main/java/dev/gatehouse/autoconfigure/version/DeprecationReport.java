package dev.gatehouse.autoconfigure.version;

import dev.gatehouse.version.Deprecation;
import dev.gatehouse.version.DeprecationGate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.method.HandlerMethod;

/**
 * Reads all annotations at the start, so that a bad one stops it; logs what is deprecated in one line; and warns of what
 * still answers although its sunset is past.
 */
final class DeprecationReport implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(DeprecationReport.class);

    private final DeprecationGate gate;
    private final ConfiguredDeprecations configured;
    private final HandlerDeprecations annotated;
    private final HandlerRoutes routes;
    private final boolean goneAfterSunset;

    DeprecationReport(
            DeprecationGate gate,
            ConfiguredDeprecations configured,
            HandlerDeprecations annotated,
            HandlerRoutes routes,
            boolean goneAfterSunset) {
        this.gate = gate;
        this.configured = configured;
        this.annotated = annotated;
        this.routes = routes;
        this.goneAfterSunset = goneAfterSunset;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Map<String, Deprecation> all = new LinkedHashMap<>();
        for (ConfiguredDeprecation deprecation : configured.all()) {
            all.put(deprecation.name(), deprecation.deprecation());
            warnIfPast(deprecation.name(), deprecation.deprecation(), deprecation.goneAfterSunset());
        }
        for (HandlerMethod handler : routes.all()) {
            Deprecation deprecation = annotated.of(handler);
            if (deprecation != null) {
                String name = handler.getShortLogMessage();
                all.put(name, deprecation);
                warnIfPast(name, deprecation, goneAfterSunset);
            }
        }
        if (!all.isEmpty()) {
            log.info(
                    "Deprecated: {}.",
                    all.entrySet().stream()
                            .map(entry -> entry.getKey() + " " + entry.getValue())
                            .collect(Collectors.joining("; ")));
        }
    }

    private void warnIfPast(String name, Deprecation deprecation, boolean gone) {
        if (!gone && gate.isPast(deprecation)) {
            log.warn(
                    "{} still answers although its sunset {} is past. Remove it, set a later one, or refuse it with"
                            + " gatehouse.api-version.gone-after-sunset: true.",
                    name,
                    deprecation.sunset());
        }
    }
}
