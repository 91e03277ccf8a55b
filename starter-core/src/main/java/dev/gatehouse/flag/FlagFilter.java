package dev.gatehouse.flag;

import dev.gatehouse.web.HttpRequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * Makes paths depend on flags; all rules that cover a request have to let it pass. Stands behind authentication, since a
 * flag may be on for some users only, for every dispatch but ERROR. Immutable, thread-safe.
 */
public final class FlagFilter extends HttpRequestFilter {

    private final FlagGate gate;
    private final List<FlagRule> rules;

    /**
     * Creates the filter.
     *
     * @param gate asks the flags
     * @param rules which requests depend on which flag
     */
    public FlagFilter(FlagGate gate, List<FlagRule> rules) {
        this.gate = gate;
        this.rules = List.copyOf(rules);
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        for (FlagRule rule : rules) {
            if (rule.matcher().matches(request) && !gate.admit(request, response, rule.flag(), rule.status())) {
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
