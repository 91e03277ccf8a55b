package dev.gatehouse.autoconfigure.health;

import dev.gatehouse.health.HealthRoutes;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Gives up the paths at which the application answers itself: by a controller, by Actuator or by a servlet. As in Spring
 * MVC the path itself beats a pattern, so that a handler for {@code /{page}} or {@code /**} takes none.
 */
final class TakenPaths implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(TakenPaths.class);

    private final HealthRoutes routes;
    private final ObjectProvider<RequestMappingInfoHandlerMapping> mappings;
    private final @Nullable ServletContext servlets;

    TakenPaths(
            HealthRoutes routes,
            ObjectProvider<RequestMappingInfoHandlerMapping> mappings,
            @Nullable ServletContext servlets) {
        this.routes = routes;
        this.mappings = mappings;
        this.servlets = servlets;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Map<String, String> taken = new TreeMap<>();
        mappings.orderedStream()
                .forEach(mapping -> mapping.getHandlerMethods().forEach((info, handler) -> take(info, handler, taken)));
        if (servlets != null) {
            servlets.getServletRegistrations().values().forEach(servlet -> take(servlet, taken));
        }
        if (!taken.isEmpty()) {
            routes.withdraw(taken.keySet());
            log.warn(
                    "The application answers these paths itself, so that Gatehouse does not: {}. To have both, set"
                            + " gatehouse.health.base-path or gatehouse.health.metrics-path to other paths.",
                    taken);
        }
    }

    private void take(RequestMappingInfo info, HandlerMethod handler, Map<String, String> taken) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        if (!methods.isEmpty() && !methods.contains(RequestMethod.GET) && !methods.contains(RequestMethod.HEAD)) {
            return;
        }
        for (String text : info.getPatternValues()) {
            PathPattern pattern = PathPatternParser.defaultInstance.parse(text);
            for (String path : routes.paths()) {
                if (isMeant(text, path) && pattern.matches(PathContainer.parsePath(path))) {
                    taken.put(path, handler.getShortLogMessage());
                }
            }
        }
    }

    private void take(ServletRegistration servlet, Map<String, String> taken) {
        for (String mapping : servlet.getMappings()) {
            for (String path : routes.paths()) {
                boolean below = mapping.endsWith("/*")
                        && mapping.length() > 2
                        && (path + "/").startsWith(mapping.substring(0, mapping.length() - 1));
                if (mapping.equals(path) || below) {
                    taken.put(path, "servlet " + servlet.getName());
                }
            }
        }
    }

    /** Whether a pattern names at least the first segment of the path. */
    private static boolean isMeant(String pattern, String path) {
        int end = path.indexOf('/', 1);
        String first = end < 0 ? path : path.substring(0, end);
        return pattern.equals(first) || pattern.startsWith(first + "/");
    }
}
