package dev.gatehouse.ratelimit;

import dev.gatehouse.error.ContainerProblems;
import dev.gatehouse.error.ExceptionProblems;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.UncaughtExceptions;
import dev.gatehouse.web.AsyncWork;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** Waits for the answer of a request that is handled asynchronously, and completes its limits. */
final class AnsweredRequest implements AsyncListener {

    private static final ExceptionProblems OF_CONTAINER = new ContainerProblems();

    private final RequestLimits limits;
    private final HttpServletResponse response;
    private volatile boolean abandoned;

    private AnsweredRequest(RequestLimits limits, HttpServletResponse response) {
        this.limits = limits;
        this.response = response;
    }

    /** Completes the limits now, or when the answer is there; until then a dispatch may lead to rules that wait for it. */
    static void complete(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Throwable failure,
            RequestLimits limits) {
        if (!limits.awaitsAnswer() && !request.isAsyncStarted()) {
            return;
        }
        AnsweredRequest answered = new AnsweredRequest(limits, response);
        if (!AsyncWork.tell(request, answered)) {
            answered.complete(failure);
        }
    }

    /** Nobody gets anything back by hanging up: what was sent until then counts, and no answer makes nothing undone. */
    private void complete(@Nullable Throwable failure) {
        if (failure == null || response.isCommitted()) {
            limits.complete(response.getStatus());
        } else if (UncaughtExceptions.isDisconnect(failure)) {
            abandoned = true;
        } else {
            limits.complete(statusOf(failure));
        }
    }

    private static int statusOf(Throwable failure) {
        Problem problem = OF_CONTAINER.problemOf(failure);
        return problem == null ? HttpServletResponse.SC_INTERNAL_SERVER_ERROR : problem.status();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        if (!abandoned) {
            complete(event.getThrowable());
        }
    }

    /** What becomes of it, the status says in the end. */
    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {
        complete(event.getThrowable());
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
