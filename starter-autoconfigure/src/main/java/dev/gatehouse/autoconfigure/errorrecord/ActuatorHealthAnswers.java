package dev.gatehouse.autoconfigure.errorrecord;

import dev.gatehouse.autoconfigure.web.RouteAttribute;
import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.util.function.SingletonSupplier;

/** Knows the answers of Actuator's health by their route: at its path, and at those of groups beside it, e.g. /readyz. */
final class ActuatorHealthAnswers implements Predicate<HttpServletRequest> {

    private static final EndpointId HEALTH = EndpointId.of("health");

    private final SingletonSupplier<Set<String>> routes;

    ActuatorHealthAnswers(ObjectProvider<PathMappedEndpoints> endpoints, ObjectProvider<HealthEndpointGroups> groups) {
        this.routes = SingletonSupplier.of(() -> routes(endpoints, groups));
    }

    private static Set<String> routes(
            ObjectProvider<PathMappedEndpoints> endpoints, ObjectProvider<HealthEndpointGroups> groups) {
        Set<String> routes = new HashSet<>();
        endpoints.ifAvailable(all -> {
            String path = all.getPath(HEALTH);
            if (path != null) {
                add(path, routes);
            }
        });
        groups.ifAvailable(all -> all.getAllWithAdditionalPath(WebServerNamespace.SERVER).stream()
                .map(group -> Objects.requireNonNull(group.getAdditionalPath()).getValue())
                .forEach(path -> add(path, routes)));
        return routes;
    }

    private static void add(String path, Set<String> routes) {
        String whole = path.startsWith("/") ? path : "/" + path;
        routes.add(whole);
        routes.add(whole + "/**");
    }

    @Override
    public boolean test(HttpServletRequest request) {
        String route = RequestAttributes.text(request, RouteAttribute.NAME);
        return route != null && routes.obtain().contains(route);
    }
}
