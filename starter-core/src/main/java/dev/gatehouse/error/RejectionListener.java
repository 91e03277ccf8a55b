package dev.gatehouse.error;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Hears of every problem a request was answered with, for metrics and records. Called on the thread of the request
 * after the answer was written; must be quick and must not throw.
 */
@FunctionalInterface
public interface RejectionListener {

    /**
     * Called once for each problem that was written.
     *
     * @param request the request that got the answer
     * @param problem the answer
     */
    void onRejection(HttpServletRequest request, Problem problem);
}
