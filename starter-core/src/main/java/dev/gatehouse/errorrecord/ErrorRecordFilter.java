package dev.gatehouse.errorrecord;

import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.UncaughtExceptions;
import dev.gatehouse.web.HttpRequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Records what the application answers with 500 and above itself, and what escapes a chain that has no error format.
 * Stands right outside the error format, for the dispatches REQUEST, ASYNC and ERROR; looks at the status, no more.
 * Immutable, thread-safe.
 */
public final class ErrorRecordFilter extends HttpRequestFilter {

    private final ErrorRecorder recorder;

    /**
     * Creates the filter.
     *
     * @param recorder takes in the errors
     */
    public ErrorRecordFilter(ErrorRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException e) {
            recordEscaped(request, e.getCause() == null ? e : e.getCause());
            throw e;
        } catch (IOException | RuntimeException | Error e) {
            recordEscaped(request, e);
            throw e;
        }
        if (response.getStatus() >= 500 && !request.isAsyncStarted()) {
            recorder.record(request, ErrorCode.forStatus(response.getStatus()));
        }
    }

    /** What the container makes of a client that went away is no error either. */
    private void recordEscaped(HttpServletRequest request, Throwable exception) {
        if (UncaughtExceptions.isDisconnect(exception)) {
            recorder.ignore(request);
        } else {
            recorder.onUncaughtException(request, exception);
        }
    }
}
