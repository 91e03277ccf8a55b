package dev.gatehouse.web;

import jakarta.servlet.http.HttpServletResponse;

/** Work to be done on a response at the last moment at which its headers can still change. */
@FunctionalInterface
public interface ResponseHook {

    /**
     * Called before the response is committed, and again if the response or its buffer was reset in between: so it must lead to the
     * same headers however often it runs. Must not write a body.
     *
     * @param response the response, not yet committed
     */
    void beforeCommit(HttpServletResponse response);
}
