package dev.gatehouse.web;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;

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
}
