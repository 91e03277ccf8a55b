package dev.gatehouse.accesslog;

import dev.gatehouse.web.HttpRequestFilter;
import dev.gatehouse.web.LogText;
import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Names the authenticated user to the log: as request attribute {@link RequestAttributes#USER} and in the logging
 * context while the request is handled. The name is made safe for logs and cut at 128 characters. What stood in the
 * logging context before stands there afterwards.
 *
 * <p>Stands right behind authentication, for the dispatches REQUEST, ASYNC and ERROR. Reads
 * {@link HttpServletRequest#getUserPrincipal()}, which Spring Security and the container both fill. Immutable,
 * thread-safe.
 */
public final class UserFilter extends HttpRequestFilter {

    private static final int MAX_LENGTH = 128;

    private final String mdcKey;

    /**
     * Creates the filter.
     *
     * @param mdcKey the key of the user in the logging context
     */
    public UserFilter(String mdcKey) {
        this.mdcKey = mdcKey;
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Principal principal = request.getUserPrincipal();
        String user = principal == null ? null : logName(principal);
        if (user == null) {
            chain.doFilter(request, response);
            return;
        }
        request.setAttribute(RequestAttributes.USER, user);
        String previous = MDC.get(mdcKey);
        MDC.put(mdcKey, user);
        try {
            chain.doFilter(request, response);
        } finally {
            if (previous == null) {
                MDC.remove(mdcKey);
            } else {
                MDC.put(mdcKey, previous);
            }
        }
    }

    static @Nullable String logName(Principal principal) {
        String name = principal.getName();
        return name == null || name.isEmpty() ? null : LogText.safe(name, MAX_LENGTH);
    }
}
