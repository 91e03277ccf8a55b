package dev.gatehouse.error;

import jakarta.servlet.http.HttpServletRequest;

/** Tells which errors the application answers with a page of its own, in an error dispatch. Implementations are thread-safe. */
@FunctionalInterface
public interface ErrorPageMatcher {

    /** No page: every error is answered by its problem. */
    ErrorPageMatcher NONE = (request, status) -> false;

    /**
     * Tells whether the client of this request gets a page.
     *
     * @param request the request that failed, not the error dispatch
     * @param status the status of the error
     * @return true if an error dispatch for that status ends in a page
     */
    boolean hasPage(HttpServletRequest request, int status);
}
