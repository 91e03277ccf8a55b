package dev.gatehouse.web;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Tells whether a rule covers a request. Implementations are thread-safe, read only the request line and headers, and
 * never parse parameters: that would consume a form body.
 */
@FunctionalInterface
public interface RequestMatcher {

    /**
     * Tells whether the request is covered.
     *
     * @param request the request
     * @return true if it is
     */
    boolean matches(HttpServletRequest request);
}
