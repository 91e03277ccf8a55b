package dev.gatehouse.flag;

import jakarta.servlet.http.HttpServletRequest;

/** Tells whether a flag is on for the client of a request. Implementations are thread-safe and never throw. */
@FunctionalInterface
public interface FlagEvaluator {

    /**
     * Evaluates a flag.
     *
     * @param flag the name of the flag
     * @param request the request of the client
     * @return true if it is on; false if it is off, unknown or cannot be evaluated
     */
    boolean isOn(String flag, HttpServletRequest request);
}
