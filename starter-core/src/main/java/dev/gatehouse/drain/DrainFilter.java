package dev.gatehouse.drain;

import dev.gatehouse.web.ContainerRequest;
import dev.gatehouse.web.HookedResponse;
import dev.gatehouse.web.HttpRequestFilter;
import dev.gatehouse.web.ResponseHook;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Ends kept-alive connections while the service drains: each answer that begins from then on says {@code Connection:
 * close} (RFC 9112, 9.6), also to a request that came before, so that clients open their next connection to an instance
 * that stays. A WebSocket handshake stays one. HTTP/2 has its own way and is left alone.
 *
 * <p>Stands before everything that answers, for the dispatches REQUEST, ASYNC and ERROR. Costs one volatile read.
 * Thread-safe.
 */
public final class DrainFilter extends HttpRequestFilter {

    private final ResponseHook closeInDrain;

    /**
     * Creates the filter.
     *
     * @param drain tells whether the service drains
     */
    public DrainFilter(Drain drain) {
        this.closeInDrain = response -> {
            if (drain.hasBegun() && !isHandshake(response)) {
                response.setHeader("Connection", "close");
            }
        };
    }

    /** The answer that makes a WebSocket of the connection has to say {@code upgrade} there (RFC 6455, 4.2.2). */
    private static boolean isHandshake(HttpServletResponse response) {
        return response.getStatus() == HttpServletResponse.SC_SWITCHING_PROTOCOLS || response.containsHeader("Upgrade");
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse original, FilterChain chain)
            throws IOException, ServletException {
        if (!ContainerRequest.isHttp1(request)) {
            chain.doFilter(request, original);
            return;
        }
        HookedResponse response = HookedResponse.of(request, original);
        response.addHook(closeInDrain);
        chain.doFilter(request, response);
        if (!request.isAsyncStarted()) {
            response.settle();
        }
    }
}
