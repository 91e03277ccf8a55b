package dev.gatehouse.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * A filter for HTTP. Anything that is not HTTP passes untouched. Subclasses are stateless or hold immutable settings,
 * so that one instance serves all threads.
 */
public abstract class HttpRequestFilter implements Filter {

    @Override
    public final void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest httpRequest && response instanceof HttpServletResponse httpResponse) {
            filter(httpRequest, httpResponse, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    /**
     * Asks, decides, and goes on or refuses.
     *
     * @param request the request
     * @param response its response
     * @param chain the rest of the way; not called when the request is refused
     * @throws IOException if reading or writing fails
     * @throws ServletException if the rest of the chain fails
     */
    protected abstract void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException;
}
