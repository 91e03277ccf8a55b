package dev.gatehouse.flag.openfeature;

import dev.openfeature.sdk.EvaluationContext;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Makes the evaluation context of a request, which is what a provider knows of the client. Implementations are
 * thread-safe.
 */
@FunctionalInterface
public interface RequestContexts {

    /**
     * Makes a context.
     *
     * @param request a request, behind authentication
     * @return its context
     */
    EvaluationContext of(HttpServletRequest request);
}
