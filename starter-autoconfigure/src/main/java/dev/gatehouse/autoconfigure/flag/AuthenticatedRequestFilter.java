package dev.gatehouse.autoconfigure.flag;

import dev.gatehouse.web.HttpRequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Keeps the request in which authentication put its user, for what asks for a flag in front of the handlers: the thread
 * knows there only the request that came in, which has no user. Stands right behind authentication, for the dispatches
 * REQUEST, ASYNC and ERROR, each of which is authenticated anew. Stateless.
 */
final class AuthenticatedRequestFilter extends HttpRequestFilter {

    private static final String ATTRIBUTE = AuthenticatedRequestFilter.class.getName();

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        request.setAttribute(ATTRIBUTE, request);
        chain.doFilter(request, response);
    }

    /** The request that knows more: the kept one where it wraps the given one, not where a filter further in wrapped it again. */
    static HttpServletRequest of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof HttpServletRequestWrapper kept && kept.isWrapperFor(request)
                ? kept
                : request;
    }
}
