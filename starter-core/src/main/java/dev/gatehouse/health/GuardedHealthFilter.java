package dev.gatehouse.health;

import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.Refusal;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.web.HttpRequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers the health endpoints that have a guard to users with the right to them; refuses others with 401 or 403.
 *
 * <p>Stands behind authentication, where it is known who the user is, for the dispatch REQUEST. Thread-safe.
 */
public final class GuardedHealthFilter extends HttpRequestFilter {

    private static final Problem UNAUTHENTICATED = Problem.of(ErrorCode.UNAUTHENTICATED)
            .withHeader("WWW-Authenticate", "Bearer realm=\"health\"")
            .refusedBy(new Refusal("health", "unauthenticated"));
    private static final Problem FORBIDDEN =
            Problem.of(ErrorCode.FORBIDDEN).refusedBy(new Refusal("health", "forbidden"));

    private final HealthRoutes routes;
    private final RejectionWriter rejections;

    /**
     * Creates the filter.
     *
     * @param routes the endpoints
     * @param rejections writes the refusals
     */
    public GuardedHealthFilter(HealthRoutes routes, RejectionWriter rejections) {
        this.routes = routes;
        this.rejections = rejections;
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HealthRoute route = routes.find(request);
        HealthGuard guard = route == null ? null : route.guard();
        if (route == null || guard == null) {
            chain.doFilter(request, response);
            return;
        }
        switch (guard.users().of(request)) {
            case ADMITTED -> route.answer(request, response);
            case FORBIDDEN -> rejections.write(request, response, FORBIDDEN);
            case ANONYMOUS -> rejections.write(request, response, UNAUTHENTICATED);
        }
    }
}
