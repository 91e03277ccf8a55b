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

/** Waits for the answer of a request that is handled asynchronously, and completes its charges. */
final class AnsweredRequest implements AsyncListener {

    private static final ExceptionProblems OF_CONTAINER = new ContainerProblems();

    private final RequestCharges charges;
    private final HttpServletResponse response;
    private volatile boolean abandoned;

    private AnsweredRequest(RequestCharges charges, HttpServletResponse response) {
        this.charges = charges;
        this.response = response;
    }

    /** Completes the charges now, or when the answer is there; until then a dispatch may lead to rules that wait for it. */
    static void complete(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Throwable failure,
            RequestCharges charges) {
        if (!charges.awaitsAnswer() && !request.isAsyncStarted()) {
            return;
        }
        AnsweredRequest answered = new AnsweredRequest(charges, response);
        if (!AsyncWork.tell(request, answered)) {
            answered.complete(failure);
        }
    }

    /** Nobody gets anything back by hanging up: what was sent until then counts, and no answer makes nothing undone. */
    private void complete(@Nullable Throwable failure) {
        if (failure == null || response.isCommitted()) {
            charges.complete(response.getStatus());
        } else if (UncaughtExceptions.isDisconnect(failure)) {
            abandoned = true;
        } else {
            charges.complete(statusOf(failure));
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
