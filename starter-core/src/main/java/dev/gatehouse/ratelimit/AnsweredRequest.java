package dev.gatehouse.ratelimit;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Waits for the answer of a request that is handled asynchronously, and completes its limits. */
final class AnsweredRequest implements AsyncListener {

    private static final int FAILED = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;

    private final RequestLimits limits;
    private final HttpServletResponse response;

    private AnsweredRequest(RequestLimits limits, HttpServletResponse response) {
        this.limits = limits;
        this.response = response;
    }

    /** Completes the limits now, or when the answer is there. */
    static void complete(
            HttpServletRequest request, HttpServletResponse response, boolean answered, RequestLimits limits) {
        if (!limits.awaitsAnswer()) {
            return;
        }
        if (request.isAsyncStarted()) {
            request.getAsyncContext().addListener(new AnsweredRequest(limits, response));
        } else {
            limits.complete(answered ? response.getStatus() : FAILED);
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        limits.complete(event.getThrowable() == null ? response.getStatus() : FAILED);
    }

    /** What becomes of it, the status says in the end. */
    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {
        limits.complete(FAILED);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
