package dev.gatehouse.errorrecord;

import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.UncaughtExceptions;
import dev.gatehouse.web.HttpRequestFilter;
import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Predicate;

/**
 * Records what the application answers with 500 and above itself, and what escapes a chain that has no error format.
 * Stands right outside the error format, for the dispatches REQUEST, ASYNC and ERROR; looks at the status, no more.
 * Answers that tell the health of the service are left out: a probe that hears of a part that is down has not failed, and
 * asks every other second. Immutable, thread-safe.
 */
public final class ErrorRecordFilter extends HttpRequestFilter {

    private final ErrorRecorder recorder;
    private final Predicate<HttpServletRequest> tellsHealth;

    /**
     * Creates the filter.
     *
     * @param recorder takes in the errors
     */
    public ErrorRecordFilter(ErrorRecorder recorder) {
        this(recorder, request -> false);
    }

    /**
     * Creates the filter.
     *
     * @param recorder takes in the errors
     * @param tellsHealth whether the answer to a request tells the health of the service, beside those that our own filters
     *     give; asked after answers of 500 and above
     */
    public ErrorRecordFilter(ErrorRecorder recorder, Predicate<HttpServletRequest> tellsHealth) {
        this.recorder = recorder;
        this.tellsHealth = tellsHealth;
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException e) {
            recordEscaped(request, response, e.getCause() == null ? e : e.getCause());
            throw e;
        } catch (Throwable e) {
            recordEscaped(request, response, e);
            throw e;
        }
        if (response.getStatus() >= 500 && !request.isAsyncStarted() && !tellsHealth(request)) {
            recorder.record(request, ErrorCode.forStatus(response.getStatus()));
        }
    }

    private boolean tellsHealth(HttpServletRequest request) {
        return request.getAttribute(RequestAttributes.HEALTH) != null || tellsHealth.test(request);
    }

    /** What the container makes of a client that went away is no error either. */
    private void recordEscaped(HttpServletRequest request, HttpServletResponse response, Throwable exception) {
        if (UncaughtExceptions.isDisconnect(exception, response)) {
            recorder.ignore(request);
        } else {
            recorder.onUncaughtException(request, exception);
        }
    }
}
