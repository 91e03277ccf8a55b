package dev.gatehouse.deadline;

import dev.gatehouse.error.Problem;
import dev.gatehouse.error.ProblemException;
import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.ServletRequest;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The instant until which the answer to a request is wanted. Code that works for the request reads how much time is left
 * and gives its own calls no more than that.
 *
 * <p>A deadline binds as long as its request is being handled. It is lifted when the request was answered in time, when the
 * first bytes of the answer are on their way, unless that is cut, and when the request goes on asynchronously under the
 * time-out of the container: work that outlives the request is not bound by it. Once passed it stays so. Thread-safe.
 */
public final class Deadline {

    /** What remains when nothing limits the time: about 292 years. */
    public static final Duration UNLIMITED = Duration.ofNanos(Long.MAX_VALUE);

    private static final ThreadLocal<@Nullable Deadline> CURRENT = new ThreadLocal<>();

    private final long end;
    private volatile boolean lifted;

    Deadline(long end) {
        this.end = end;
    }

    /**
     * Creates a deadline for work that does not belong to a request, e.g. a message.
     *
     * @param time how much time there is from now on, at most {@link #UNLIMITED}
     * @return the deadline
     */
    public static Deadline after(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /**
     * Returns the deadline of what this thread works for.
     *
     * @return the deadline, or null when nothing limits the time
     */
    public static @Nullable Deadline current() {
        return CURRENT.get();
    }

    /**
     * Returns the deadline of a request.
     *
     * @param request the request
     * @return the deadline, or null when it has none
     */
    public static @Nullable Deadline of(ServletRequest request) {
        return request.getAttribute(RequestAttributes.OVERRULING) instanceof RunningRequest running
                ? running.deadline()
                : null;
    }

    /**
     * Makes a deadline that of the calling thread. For libraries that carry context from thread to thread; application
     * code takes {@link #wrap(Runnable)}.
     *
     * @param deadline the deadline; null for none
     * @return what was the deadline before, to be put back; null for none
     */
    public static @Nullable Deadline replaceCurrent(@Nullable Deadline deadline) {
        Deadline previous = CURRENT.get();
        CURRENT.set(deadline);
        return previous;
    }

    /**
     * Takes the deadline of the calling thread along.
     *
     * @param task work for another thread
     * @return the task under this deadline; the task itself when there is none
     */
    public static Runnable wrap(Runnable task) {
        Deadline deadline = current();
        return deadline == null ? task : () -> deadline.run(task);
    }

    /**
     * Takes the deadline of the calling thread along.
     *
     * @param task work for another thread
     * @param <T> what the task returns
     * @return the task under this deadline; the task itself when there is none
     */
    public static <T> Callable<T> wrap(Callable<T> task) {
        Deadline deadline = current();
        return deadline == null ? task : () -> deadline.call(task);
    }

    /**
     * Makes an executor whose tasks are under the deadline of the thread that hands them in, e.g. for
     * {@link java.util.concurrent.CompletableFuture#supplyAsync(java.util.function.Supplier, Executor)}.
     *
     * @param executor runs the tasks
     * @return an executor in front of it
     */
    public static Executor wrap(Executor executor) {
        return task -> executor.execute(wrap(task));
    }

    /**
     * Runs a task under this deadline. It is not interrupted when the deadline passes.
     *
     * @param task the task
     */
    public void run(Runnable task) {
        Deadline previous = replaceCurrent(this);
        try {
            task.run();
        } finally {
            CURRENT.set(previous);
        }
    }

    /**
     * Runs a task under this deadline. It is not interrupted when the deadline passes.
     *
     * @param task the task
     * @param <T> what the task returns
     * @return what the task returned
     * @throws Exception if the task fails
     */
    public <T> T call(Callable<T> task) throws Exception {
        Deadline previous = replaceCurrent(this);
        try {
            return task.call();
        } finally {
            CURRENT.set(previous);
        }
    }

    /**
     * Tells how much time is left.
     *
     * @return the time left, zero once the deadline has passed, {@link #UNLIMITED} when it was lifted
     */
    public Duration remaining() {
        return lifted ? UNLIMITED : Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /**
     * Tells whether the time is over.
     *
     * @return true once the deadline has passed without being lifted
     */
    public boolean isExpired() {
        return !lifted && end - System.nanoTime() <= 0;
    }

    /**
     * Tells whether this deadline still limits anything.
     *
     * @return false once it was lifted
     */
    public boolean isBinding() {
        return !lifted;
    }

    /**
     * Ends work for which there is no time left; for loops and before costly steps.
     *
     * @throws ProblemException 503 if the deadline has passed
     */
    public void check() {
        if (isExpired()) {
            throw new ProblemException(Problem.of(RequestTimeoutFilter.DEADLINE_EXCEEDED));
        }
    }

    boolean isPassedAt(long now) {
        return now - end >= 0;
    }

    long overdueAt(long now) {
        return now - end;
    }

    void lift() {
        lifted = true;
    }

    @Override
    public String toString() {
        return lifted ? "Deadline[lifted]" : "Deadline[remaining=" + remaining() + "]";
    }
}
