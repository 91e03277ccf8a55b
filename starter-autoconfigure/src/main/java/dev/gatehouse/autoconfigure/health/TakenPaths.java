package dev.gatehouse.autoconfigure.health;

import dev.gatehouse.autoconfigure.web.AnsweredPaths;
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

    /** Where Spring Boot registers Spring MVC; its handlers are judged by their mappings. */
    private static final String DISPATCHER = "dispatcherServlet";

    private static final Set<String> NOT_OF_THE_APPLICATION = Set.of(DISPATCHER, AnsweredPaths.SERVLET);

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
        Map<String, String> byHandlers = pathsOfHandlers();
        mappings.orderedStream()
                .forEach(mapping ->
                        mapping.getHandlerMethods().forEach((info, handler) -> take(info, handler, byHandlers, taken)));
        if (servlets != null) {
            servlets.getServletRegistrations().values().stream()
                    .filter(servlet -> !NOT_OF_THE_APPLICATION.contains(servlet.getName()))
                    .forEach(servlet -> take(servlet, taken));
        }
        if (!taken.isEmpty()) {
            routes.withdraw(taken.keySet());
            log.warn(
                    "The application answers these paths itself, so that Gatehouse does not: {}. To have both, set"
                            + " gatehouse.health.base-path or gatehouse.health.metrics-path to other paths.",
                    taken);
        }
    }

    /** Our paths as handlers see them, below {@code spring.mvc.servlet.path}; those elsewhere no handler can take. */
    private Map<String, String> pathsOfHandlers() {
        String prefix = prefix();
        Map<String, String> paths = new TreeMap<>();
        for (String path : routes.paths()) {
            if (path.startsWith(prefix + "/")) {
                paths.put(path.substring(prefix.length()), path);
            }
        }
        return paths;
    }

    private String prefix() {
        ServletRegistration dispatcher = servlets == null ? null : servlets.getServletRegistration(DISPATCHER);
        if (dispatcher == null) {
            return "";
        }
        return dispatcher.getMappings().stream()
                .filter(mapping -> mapping.endsWith("/*"))
                .map(mapping -> mapping.substring(0, mapping.length() - 2))
                .findFirst()
                .orElse("");
    }

    private static void take(
            RequestMappingInfo info, HandlerMethod handler, Map<String, String> paths, Map<String, String> taken) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        if (!methods.isEmpty() && !methods.contains(RequestMethod.GET) && !methods.contains(RequestMethod.HEAD)) {
            return;
        }
        for (String text : info.getPatternValues()) {
            PathPattern pattern = PathPatternParser.defaultInstance.parse(text);
            paths.forEach((path, whole) -> {
                if (isMeant(text, path) && pattern.matches(PathContainer.parsePath(path))) {
                    taken.put(whole, handler.getShortLogMessage());
                }
            });
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
