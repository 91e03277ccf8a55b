package dev.gatehouse.autoconfigure.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Rules most requests out by the text of their path, before anything is parsed: a path of which everybody has the same reading, and
 * that nobody decodes, can match a pattern only if it contains what stands before the pattern's first wildcard. Tells nothing
 * about any other path. Immutable, thread-safe.
 */
final class LiteralParts {

    private static final String WILDCARDS = "*?{";

    private final String[] literals;

    private LiteralParts(String[] literals) {
        this.literals = literals;
    }

    /**
     * Takes patterns apart.
     *
     * @param patterns patterns that tell upper from lower case
     */
    static LiteralParts of(List<PathPattern> patterns) {
        return new LiteralParts(patterns.stream()
                .map(pattern -> literal(pattern.getPatternString()))
                .toArray(String[]::new));
    }

    /** The slash before a wildcard goes too: {@code /files/**} covers {@code /files}. */
    private static String literal(String pattern) {
        int end = 0;
        while (end < pattern.length() && WILDCARDS.indexOf(pattern.charAt(end)) < 0) {
            end++;
        }
        if (end < pattern.length()) {
            end = pattern.lastIndexOf('/', end);
        }
        return pattern.substring(0, Math.max(0, end));
    }

    /** Tells whether no pattern can match, in whatever way a servlet's prefix is taken off the path. */
    boolean exclude(HttpServletRequest request) {
        String uri = ParsedPath.uri(request);
        for (String literal : literals) {
            if (uri.contains(literal)) {
                return false;
            }
        }
        return isPlain(uri) && isBelow(uri, request.getContextPath());
    }

    /** Spring MVC does not read a path that does not start with the context path, and the container's reading counts. */
    private static boolean isBelow(String uri, String contextPath) {
        int end = contextPath.length();
        return uri.startsWith(contextPath) && (end == 0 || uri.length() == end || uri.charAt(end) == '/');
    }

    /** Visible ASCII without anything encoded, parameters, backslashes, empty segments and segments that start with a dot. */
    private static boolean isPlain(String uri) {
        char previous = 0;
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '%' || c == ';' || c == '\\') {
                return false;
            }
            if (previous == '/' && (c == '/' || c == '.')) {
                return false;
            }
            previous = c;
        }
        return !uri.isEmpty() && uri.charAt(0) == '/';
    }
}
