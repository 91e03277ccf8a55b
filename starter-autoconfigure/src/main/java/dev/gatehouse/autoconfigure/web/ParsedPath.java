package dev.gatehouse.autoconfigure.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.Element;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.http.server.RequestPath;
import org.springframework.util.StringUtils;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * The path of a request below Spring MVC's servlet, or below the context path where it goes to another one; parsed once.
 * There are two readings of a path such as {@code /a/../b} or {@code //b}: Spring MVC takes it as it stands, the container as
 * {@code /b}. A usual path has only one.
 */
final class ParsedPath {

    private static final String ATTRIBUTE = ParsedPath.class.getName();

    private final String uri;
    private final @Nullable String servlet;
    private final @Nullable PathContainer byMvc;
    private final @Nullable PathContainer byContainer;

    private ParsedPath(HttpServletRequest request, @Nullable PathContainer byMvc, boolean usual) {
        this.uri = uri(request);
        this.servlet = servlet(request);
        this.byMvc = byMvc;
        this.byContainer = usual ? null : readingOfTheContainer(request);
    }

    static ParsedPath of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof ParsedPath parsed && parsed.isOf(request)) {
            return parsed;
        }
        ParsedPath parsed = parse(request);
        request.setAttribute(ATTRIBUTE, parsed);
        return parsed;
    }

    /** The path below the context path, whichever servlet has it; null if Spring MVC could not read it. */
    static @Nullable PathContainer belowContext(HttpServletRequest request) {
        String uri = uri(request);
        try {
            return uri.isEmpty()
                    ? null
                    : RequestPath.parse(uri, request.getContextPath()).pathWithinApplication();
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    /** A forward, an include and an asynchronous dispatch may lead to another path. */
    private boolean isOf(HttpServletRequest request) {
        return uri.equals(uri(request)) && Objects.equals(servlet, servlet(request));
    }

    private static ParsedPath parse(HttpServletRequest request) {
        if (uri(request).isEmpty()) {
            return new ParsedPath(request, null, false);
        }
        PathContainer path;
        try {
            path = pathOf(request).pathWithinApplication();
        } catch (IllegalArgumentException unreadable) {
            return new ParsedPath(request, null, false);
        }
        return new ParsedPath(request, path, isUsual(path));
    }

    private static @Nullable String servlet(HttpServletRequest request) {
        HttpServletMapping mapping = MappedServlet.mapping(request);
        return mapping == null ? null : mapping.getServletName();
    }

    /** Spring takes the prefix of any servlet off, also of one whose paths no handler has. */
    private static RequestPath pathOf(HttpServletRequest request) {
        return isBelowPrefix(request)
                ? ServletRequestPathUtils.parse(request)
                : RequestPath.parse(uri(request), request.getContextPath());
    }

    private static boolean isBelowPrefix(HttpServletRequest request) {
        HttpServletMapping mapping = MappedServlet.mapping(request);
        return mapping != null
                && mapping.getMappingMatch() == MappingMatch.PATH
                && MappedServlet.isOfSpringMvc(request);
    }

    /** The path that is asked for in this dispatch, as it was written; empty where the container could not read a request. */
    static String uri(HttpServletRequest request) {
        String uri = request.getAttribute(RequestDispatcher.INCLUDE_REQUEST_URI) instanceof String included
                ? included
                : request.getRequestURI();
        return uri == null ? "" : uri;
    }

    private static boolean isUsual(PathContainer path) {
        boolean afterSeparator = false;
        for (Element element : path.elements()) {
            if (element instanceof PathSegment segment) {
                String text = segment.valueToMatch();
                if (!isUsual(text)) {
                    return false;
                }
                afterSeparator = false;
            } else if (afterSeparator) {
                return false;
            } else {
                afterSeparator = true;
            }
        }
        return true;
    }

    /** A segment of nothing but parameters is empty as well. */
    private static boolean isUsual(String segment) {
        return !segment.isEmpty()
                && !segment.equals(".")
                && !segment.equals("..")
                && segment.indexOf('/') < 0
                && segment.indexOf('\\') < 0;
    }

    private static PathContainer readingOfTheContainer(HttpServletRequest request) {
        boolean included = request.getAttribute(RequestDispatcher.INCLUDE_REQUEST_URI) != null;
        String servletPath =
                included ? text(request, RequestDispatcher.INCLUDE_SERVLET_PATH) : request.getServletPath();
        String rest = included ? text(request, RequestDispatcher.INCLUDE_PATH_INFO) : request.getPathInfo();
        String below = rest == null ? "" : rest;
        String decoded = isBelowPrefix(request) || servletPath == null ? below : servletPath + below;
        String encoded = StringUtils.replace(StringUtils.replace(decoded, "%", "%25"), ";", "%3B");
        return PathContainer.parsePath(encoded);
    }

    private static @Nullable String text(HttpServletRequest request, String attribute) {
        return request.getAttribute(attribute) instanceof String text ? text : null;
    }

    /** The path as Spring MVC reads it; null if it cannot. */
    @Nullable
    PathContainer byMvc() {
        return byMvc;
    }

    /** The path as the container reads it if that may be another one; else null. */
    @Nullable
    PathContainer byContainer() {
        return byContainer;
    }

    boolean hasOneReading() {
        return byMvc != null && byContainer == null;
    }
}
