package dev.gatehouse.autoconfigure.web;

import dev.gatehouse.web.RequestMatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * Matches paths to which a rule shall not apply, below the context path: filters answer some of them beside Spring MVC, however
 * that is mapped. An exemption must not be gained by an odd spelling: only a path that
 * everybody reads alike can match. Thread-safe.
 */
public final class ExemptPaths implements RequestMatcher {

    private final PathPatternMatcher patterns;
    private final RequestMatcher unusual = PathRequestMatcher.unusualPaths();

    private ExemptPaths(PathPatternMatcher patterns) {
        this.patterns = patterns;
    }

    /**
     * Creates a matcher.
     *
     * @param patterns path patterns below the context path, like "/health/**"; one of them has to match
     * @return the matcher
     * @throws IllegalArgumentException if a pattern cannot be read, or no path can match it; the message names it
     */
    public static ExemptPaths anyOf(List<String> patterns) {
        return new ExemptPaths(PathPatternMatcher.belowContext(patterns));
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        return patterns.matches(request) && !unusual.matches(request);
    }
}
