package dev.gatehouse.autoconfigure.web;

import dev.gatehouse.web.RequestMatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Matches paths as Spring MVC matches its routes: parsed and decoded by segment, so that {@code ;params} and {@code %68ello}
 * lead to the same answer. What Spring MVC cannot read, or the container not even parse, matches nothing. Immutable, thread-safe.
 */
public final class PathPatternMatcher implements RequestMatcher {

    private final List<PathPattern> patterns;
    private final Function<HttpServletRequest, @Nullable PathContainer> reading;

    private PathPatternMatcher(List<String> patterns, Function<HttpServletRequest, @Nullable PathContainer> reading) {
        this.patterns = patterns.stream().map(PathPatternMatcher::parse).toList();
        this.reading = reading;
    }

    /**
     * Creates a matcher of paths below the prefix of Spring MVC's own servlet, or below the context path where a request goes to
     * another one.
     *
     * @param patterns path patterns like "/admin/**"; one of them has to match
     * @return the matcher
     * @throws IllegalArgumentException if a pattern cannot be read, or no path can match it; the message names it
     */
    public static PathPatternMatcher anyOf(List<String> patterns) {
        return new PathPatternMatcher(
                patterns, request -> ParsedPath.of(request).byMvc());
    }

    /** Creates a matcher of paths below the context path, whichever servlet a request goes to. */
    static PathPatternMatcher belowContext(List<String> patterns) {
        return new PathPatternMatcher(patterns, ParsedPath::belowContext);
    }

    private static PathPattern parse(String pattern) {
        if (!pattern.startsWith("/")) {
            throw new IllegalArgumentException("'" + pattern + "' is not a path. Start it with a slash: /admin/**.");
        }
        try {
            PathPattern parsed = PathPatternParser.defaultInstance.parse(pattern);
            PatternFlaws.refuse(pattern);
            return parsed;
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
        PathContainer path = reading.apply(request);
        if (path == null) {
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
