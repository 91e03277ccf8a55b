package dev.gatehouse.ratelimit;

import dev.gatehouse.web.HookedResponse;
import dev.gatehouse.web.HttpRequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Stage one: the limits that need nothing but the request itself. Stands in front of authentication, whose password
 * hashing it protects. Counts a request once: dispatch REQUEST only, and not again when that is nested. Thread-safe.
 */
public final class RateLimitFilter extends HttpRequestFilter {

    private final RateLimitGate gate;
    private final RateLimitRules rules;

    /**
     * Creates the filter.
     *
     * @param gate lets in or refuses
     * @param rules what applies to which request
     */
    public RateLimitFilter(RateLimitGate gate, RateLimitRules rules) {
        this.gate = gate;
        this.rules = rules;
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse original, FilterChain chain)
            throws IOException, ServletException {
        if (gate.hasSeen(request)) {
            chain.doFilter(request, original);
            return;
        }
        HookedResponse response = HookedResponse.of(request, original);
        if (gate.admit(request, response, rules.applyingTo(request))) {
            goOn(request, response, chain);
        }
        if (!request.isAsyncStarted()) {
            response.settle();
        }
    }

    private static void goOn(HttpServletRequest request, HookedResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean answered = false;
        try {
            chain.doFilter(request, response);
            answered = true;
        } finally {
            AnsweredRequest.complete(request, response, answered);
        }
    }
}
