package dev.gatehouse.web;

import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;

/** The work that goes on for a request after its chain has returned. */
public final class AsyncWork {

    private AsyncWork() {}

    /**
     * Has a listener told how the work goes on, if there is any. A request may look as if it went on and have nobody who would
     * tell: it is complete already, or it was {@linkplain jakarta.servlet.http.HttpServletRequest#upgrade upgraded}, which
     * Jetty takes for asynchronous.
     *
     * @param request the request whose chain has returned
     * @param listener hears of the end of the work
     * @return false if the listener will hear nothing
     */
    public static boolean tell(ServletRequest request, AsyncListener listener) {
        if (!request.isAsyncStarted()) {
            return false;
        }
        try {
            request.getAsyncContext().addListener(listener);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
