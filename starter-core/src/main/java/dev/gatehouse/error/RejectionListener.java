package dev.gatehouse.error;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Hears of every problem that a request is answered with, for metrics and records. Called on the thread of the request
 * right before the answer is written; must be quick and must not throw.
 */
@FunctionalInterface
public interface RejectionListener {

    /**
     * Called once for each problem, also if the client does not wait for it.
     *
     * @param request the request that gets the answer
     * @param problem the answer
     */
    void onRejection(HttpServletRequest request, Problem problem);
}
