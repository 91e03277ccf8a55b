package dev.gatehouse.accesslog;

import dev.gatehouse.web.HookedResponse;
import dev.gatehouse.web.HttpRequestFilter;
import dev.gatehouse.web.RequestMatcher;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line for each request to the logger {@code dev.gatehouse.access}: at INFO, or at WARN when it was slow.
 * The line is readable text and carries the same as key-value pairs: {@code method}, {@code route} (or {@code path}
 * when no route matched, without its query), {@code status}, {@code duration_ms}, {@code size} (bytes of the body
 * before compression), and where known {@code user_id}, {@code error_code} and {@code slow}. The request id comes from
 * the logging context.
 *
 * <p>Stands right inside the request id, for the dispatches REQUEST, ASYNC and ERROR. A request that ends with its
 * chain is logged here; one that goes on asynchronously or into an error dispatch is logged when the container is done
 * with it, which {@link #requestListener()} tells: register both. One that a filter further out refused by an error dispatch
 * is logged there. Immutable, thread-safe.
 */
public final class AccessLogFilter extends HttpRequestFilter {

    /** The name of the logger. */
    public static final String LOGGER = "dev.gatehouse.access";

    private static final Logger log = LoggerFactory.getLogger(LOGGER);
    private static final String LINE = "dev.gatehouse.access-log-line";
    private static final String NONE = "none";

    private final AccessLogSettings settings;
    private final RequestMatcher skipped;
    private final RequestMatcher unrouted;

    /**
     * Creates a filter that takes each template for a route.
     *
     * @param settings what the log says
     * @param skipped which requests are not logged, e.g. health probes
     */
    public AccessLogFilter(AccessLogSettings settings, RequestMatcher skipped) {
        this(settings, skipped, request -> false);
    }

    /**
     * Creates the filter.
     *
     * @param settings what the log says
     * @param skipped which requests are not logged, e.g. health probes
     * @param unrouted which requests, once they are handled, are logged by their path although a template matched: one that
     *     matches all that has no handler says nothing
     */
    public AccessLogFilter(AccessLogSettings settings, RequestMatcher skipped, RequestMatcher unrouted) {
        this.settings = settings;
        this.skipped = skipped;
        this.unrouted = unrouted;
    }

    /**
     * Returns the listener without which requests that end after their chain are not logged.
     *
     * @return a listener to be registered beside the filter
     */
    public static ServletRequestListener requestListener() {
        return new EndOfRequest();
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse original, FilterChain chain)
            throws IOException, ServletException {
        if (!log.isWarnEnabled()) {
            chain.doFilter(request, original);
            return;
        }
        AccessLogLine line = lineOf(request);
        if (line == null) {
            chain.doFilter(request, original);
            return;
        }
        HookedResponse response = HookedResponse.of(request, original);
        boolean ended = false;
        Throwable thrown = null;
        try {
            chain.doFilter(request, response);
            ended = !request.isAsyncStarted()
                    && (!response.isErrorSent() || request.getDispatcherType() == DispatcherType.ERROR);
        } catch (Throwable e) {
            thrown = e;
            throw e;
        } finally {
            line.observe(request, response, thrown);
            if (ended) {
                line.write(log);
            } else {
                line.keepContext();
            }
        }
    }

    private @Nullable AccessLogLine lineOf(HttpServletRequest request) {
        Object known = request.getAttribute(LINE);
        if (known != null || request.getDispatcherType() == DispatcherType.ASYNC) {
            return known instanceof AccessLogLine line ? line : null;
        }
        // A filter further out may have refused the request, so that only its error comes by.
        HttpServletRequest origin =
                request.getDispatcherType() == DispatcherType.ERROR ? new ErrorOrigin(request) : request;
        if (skipped.matches(origin)) {
            request.setAttribute(LINE, NONE);
            return null;
        }
        AccessLogLine line = new AccessLogLine(settings, unrouted, origin);
        request.setAttribute(LINE, line);
        return line;
    }

    /** Writes the line that the filter could not write yet. */
    private static final class EndOfRequest implements ServletRequestListener {

        @Override
        public void requestDestroyed(ServletRequestEvent event) {
            ServletRequest request = event.getServletRequest();
            if (!(request.getAttribute(LINE) instanceof AccessLogLine line) || !line.isDue()) {
                return;
            }
            if (JettyEnd.tell(request, () -> line.writeInContext(log))) {
                line.leaveToContainer();
            } else {
                line.writeInContext(log);
            }
        }
    }
}
