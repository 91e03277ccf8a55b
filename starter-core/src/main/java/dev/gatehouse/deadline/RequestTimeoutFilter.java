package dev.gatehouse.deadline;

import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.ErrorSeverity;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.Refusal;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.web.AsyncWork;
import dev.gatehouse.web.HookedResponse;
import dev.gatehouse.web.HttpRequestFilter;
import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each request a {@link Deadline}. When it passes, the worker is interrupted, once; when the worker has failed or
 * come back without an answer, the client gets 503 with {@code Retry-After}. An answer that it gives all the same stands:
 * a status below 500, a body, a redirect. Only the worker ever writes, its thread is never handed back interrupted, and
 * no interrupt comes after it or hits a write.
 *
 * <p>Exempt unless the settings say otherwise: requests that go on asynchronously (they have the time-out of the
 * container), and answers whose first bytes are on their way (downloads, streams). Interrupting is all that Java offers:
 * a loop that does not look at the flag and a blocking read of a socket on a platform thread go on. Such a worker is
 * reported once, with its stack. While a debugger can be attached nothing is interrupted.
 *
 * <p>Stands outside of everything that takes time, inside the error format, for the dispatches REQUEST and ASYNC. One
 * daemon thread serves all requests; {@link #close()} ends it, and {@link #init} begins anew. Thread-safe.
 */
public final class RequestTimeoutFilter extends HttpRequestFilter implements AutoCloseable {

    /** The request took too long: 503. */
    public static final ErrorCode DEADLINE_EXCEEDED = new ErrorCode(
            "deadline_exceeded",
            503,
            "The request took too long. Retry later.",
            ErrorCategory.UNAVAILABLE,
            ErrorSeverity.ERROR);

    private static final Logger log = LoggerFactory.getLogger(RequestTimeoutFilter.class);
    private static final Refusal REFUSAL = new Refusal("request_timeout", "deadline_exceeded");

    private final RequestTimeoutSettings settings;
    private final TimeoutAnswer onTimeout;
    private final List<TimeoutListener> listeners;
    private volatile @Nullable RequestWatch watch;

    /**
     * Creates the filter and starts its thread.
     *
     * @param settings how long requests may take
     * @param rejections writes the answers
     * @param listeners hear of each time-out
     */
    public RequestTimeoutFilter(
            RequestTimeoutSettings settings, RejectionWriter rejections, List<TimeoutListener> listeners) {
        this.settings = settings;
        this.onTimeout = new TimeoutAnswer(
                rejections,
                Problem.of(DEADLINE_EXCEEDED)
                        .withRetryAfter(settings.retryAfter())
                        .refusedBy(REFUSAL));
        this.listeners = List.copyOf(listeners);
        boolean debugged = !settings.debugging() && Debugger.canBeAttached();
        if (debugged) {
            log.info("Requests do not time out: a debugger can be attached to this virtual machine.");
        }
        this.watch = debugged ? null : new RequestWatch(settings, this.listeners);
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse original, FilterChain chain)
            throws IOException, ServletException {
        RequestWatch watching = watch;
        Deadline deadline = watching == null ? null : deadlineOf(request);
        if (deadline == null || watching == null) {
            chain.doFilter(request, original);
            return;
        }
        HookedResponse existing =
                request.getDispatcherType() == DispatcherType.REQUEST ? null : HookedResponse.in(original);
        HookedResponse response = existing == null ? HookedResponse.of(request, original) : existing;
        AsyncStart start = settings.async() ? new AsyncStart(request) : null;
        RunningRequest running = new RunningRequest(deadline, onTimeout, settings.streaming(), request, response);
        response.setSendHook(running);
        request.setAttribute(RequestAttributes.OVERRULING, running);
        Deadline previous = Deadline.replaceCurrent(deadline);
        watching.add(running);
        HttpServletResponse target = existing == null ? response : original;
        try {
            chain.doFilter(start == null ? request : start, target);
        } catch (Throwable e) {
            Problem overruling = running.get();
            if (!isOverdue(request, start, response, running, previous) || !onTimeout.give(request, target)) {
                throw e;
            }
            log.debug("A request was given up: {}", overruling, e);
            return;
        }
        if (isOverdue(request, start, response, running, previous) && !isAnswered(response, running)) {
            onTimeout.give(request, target);
        }
    }

    /** The deadline under which this dispatch runs; null if nothing limits it. */
    private @Nullable Deadline deadlineOf(HttpServletRequest request) {
        Deadline existing = Deadline.of(request);
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            return existing != null && existing.isBinding() ? existing : null;
        }
        long nanos = existing == null ? settings.nanosFor(request) : 0;
        if (nanos == 0) {
            return null;
        }
        return new Deadline(System.nanoTime() + nanos);
    }

    /** Ends the watch over the request. False also for what goes on asynchronously. */
    private boolean isOverdue(
            HttpServletRequest request,
            @Nullable AsyncStart start,
            HookedResponse response,
            RunningRequest running,
            @Nullable Deadline previous) {
        boolean timedOut = running.end();
        Deadline.replaceCurrent(previous);
        if (request.isAsyncStarted()) {
            goOn(start, response, running);
            return false;
        }
        if (!timedOut) {
            running.deadline().lift();
        }
        return timedOut;
    }

    /** Who says nothing at all may have given up: that must not look like a success. */
    private static boolean isAnswered(HookedResponse response, RunningRequest running) {
        return response.isAnswered() && !running.isFailure(response.getStatus());
    }

    private void goOn(@Nullable AsyncStart start, HookedResponse response, RunningRequest running) {
        Deadline deadline = running.deadline();
        if (start == null || (response.isSending() && !settings.streaming())) {
            deadline.lift();
        } else if (deadline.isBinding() && !isShortened(start, running)) {
            deadline.lift();
        }
    }

    /** False if nothing goes on: the request is complete already, or speaks another protocol. */
    private static boolean isShortened(AsyncStart start, RunningRequest running) {
        if (!AsyncWork.tell(start, new AsyncTimeout(running))) {
            return false;
        }
        try {
            AsyncContext context = start.getAsyncContext();
            shorten(context, running.deadline().remaining().plus(start.counted(context)));
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /**
     * A time-out that is shorter already stays: it is that of the application, or of the container where it set none. Ours
     * is not over before the deadline is.
     */
    private static void shorten(AsyncContext context, Duration time) {
        long millis = time.toMillis() + 1;
        long present = context.getTimeout();
        if (present <= 0 || present > millis) {
            context.setTimeout(millis);
        }
    }

    /** Ends the thread that looks at running requests. They go on without a time-out. */
    @Override
    public void close() {
        RequestWatch watching = watch;
        if (watching != null) {
            watching.stop();
        }
    }

    /** Called by the container when it begins to use the filter, maybe again: an application may be stopped and started. */
    @Override
    public void init(FilterConfig config) {
        RequestWatch earlier = watch;
        if (earlier != null && earlier.isStopped()) {
            watch = new RequestWatch(settings, listeners);
        }
    }

    /** Called by the container when it is done with the filter. */
    @Override
    public void destroy() {
        close();
    }
}
