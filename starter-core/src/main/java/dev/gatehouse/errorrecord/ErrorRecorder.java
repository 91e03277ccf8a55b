package dev.gatehouse.errorrecord;

import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.ErrorSeverity;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.RejectionListener;
import dev.gatehouse.error.UncaughtExceptionListener;
import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in the errors of the service, each request's once: exceptions that nobody caught by their class, other answers
 * of 500 and above by their error code. Hands them to the store on a thread of its own, through a bounded queue: a
 * store that is slow, stuck or broken costs records, never a request. Thread-safe.
 *
 * <p>Register it as listener of {@code RejectionWriter} and {@code UncaughtExceptions}, and an {@link ErrorRecordFilter}
 * for what the application answers itself.
 */
public final class ErrorRecorder implements RejectionListener, UncaughtExceptionListener, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ErrorRecorder.class);
    private static final String RECORDED = ErrorRecorder.class.getName();

    private final ErrorQueue queue;
    private final @Nullable String routeAttribute;
    private final Clock clock;
    private final List<ErrorRecordListener> listeners;

    /**
     * Creates a recorder that keeps what it hears until it is {@linkplain #start started}.
     *
     * @param settings how errors are recorded
     * @param clock tells when errors happen
     * @param listeners hear of each error
     */
    public ErrorRecorder(ErrorRecordSettings settings, Clock clock, List<ErrorRecordListener> listeners) {
        this.queue = new ErrorQueue(settings.queueCapacity());
        this.routeAttribute = settings.routeAttribute();
        this.clock = clock;
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Starts to feed a store. Does nothing while it feeds one already; may be started again after the end.
     *
     * @param store keeps the errors
     */
    public void start(ErrorStore store) {
        queue.start(store);
    }

    /** Gives the store a second for what still waits, then stops to feed it. */
    @Override
    public void close() {
        queue.close();
    }

    @Override
    public void onUncaughtException(HttpServletRequest request, Throwable exception) {
        record(request, exception.getClass().getName(), ErrorCategory.INTERNAL, ErrorSeverity.ERROR);
    }

    @Override
    public void onRejection(HttpServletRequest request, Problem problem) {
        if (problem.status() >= 500) {
            record(request, problem.code());
        }
    }

    /**
     * Records an error by its code, unless an error of this request was recorded before.
     *
     * @param request the request that failed
     * @param code what went wrong
     */
    public void record(HttpServletRequest request, ErrorCode code) {
        record(request, code.code(), code.category(), code.severity());
    }

    private void record(HttpServletRequest request, String error, ErrorCategory category, ErrorSeverity severity) {
        if (request.getAttribute(RECORDED) != null) {
            return;
        }
        ignore(request);
        ErrorFingerprint fingerprint = new ErrorFingerprint(error, route(request), category, severity);
        queue.add(new ErrorOccurrence(
                fingerprint, clock.instant(), RequestAttributes.text(request, RequestAttributes.REQUEST_ID)));
        tellListeners(fingerprint);
    }

    private void tellListeners(ErrorFingerprint fingerprint) {
        for (ErrorRecordListener listener : listeners) {
            try {
                listener.onError(fingerprint);
            } catch (RuntimeException e) {
                log.warn(
                        "A listener for recorded errors failed: {}",
                        listener.getClass().getName(),
                        e);
            }
        }
    }

    /** Records nothing of this request from here on. */
    void ignore(HttpServletRequest request) {
        request.setAttribute(RECORDED, Boolean.TRUE);
    }

    private String route(HttpServletRequest request) {
        String route = routeAttribute == null ? null : RequestAttributes.text(request, routeAttribute);
        return route == null ? ErrorFingerprint.NO_ROUTE : route;
    }

    /**
     * Counts the errors that were not recorded because too many were waiting for the store.
     *
     * @return how many since the start
     */
    public long dropped() {
        return queue.dropped();
    }

    /**
     * Counts the errors that the store failed to take.
     *
     * @return how many since the start
     */
    public long failed() {
        return queue.failed();
    }
}
