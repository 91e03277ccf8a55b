package dev.gatehouse.deadline;

import dev.gatehouse.error.Problem;
import dev.gatehouse.web.HookedResponse;
import dev.gatehouse.web.RequestAttributes;
import dev.gatehouse.web.SendHook;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request on its worker's thread, and the one switch on which worker and watch agree: either the worker ends the
 * request or begins to send and no interrupt comes any more, or the watch interrupts it, once, and the worker takes the
 * interrupt back before it sends or hands the thread on: containers take it for the end of the connection.
 */
final class RunningRequest implements Supplier<@Nullable Problem>, SendHook {

    private static final int RUNNING = 0;
    private static final int INTERRUPTING = 1;
    private static final int INTERRUPTED = 2;
    private static final int SENDING = 3;
    private static final int DONE = 4;

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
    private final TimeoutAnswer onTimeout;
    private final boolean cutWhileSending;

    /** These are let go with the request, for the watch keeps this object until its next look. */
    private @Nullable Thread thread;

    private @Nullable HttpServletRequest request;
    private @Nullable HookedResponse response;
    private @Nullable String method;
    private @Nullable String path;
    private @Nullable String id;
    private boolean overruled;
    private volatile boolean givenUp;
    private volatile int state;

    RunningRequest(
            Deadline deadline,
            TimeoutAnswer onTimeout,
            boolean cutWhileSending,
            HttpServletRequest request,
            HookedResponse response) {
        this.deadline = deadline;
        this.onTimeout = onTimeout;
        this.cutWhileSending = cutWhileSending;
        this.thread = Thread.currentThread();
        this.request = request;
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
        boolean inTime = STATE.compareAndSet(this, RUNNING, DONE) || state == SENDING;
        // A flag that the handler left behind does the same harm to the next request.
        takeInterruptBack();
        state = DONE;
        thread = null;
        request = null;
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
        if (givenUp) {
            return onTimeout.problem();
        }
        if (Thread.currentThread() != thread) {
            return null;
        }
        boolean overdue = deadline.isExpired() && !isAnswering();
        boolean unnoticed = overdue && STATE.compareAndSet(this, RUNNING, INTERRUPTED);
        if (!unnoticed && (state == RUNNING || state == SENDING)) {
            return null;
        }
        takeInterruptBack();
        overruled = true;
        return onTimeout.problem();
    }

    /**
     * For the worker: an answer that begins late is an answer all the same, unless it is the failure that the interrupt
     * became.
     */
    @Override
    public void beforeSending(int status) {
        HttpServletRequest current = request;
        HookedResponse answer = response;
        if (Thread.currentThread() != thread || current == null || answer == null) {
            liftForHelper();
            return;
        }
        if (beginsInTime() || state == SENDING) {
            return;
        }
        takeInterruptBack();
        if (isFailure(status) && !answer.isIncluded() && !TimeoutAnswer.isGiven(current)) {
            replace(current, answer);
        }
    }

    /** What is on its way takes as long as it needs, and so do the calls that it is made of. */
    private boolean beginsInTime() {
        if (cutWhileSending) {
            return state == RUNNING;
        }
        boolean inTime = STATE.compareAndSet(this, RUNNING, SENDING);
        if (inTime) {
            deadline.lift();
        }
        return inTime;
    }

    /** Another thread writes the answer while the worker waits for it. */
    private void liftForHelper() {
        if (!cutWhileSending && state == RUNNING && !deadline.isExpired()) {
            deadline.lift();
        }
    }

    private void replace(HttpServletRequest current, HookedResponse answer) {
        try {
            if (onTimeout.give(current, answer)) {
                answer.seal();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether an interrupted worker failed, going by its answer; who was told what to say instead has said that. */
    boolean isFailure(int status) {
        return status >= 500 && !(overruled && status == onTimeout.problem().status());
    }

    /** The container waits no longer; whether for our time or for a shorter one of the application, the deadline tells. */
    void giveUp() {
        givenUp = deadline.isExpired();
    }

    /** The answer is complete; what goes on after one in time is not bound by it. */
    void complete() {
        if (!deadline.isExpired()) {
            deadline.lift();
        }
    }

    /** The watch needs a moment between its decision and the interrupt. */
    private void takeInterruptBack() {
        while (state == INTERRUPTING) {
            Thread.yield();
        }
        Thread.interrupted();
    }
}
