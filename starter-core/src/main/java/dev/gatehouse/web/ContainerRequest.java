package dev.gatehouse.web;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Finds the container's own request below all wrappers. A wrapper further out, such as Spring's forwarded-header filter,
 * may believe what any client sends; the container's request shows what really arrived.
 */
public final class ContainerRequest {

    private ContainerRequest() {}

    /**
     * Unwraps a request.
     *
     * @param request a request, wrapped or not
     * @return the innermost request; the given one when nothing usable lies below
     */
    public static HttpServletRequest of(HttpServletRequest request) {
        ServletRequest current = request;
        while (current instanceof ServletRequestWrapper wrapper) {
            current = wrapper.getRequest();
        }
        return current instanceof HttpServletRequest http ? http : request;
    }

    /**
     * Finds the host that really arrived. From HTTP/2 on a container may keep it only as its server name (RFC 9113, 8.3.1).
     *
     * @param request a request, wrapped or not
     * @return the host, with its port where the container keeps that beside it; null if there is none
     */
    public static @Nullable String host(HttpServletRequest request) {
        HttpServletRequest raw = of(request);
        String host = raw.getHeader("Host");
        if (host != null) {
            return host;
        }
        return isHttp1(raw) ? null : raw.getServerName();
    }

    /**
     * Tells whether a request came without the frames of HTTP/2 or later. A container may know no protocol of a request whose
     * first line it could not read to its end; such a line is none of HTTP/2.
     *
     * @param request a request, wrapped or not
     * @return true for HTTP/1.0, HTTP/1.1 and what says nothing
     */
    public static boolean isHttp1(HttpServletRequest request) {
        String protocol = request.getProtocol();
        return protocol == null || protocol.startsWith("HTTP/1.");
    }
}
