package dev.gatehouse.version;

import dev.gatehouse.web.HookedResponse;
import dev.gatehouse.web.HttpRequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Announces the deprecation of paths; of several rules that cover a request the first counts. Stands before
 * authentication, so that clients learn of it even when they are refused, for every dispatch but ERROR. Immutable,
 * thread-safe.
 */
public final class DeprecationFilter extends HttpRequestFilter {

    private final DeprecationGate gate;
    private final List<DeprecationRule> rules;

    /**
     * Creates the filter.
     *
     * @param gate announces and refuses
     * @param rules what is deprecated
     */
    public DeprecationFilter(DeprecationGate gate, List<DeprecationRule> rules) {
        this.gate = gate;
        this.rules = List.copyOf(rules);
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        DeprecationRule rule = DeprecationGate.isAnnounced(request) ? null : find(request);
        if (rule == null) {
            chain.doFilter(request, response);
        } else {
            announce(rule, request, HookedResponse.of(request, response), chain);
        }
    }

    /** Does not settle the response: filters further out are not done with it. */
    private void announce(DeprecationRule rule, HttpServletRequest request, HookedResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (gate.admit(request, response, rule.name(), rule.deprecation(), rule.goneAfterSunset())) {
            chain.doFilter(request, response);
        }
        if (!request.isAsyncStarted()) {
            rule.deprecation().announceIfLost(response);
        }
    }

    private @Nullable DeprecationRule find(HttpServletRequest request) {
        for (DeprecationRule rule : rules) {
            if (rule.matcher().matches(request)) {
                return rule;
            }
        }
        return null;
    }
}
