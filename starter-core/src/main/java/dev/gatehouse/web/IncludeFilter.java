package dev.gatehouse.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Tells the response that a resource is being included. The container ignores the headers, the status, the content type and
 * the resets of such a resource, so that a response which took note of them would believe what is not so.
 *
 * <p>Stands first, for the dispatch INCLUDE; others pass, for Jetty runs a filter that is mapped to the names of servlets in
 * every dispatch. Stateless, thread-safe.
 */
public final class IncludeFilter extends HttpRequestFilter {

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HookedResponse hooked =
                request.getDispatcherType() == DispatcherType.INCLUDE ? HookedResponse.in(response) : null;
        if (hooked == null) {
            chain.doFilter(request, response);
            return;
        }
        hooked.beginInclude();
        try {
            chain.doFilter(request, response);
        } finally {
            hooked.endInclude();
        }
    }
}
