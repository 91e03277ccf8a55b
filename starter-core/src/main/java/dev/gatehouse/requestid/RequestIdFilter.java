package dev.gatehouse.requestid;

import dev.gatehouse.web.HookedResponse;
import dev.gatehouse.web.HttpRequestFilter;
import dev.gatehouse.web.RequestAttributes;
import dev.gatehouse.web.RequestMatcher;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Enumeration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Gives each request an id: the valid one its caller sent, else a new one. The id is a request attribute
 * ({@link RequestAttributes#REQUEST_ID}), a header of the answer, and in the logging context while the request is
 * handled; what stood in the logging context before, and nothing else, stands there afterwards.
 *
 * <p>Outermost of all filters, for the dispatches REQUEST, ASYNC and ERROR, which all see the same id. Never refuses:
 * that is the work of {@link InvalidRequestIdFilter}, further in. Immutable, thread-safe.
 */
public final class RequestIdFilter extends HttpRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(RequestIdFilter.class);

    private final RequestIdSettings settings;
    private final RequestIdGenerator generator;
    private final RequestMatcher mayBringId;
    private final InvalidRequestIdListener listener;

    /**
     * Creates the filter.
     *
     * @param settings how ids look
     * @param generator makes the ids of requests that bring none
     * @param mayBringId which callers are believed; the id of any other is ignored, as if none had been sent
     * @param listener hears of ids that do not have the allowed form
     */
    public RequestIdFilter(
            RequestIdSettings settings,
            RequestIdGenerator generator,
            RequestMatcher mayBringId,
            InvalidRequestIdListener listener) {
        this.settings = settings;
        this.generator = generator;
        this.mayBringId = mayBringId;
        this.listener = listener;
    }

    /**
     * Creates a filter with the default settings that takes a valid id from everybody.
     *
     * @return the filter
     */
    public static RequestIdFilter withDefaults() {
        return new RequestIdFilter(
                RequestIdSettings.defaults(), new RandomRequestIds(), request -> true, request -> {});
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse original, FilterChain chain)
            throws IOException, ServletException {
        String id = RequestAttributes.text(request, RequestAttributes.REQUEST_ID);
        if (id == null) {
            id = assign(request);
        }
        HookedResponse response = HookedResponse.of(request, original);
        // A later dispatch brings back the response that has the hook already.
        if (response != original || request.getDispatcherType() == DispatcherType.REQUEST) {
            response.addHook(new RequestIdHeader(settings.header(), id));
        }
        if (!response.isCommitted()) {
            response.setHeader(settings.header(), id);
        }
        Map<String, String> previous = MDC.getCopyOfContextMap();
        MDC.put(settings.mdcKey(), id);
        try {
            chain.doFilter(request, response);
            if (!request.isAsyncStarted()) {
                response.settle();
            }
        } finally {
            // All of it: what a controller puts there and forgets is nobody's but this request's.
            MdcContext.set(previous);
        }
    }

    private String assign(HttpServletRequest request) {
        String inbound = request.getHeader(settings.header());
        if (inbound == null || !mayBringId.matches(request)) {
            return remember(request, generator.next());
        }
        if (settings.allows(inbound) && isOnlyOne(request)) {
            return remember(request, inbound);
        }
        String id = remember(request, generator.next());
        request.setAttribute(InvalidRequestIdFilter.INVALID, Boolean.TRUE);
        tellListener(request);
        return id;
    }

    private void tellListener(HttpServletRequest request) {
        try {
            listener.onInvalidId(request);
        } catch (RuntimeException e) {
            log.warn(
                    "A listener for invalid request ids failed: {}",
                    listener.getClass().getName(),
                    e);
        }
    }

    private boolean isOnlyOne(HttpServletRequest request) {
        Enumeration<String> values = request.getHeaders(settings.header());
        values.nextElement();
        return !values.hasMoreElements();
    }

    private static String remember(HttpServletRequest request, String id) {
        request.setAttribute(RequestAttributes.REQUEST_ID, id);
        return id;
    }
}
