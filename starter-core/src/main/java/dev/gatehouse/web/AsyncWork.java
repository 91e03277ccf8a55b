package dev.gatehouse.web;

import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
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

    /**
     * Ends the work of a request whose handler failed after it had begun some, for whoever answers in its place: the container
     * takes the return of the chain for the word that the work goes on, and would wait for its end until it times out. Does
     * nothing where no work goes on, and in an included resource, whose page goes on.
     *
     * @param request the request that is answered
     */
    public static void end(ServletRequest request) {
        if (!request.isAsyncStarted() || request.getDispatcherType() == DispatcherType.INCLUDE) {
            return;
        }
        try {
            request.getAsyncContext().complete();
        } catch (IllegalStateException e) {
            // It has ended, or is about to: the work was quicker.
        }
    }
}
