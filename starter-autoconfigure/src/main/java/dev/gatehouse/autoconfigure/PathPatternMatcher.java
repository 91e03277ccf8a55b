package dev.gatehouse.autoconfigure;

import dev.gatehouse.web.RequestMatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Matches the path below the context path as Spring MVC matches its routes: parsed and decoded by segment, so that
 * {@code ;params} and {@code %68ello} lead to the same answer. Immutable, thread-safe.
 */
public final class PathPatternMatcher implements RequestMatcher {

    private final List<PathPattern> patterns;

    private PathPatternMatcher(List<PathPattern> patterns) {
        this.patterns = patterns;
    }

    /**
     * Creates a matcher.
     *
     * @param patterns path patterns like "/admin/**"; one of them has to match
     * @return the matcher
     * @throws IllegalArgumentException if a pattern cannot be read; the message names it
     */
    public static PathPatternMatcher anyOf(List<String> patterns) {
        return new PathPatternMatcher(
                patterns.stream().map(PathPatternMatcher::parse).toList());
    }

    private static PathPattern parse(String pattern) {
        if (!pattern.startsWith("/")) {
            throw new IllegalArgumentException("'" + pattern + "' is not a path. Start it with a slash: /admin/**.");
        }
        try {
            return PathPatternParser.defaultInstance.parse(pattern);
        } catch (PatternParseException e) {
            throw new IllegalArgumentException(
                    "'" + pattern + "' is not a path pattern: " + e.getMessage() + ". Write e.g. /admin/**.", e);
        }
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        if (patterns.isEmpty()) {
            return false;
        }
        PathContainer path;
        try {
            path = RequestPath.parse(request.getRequestURI(), request.getContextPath())
                    .pathWithinApplication();
        } catch (IllegalArgumentException e) {
            // Such a path cannot be decoded, so no route matches it either.
            return false;
        }
        for (PathPattern pattern : patterns) {
            if (pattern.matches(path)) {
                return true;
            }
        }
        return false;
    }
}
