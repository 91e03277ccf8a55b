package dev.gatehouse.deadline;

import dev.gatehouse.error.Problem;
import dev.gatehouse.web.HookedResponse;
import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request on its worker's thread, and the one switch on which worker and watch agree: either the worker ends the
 * request and no interrupt comes any more, or the watch interrupts it, once, and the worker takes the interrupt back
 * before it hands the thread on.
 */
final class RunningRequest implements Supplier<@Nullable Problem> {

    private static final int RUNNING = 0;
    private static final int INTERRUPTING = 1;
    private static final int INTERRUPTED = 2;
    private static final int DONE = 3;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(RunningRequest.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The neighbour in the stack and later in the list of the {@link RequestWatch}. */
    @Nullable
    RunningRequest next;

    private final Deadline deadline;
    private final Problem onTimeout;

    /** These are let go with the request, for the watch keeps this object until its next look. */
    private @Nullable Thread thread;

    private @Nullable HookedResponse response;
    private @Nullable String method;
    private @Nullable String path;
    private @Nullable String id;
    private volatile int state;

    RunningRequest(
            Deadline deadline, Problem onTimeout, @Nullable HookedResponse response, HttpServletRequest request) {
        this.deadline = deadline;
        this.onTimeout = onTimeout;
        this.thread = Thread.currentThread();
        this.response = response;
        this.method = request.getMethod();
        this.path = request.getRequestURI();
        this.id = RequestAttributes.text(request, RequestAttributes.REQUEST_ID);
    }

    Deadline deadline() {
        return deadline;
    }

    boolean isDone() {
        return state == DONE;
    }

    boolean isInterrupted() {
        return state == INTERRUPTED;
    }

    /** For the watch: whether the client already gets the answer. Reads our own wrapper, never the container's object. */
    boolean isAnswering() {
        HookedResponse current = response;
        return current != null && current.isSending();
    }

    /**
     * For the watch: interrupts the worker unless the request has ended or was interrupted before.
     *
     * @return whether it was interrupted now
     */
    boolean interrupt() {
        Thread worker = thread;
        if (worker == null || !STATE.compareAndSet(this, RUNNING, INTERRUPTING)) {
            return false;
        }
        try {
            worker.interrupt();
        } finally {
            state = INTERRUPTED;
        }
        return true;
    }

    /** For the watch: where the worker is; null when the request ended meanwhile. */
    @Nullable
    StuckWorker sample(long overdueNanos) {
        Thread worker = thread;
        String of = method;
        String where = path;
        if (worker == null || of == null || where == null) {
            return null;
        }
        StuckWorker sample = StuckWorker.of(worker, of, where, id, overdueNanos);
        return isInterrupted() ? sample : null;
    }

    /**
     * For the worker: ends the request. From here on no interrupt comes.
     *
     * @return whether it was interrupted; the interrupt is taken back
     */
    boolean end() {
        boolean inTime = STATE.compareAndSet(this, RUNNING, DONE);
        if (inTime) {
            // A flag that the handler left behind does the same harm to the next request.
            Thread.interrupted();
        } else {
            takeInterruptBack();
            state = DONE;
        }
        thread = null;
        response = null;
        method = null;
        path = null;
        id = null;
        return !inTime;
    }

    /**
     * For the worker, when it has failed: what the client is told instead. A call that ended right at the deadline may be
     * here before the watch has looked; then there is nobody left to interrupt, and it is a time-out all the same.
     *
     * @return null if the failure has nothing to do with the deadline
     */
    @Override
    public @Nullable Problem get() {
        if (Thread.currentThread() != thread) {
            return null;
        }
        boolean overdue = deadline.isExpired() && !isAnswering();
        if (overdue && STATE.compareAndSet(this, RUNNING, INTERRUPTED)) {
            return onTimeout;
        }
        if (state == RUNNING) {
            return null;
        }
        takeInterruptBack();
        return onTimeout;
    }

    /** The watch needs a moment between its decision and the interrupt. */
    private void takeInterruptBack() {
        while (state == INTERRUPTING) {
            Thread.yield();
        }
        Thread.interrupted();
    }
}
