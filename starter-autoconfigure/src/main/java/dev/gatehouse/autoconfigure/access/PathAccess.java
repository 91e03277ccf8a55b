package dev.gatehouse.autoconfigure.access;

import dev.gatehouse.autoconfigure.web.PathRequestMatcher;
import dev.gatehouse.web.RequestMatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.web.util.pattern.PathPatternParser;

/** The rules that the configuration puts on paths whose handlers say nothing. */
final class PathAccess {

    private final List<Guarded> guarded = new ArrayList<>();
    private final RequestMatcher open;
    private final List<PathRequestMatcher> openPatterns;

    PathAccess(PathPatternParser parser, EndpointGuardProperties properties) {
        for (int i = 0; i < properties.paths().size(); i++) {
            guarded.add(guarded(
                    parser,
                    EndpointGuardProperties.PREFIX + ".paths[" + i + "]",
                    properties.paths().get(i)));
        }
        String property = EndpointGuardProperties.PREFIX + ".public-paths";
        List<String> paths = properties.publicPaths();
        this.open = PathRequestMatcher.ofExempt(parser, property, paths);
        this.openPatterns =
                paths.isEmpty() ? List.of() : List.of(PathRequestMatcher.of(parser, property, paths, Set.of()));
    }

    private static Guarded guarded(PathPatternParser parser, String property, EndpointGuardProperties.Path path) {
        String permissions = property + ".permissions";
        if (path.permissions().isEmpty()) {
            throw new InvalidConfigurationPropertyValueException(
                    permissions, path.permissions(), "It names no permission. Name one, e.g. docs:read.");
        }
        try {
            path.permissions().forEach(HandlerAccess::requireUsable);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationPropertyValueException(
                    permissions, path.permissions(), String.valueOf(e.getMessage()));
        }
        return new Guarded(
                PathRequestMatcher.of(parser, property + ".paths", path.paths(), Set.of()),
                EndpointRule.guarded(Set.copyOf(path.permissions()), false, null));
    }

    /** Gives the rule of a request whose handler says nothing. */
    EndpointRule of(HttpServletRequest request) {
        for (Guarded candidate : guarded) {
            if (candidate.paths.matches(request)) {
                return candidate.rule;
            }
        }
        return open.matches(request) ? EndpointRule.PUBLIC : EndpointRule.CLOSED;
    }

    /** Tells whether a rule says something about all that a handler's pattern matches, as far as its text tells. */
    boolean covers(String handlerPattern) {
        return guarded.stream().anyMatch(candidate -> candidate.paths.covers(handlerPattern))
                || openPatterns.stream().anyMatch(paths -> paths.covers(handlerPattern));
    }

    private record Guarded(PathRequestMatcher paths, EndpointRule rule) {}
}
