package dev.gatehouse.drain;

import dev.gatehouse.web.HttpRequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Ends kept-alive connections while the service drains: each answer says {@code Connection: close} (RFC 9112, 9.6), so
 * that clients open their next connection to an instance that stays. HTTP/2 has its own way and is left alone.
 *
 * <p>Stands before everything that answers, for the dispatch REQUEST. Costs one volatile read. Thread-safe.
 */
public final class DrainFilter extends HttpRequestFilter {

    private final Drain drain;

    /**
     * Creates the filter.
     *
     * @param drain tells whether the service drains
     */
    public DrainFilter(Drain drain) {
        this.drain = drain;
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (drain.hasBegun()) {
            close(request, response);
            chain.doFilter(request, response);
            return;
        }
        chain.doFilter(request, response);
        if (drain.hasBegun() && !response.isCommitted()) {
            close(request, response);
        }
    }

    private static void close(HttpServletRequest request, HttpServletResponse response) {
        if (request.getProtocol().startsWith("HTTP/1.")) {
            response.setHeader("Connection", "close");
        }
    }
}
