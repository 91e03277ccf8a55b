package dev.gatehouse.autoconfigure.web;

import dev.gatehouse.web.RequestMatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Matches paths as Spring MVC matches those of controllers: decoded, without parameters, below the prefix of its own
 * servlet; below the context path where a request goes to another servlet. A rule must not be passed by another spelling, so
 * a slash at the end does not matter, and of a path that the container reads differently both readings are tried.
 * Thread-safe.
 */
public final class PathRequestMatcher implements RequestMatcher {

    private static final String FORM = "Write patterns as in controllers, e.g. /orders/{id} or /files/**.";

    private final List<PathPattern> patterns;
    private final @Nullable LiteralParts literals;
    private final Set<String> methods;

    /**
     * Creates a matcher.
     *
     * @param parser the parser that Spring MVC uses
     * @param patterns path patterns such as {@code /orders/{id}} or {@code /files/**}, one of which has to match; empty
     *     for any path
     * @param methods HTTP methods, one of which has to match; {@code GET} covers {@code HEAD} and the handshakes of
     *     WebSockets in HTTP/2; empty for any method
     * @throws IllegalArgumentException if a pattern cannot be read, or no path can match it because it is written as in a
     *     URL: encoded, with parameters, or with a scheme; the message says what to write
     */
    public PathRequestMatcher(PathPatternParser parser, List<String> patterns, Set<String> methods) {
        this.patterns = patterns.stream().map(pattern -> parse(parser, pattern)).toList();
        this.literals = parser.isCaseSensitive() ? LiteralParts.of(this.patterns) : null;
        this.methods = Set.copyOf(methods);
    }

    /**
     * Makes the matcher of a property that holds patterns.
     *
     * @param parser the parser that Spring MVC uses
     * @param property the full name of the property
     * @param patterns its value
     * @param methods HTTP methods, as in the constructor
     * @return the matcher
     * @throws InvalidConfigurationPropertyValueException if there is no pattern, or one cannot be used
     */
    public static PathRequestMatcher of(
            PathPatternParser parser, String property, List<String> patterns, Set<String> methods) {
        if (patterns.isEmpty()) {
            throw new InvalidConfigurationPropertyValueException(property, patterns, "It names no path. " + FORM);
        }
        try {
            return new PathRequestMatcher(parser, patterns, methods);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationPropertyValueException(property, patterns, String.valueOf(e.getMessage()));
        }
    }

    private static PathPattern parse(PathPatternParser parser, String pattern) {
        try {
            PathPattern parsed = parser.parse(parser.initFullPathPattern(pattern));
            PatternFlaws.refuse(pattern);
            return parsed;
        } catch (PatternParseException e) {
            throw new IllegalArgumentException(e.getMessage() + ". " + FORM, e);
        }
    }

    /**
     * Makes the matcher of a property that holds patterns of paths that are exempt from a protection: a path that can be
     * read in two ways is not.
     *
     * @param parser the parser that Spring MVC uses
     * @param property the full name of the property
     * @param patterns its value; empty for none
     * @return the matcher
     * @throws InvalidConfigurationPropertyValueException if a pattern cannot be used
     */
    public static RequestMatcher ofExempt(PathPatternParser parser, String property, List<String> patterns) {
        if (patterns.isEmpty()) {
            return request -> false;
        }
        return ofOneReading(of(parser, property, patterns, Set.of()));
    }

    /**
     * Makes the matcher of requests that are allowed more than others: one whose path can be read in two ways is not.
     *
     * @param parser the parser that Spring MVC uses
     * @param patterns path patterns as in the constructor; empty for any path, however it is read
     * @return the matcher
     * @throws IllegalArgumentException if a pattern cannot be read, or no path can match it because it is written as in a
     *     URL: encoded, with parameters, or with a scheme; the message says what to write
     */
    public static RequestMatcher ofGenerous(PathPatternParser parser, List<String> patterns) {
        PathRequestMatcher matcher = new PathRequestMatcher(parser, patterns, Set.of());
        if (patterns.isEmpty()) {
            return matcher;
        }
        return ofOneReading(matcher);
    }

    private static RequestMatcher ofOneReading(PathRequestMatcher matcher) {
        return request -> matcher.matches(request) && ParsedPath.of(request).hasOneReading();
    }

    /**
     * Makes the matcher of requests whose path the container and Spring MVC may read differently, or which cannot be
     * read at all.
     *
     * @return the matcher
     */
    public static RequestMatcher unusualPaths() {
        return request -> !ParsedPath.of(request).hasOneReading();
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        if (!methods.isEmpty() && !matchesMethod(request.getMethod())) {
            return false;
        }
        if (patterns.isEmpty()) {
            return true;
        }
        if (literals != null && literals.exclude(request)) {
            return false;
        }
        ParsedPath path = ParsedPath.of(request);
        return matches(path.byMvc()) || matches(path.byContainer());
    }

    /**
     * Tells whether the pattern of a handler lies under one of these patterns.
     *
     * @param handlerPattern the pattern of a handler, any method
     * @return true if it does, as far as its text tells
     */
    public boolean covers(String handlerPattern) {
        return patterns.isEmpty() || matches(PathContainer.parsePath(handlerPattern));
    }

    /**
     * Tells whether a path and a method lie under one of these patterns and methods.
     *
     * @param path a path below the context path, without wildcards
     * @param method an HTTP method
     * @return true if both do
     */
    public boolean covers(String path, String method) {
        return (methods.isEmpty() || matchesMethod(method)) && covers(path);
    }

    private boolean matchesMethod(String method) {
        return methods.contains(method) || (isGetByAnotherName(method) && methods.contains("GET"));
    }

    /** The handshake of a WebSocket is a GET in HTTP/1.1 and a CONNECT in HTTP/2 (RFC 8441, 5). */
    private static boolean isGetByAnotherName(String method) {
        return "HEAD".equals(method) || "CONNECT".equals(method);
    }

    private boolean matches(@Nullable PathContainer path) {
        if (path == null) {
            return false;
        }
        PathContainer trimmed = withoutLastSlash(path);
        for (PathPattern pattern : patterns) {
            if (pattern.matches(path) || (trimmed != null && pattern.matches(trimmed))) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable PathContainer withoutLastSlash(PathContainer path) {
        int size = path.elements().size();
        boolean endsWithSlash = size > 1 && path.elements().get(size - 1) instanceof PathContainer.Separator;
        return endsWithSlash ? path.subPath(0, size - 1) : null;
    }
}
