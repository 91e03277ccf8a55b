package dev.gatehouse.version;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Hears of every request for something that is deprecated, for metrics. Called on the thread of the request; must be
 * quick and must not throw.
 */
@FunctionalInterface
public interface DeprecationListener {

    /**
     * Called once for each such request.
     *
     * @param request the request
     * @param endpoint the name of the rule or the template of the route: one of a small set, never text of the client
     * @param refused whether it was refused because the sunset is past
     */
    void onDeprecatedRequest(HttpServletRequest request, String endpoint, boolean refused);
}
