package dev.gatehouse.autoconfigure.health;

import dev.gatehouse.health.HealthEndpoint;
import dev.gatehouse.health.HealthRoute;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * Names the path of the endpoint as the route of the request, as Spring MVC does for a controller: else answers to probes
 * are measured under {@code UNKNOWN}, and nobody can tell them from refusals.
 */
final class ObservedEndpoint implements HealthEndpoint {

    private final String path;
    private final HealthEndpoint endpoint;

    private ObservedEndpoint(String path, HealthEndpoint endpoint) {
        this.path = path;
        this.endpoint = endpoint;
    }

    static HealthRoute at(HealthRoute route) {
        return new HealthRoute(route.path(), new ObservedEndpoint(route.path(), route.endpoint()), route.guard());
    }

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ServerHttpObservationFilter.findObservationContext(request).ifPresent(context -> context.setPathPattern(path));
        endpoint.answer(request, response);
    }
}
