package dev.gatehouse.concurrency;

import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.ErrorSeverity;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.Refusal;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.web.AsyncWork;
import dev.gatehouse.web.HttpRequestFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Turns away requests with 503 and {@code Retry-After} while too many are in flight. Who is let in never waits, and is
 * counted until the answer is complete: an asynchronous request until its asynchronous work ends. Exempt requests pass
 * uncounted, so that they neither find the service full nor fill it.
 *
 * <p>Stands before all work and outside of the time-out, for the dispatch REQUEST; others pass. Costs two atomic operations. Immutable
 * but for the counts, thread-safe.
 */
public final class ConcurrencyLimitFilter extends HttpRequestFilter {

    /** The service handles as many requests as it can: 503. */
    public static final ErrorCode OVERLOADED = new ErrorCode(
            "overloaded",
            503,
            "The service is handling too many requests at the moment. Retry later.",
            ErrorCategory.UNAVAILABLE,
            ErrorSeverity.WARNING);

    private final ConcurrencyLimits limits;
    private final RejectionWriter rejections;
    private final Problem full;
    private final Problem groupFull;

    /**
     * Creates the filter.
     *
     * @param limits how many requests at once
     * @param rejections writes the answers
     */
    public ConcurrencyLimitFilter(ConcurrencyLimits limits, RejectionWriter rejections) {
        this.limits = limits;
        this.rejections = rejections;
        Problem overloaded = Problem.of(OVERLOADED).withRetryAfter(limits.retryAfter());
        this.full = overloaded.refusedBy(new Refusal("concurrency_limit", "all_full"));
        this.groupFull = overloaded.refusedBy(new Refusal("concurrency_limit", "group_full"));
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() != DispatcherType.REQUEST
                || limits.exempt().matches(request)) {
            chain.doFilter(request, response);
            return;
        }
        ConcurrencyLimit group = limits.groupOf(request);
        ConcurrencyLimit all = limits.all();
        if (all != null && all.tryEnter() == 0) {
            rejections.write(request, response, full);
            return;
        }
        int inGroup = 0;
        if (group != null) {
            inGroup = group.tryEnter();
            if (inGroup == 0) {
                if (all != null) {
                    all.leave();
                }
                rejections.write(request, response, groupFull);
                return;
            }
        }
        long start = group != null && group.measures() ? System.nanoTime() : 0;
        boolean async = false;
        try {
            chain.doFilter(request, response);
            async = request.isAsyncStarted() && AsyncWork.tell(request, new Departure(all, group));
        } finally {
            if (!async) {
                leave(all, group, start, inGroup, response);
            }
        }
    }

    private static void leave(
            @Nullable ConcurrencyLimit all,
            @Nullable ConcurrencyLimit group,
            long start,
            int inGroup,
            HttpServletResponse response) {
        if (all != null) {
            all.leave();
        }
        if (group == null) {
            return;
        }
        int status = response.getStatus();
        if (group.measures() && !isRefused(status)) {
            group.completed(start, inGroup, status == 503);
        } else {
            group.leave();
        }
    }

    /** A refusal is quick however the service does: beside many of them the requests that are worked on would look slow. */
    private static boolean isRefused(int status) {
        return status >= 400 && status < 500;
    }
}
