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
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.lang.ref.Cleaner.Cleanable;
import org.jspecify.annotations.Nullable;

/**
 * Turns away requests with 503 and {@code Retry-After} while too many are in flight. Who is let in never waits, and is
 * counted until the answer is complete: an asynchronous request until its asynchronous work ends. Exempt requests pass
 * uncounted, so that they neither find the service full nor fill it.
 *
 * <p>Stands before all work and outside of the time-out. Counts in the dispatch REQUEST; in ASYNC and ERROR it sees to it that
 * an asynchronous request whose end the container does not tell is let out. Costs two atomic operations. Immutable but for the
 * counts, thread-safe.
 */
public final class ConcurrencyLimitFilter extends HttpRequestFilter {

    /** The service handles as many requests as it can: 503. */
    public static final ErrorCode OVERLOADED = new ErrorCode(
            "overloaded",
            503,
            "The service is handling too many requests at the moment. Retry later.",
            ErrorCategory.UNAVAILABLE,
            ErrorSeverity.WARNING);

    private static final String PLACE = "dev.gatehouse.place-in-flight";

    private final Cleaner forgotten = Cleaner.create();
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

    /**
     * Lets a request out with which the container is done, unless it has left already. For containers that end some
     * asynchronous requests without a word to their listeners: those leave by themselves only once the memory of the
     * request is collected.
     *
     * @param request a request of which nothing is left to do; one that was never counted is welcome, too
     */
    public static void letOut(ServletRequest request) {
        if (request.getAttribute(PLACE) instanceof Cleanable place) {
            place.clean();
        }
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            goOn(request, response, chain);
            return;
        }
        if (limits.exempt().matches(request)) {
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
            inGroup = tryEnter(group, all);
            if (inGroup == 0) {
                rejections.write(request, response, groupFull);
                return;
            }
        }
        long start = 0;
        boolean async = false;
        try {
            if (group != null && group.measures()) {
                start = System.nanoTime();
            }
            chain.doFilter(request, response);
            async = request.isAsyncStarted();
            if (async) {
                leaveLater(request, all, group);
            }
        } finally {
            if (!async) {
                leave(all, group, start, inGroup, response);
            }
        }
    }

    /** Who does not get into the group leaves, also when the group fails: it may be of the application. */
    private static int tryEnter(ConcurrencyLimit group, @Nullable ConcurrencyLimit all) {
        int inGroup = 0;
        try {
            inGroup = group.tryEnter();
            return inGroup;
        } finally {
            if (inGroup == 0 && all != null) {
                all.leave();
            }
        }
    }

    /** Jetty tells nobody of the end of an asynchronous request whose last dispatch fails once the answer is on its way. */
    private static void goOn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean async = false;
        try {
            chain.doFilter(request, response);
            async = request.isAsyncStarted();
        } finally {
            if (!async) {
                letOut(request);
            }
        }
    }

    private void leaveLater(
            HttpServletRequest request, @Nullable ConcurrencyLimit all, @Nullable ConcurrencyLimit group) {
        Departure departure = new Departure(forgotten, all, group);
        request.setAttribute(PLACE, departure.place());
        if (!AsyncWork.tell(request, departure)) {
            departure.place().clean();
        }
    }

    private static void leave(
            @Nullable ConcurrencyLimit all,
            @Nullable ConcurrencyLimit group,
            long start,
            int inGroup,
            HttpServletResponse response) {
        try {
            if (all != null) {
                all.leave();
            }
        } finally {
            if (group != null) {
                leaveGroup(group, start, inGroup, response);
            }
        }
    }

    private static void leaveGroup(ConcurrencyLimit group, long start, int inGroup, HttpServletResponse response) {
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
