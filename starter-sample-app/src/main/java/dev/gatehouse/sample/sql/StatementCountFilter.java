package dev.gatehouse.sample.sql;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Counts the statements of a request, authentication included, over its asynchronous dispatches, and reports them at its end.
 * Thread-safe.
 */
final class StatementCountFilter extends OncePerRequestFilter {

    private static final String COUNT = StatementCount.class.getName();

    /** Clients send any word for a method, and the metric must not grow with what they think of. */
    private static final Set<String> METHODS =
            Arrays.stream(HttpMethod.values()).map(HttpMethod::name).collect(Collectors.toUnmodifiableSet());

    private final StatementMeter meter;

    StatementCountFilter(StatementMeter meter) {
        this.meter = meter;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        StatementCount count = countOf(request);
        StatementCount.Scope scope = count.open();
        try {
            chain.doFilter(request, response);
        } finally {
            scope.close();
            if (!isAsyncStarted(request)) {
                meter.record(method(request), route(request), count.statements());
            }
        }
    }

    private static StatementCount countOf(HttpServletRequest request) {
        if (request.getAttribute(COUNT) instanceof StatementCount begun) {
            return begun;
        }
        StatementCount count = new StatementCount();
        request.setAttribute(COUNT, count);
        return count;
    }

    private static String method(HttpServletRequest request) {
        return METHODS.contains(request.getMethod()) ? request.getMethod() : "other";
    }

    private static String route(HttpServletRequest request) {
        Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return route == null ? "none" : route.toString();
    }
}
