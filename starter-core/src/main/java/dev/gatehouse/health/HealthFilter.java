package dev.gatehouse.health;

import dev.gatehouse.web.HttpRequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers the health endpoints that anybody may ask, and those with a guard if the request shows the token. All other
 * requests go on.
 *
 * <p>Stands behind what decides who may come in at all, and before limits and authentication: a probe must get its
 * answer also when the service is full, and has no credentials. For the dispatch REQUEST. Costs one look into a map.
 * Thread-safe.
 */
public final class HealthFilter extends HttpRequestFilter {

    private final HealthRoutes routes;

    /**
     * Creates the filter.
     *
     * @param routes the endpoints
     */
    public HealthFilter(HealthRoutes routes) {
        this.routes = routes;
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HealthRoute route = routes.find(request);
        if (route == null) {
            chain.doFilter(request, response);
            return;
        }
        HealthGuard guard = route.guard();
        if (guard == null || guard.admitsToken(request)) {
            route.answer(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }
}
