package dev.gatehouse.requestid;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Hears of each inbound request id that did not have the allowed form, for metrics. Called on the thread of the
 * request; must be quick and must not throw. The value itself is hostile: count it, never log it.
 */
@FunctionalInterface
public interface InvalidRequestIdListener {

    /**
     * Called once for a request whose id was thrown away.
     *
     * @param request the request, which already has its new id
     */
    void onInvalidId(HttpServletRequest request);
}
