package dev.gatehouse.error;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Hears of every exception that made the service fail, for traces and error records. Called on the thread of the
 * request; must be quick and must not throw.
 */
@FunctionalInterface
public interface UncaughtExceptionListener {

    /**
     * Called once for each failure, after it was logged.
     *
     * @param request the request whose handling failed
     * @param exception what was thrown, without the wrappers of the container
     */
    void onUncaughtException(HttpServletRequest request, Throwable exception);
}
