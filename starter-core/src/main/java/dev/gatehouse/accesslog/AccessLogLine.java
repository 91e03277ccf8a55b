package dev.gatehouse.accesslog;

import dev.gatehouse.error.UncaughtExceptions;
import dev.gatehouse.web.HookedResponse;
import dev.gatehouse.web.LogText;
import dev.gatehouse.web.RequestAttributes;
import dev.gatehouse.web.RequestMatcher;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/**
 * What is known of one request, and its line once it has ended. Used by one thread at a time; the container orders the
 * dispatches of a request.
 */
final class AccessLogLine {

    private static final int MAX_PATH_LENGTH = 256;
    private static final int MAX_METHOD_LENGTH = 16;

    private final AccessLogSettings settings;
    private final RequestMatcher unrouted;
    private final long start = System.nanoTime();
    private final HttpServletRequest request;
    private final String path;
    private @Nullable HookedResponse response;
    private @Nullable String route;
    private @Nullable String user;
    private @Nullable Map<String, String> context;
    private long size;
    private boolean failed;
    private boolean left;
    private boolean written;

    AccessLogLine(AccessLogSettings settings, RequestMatcher unrouted, HttpServletRequest request) {
        this.settings = settings;
        this.unrouted = unrouted;
        this.request = request;
        // Read now: an error dispatch shows the path of the error page.
        this.path = known(request.getRequestURI());
    }

    /** Takes in what a dispatch brought to light; the first route and user that show up count. */
    void observe(HttpServletRequest dispatched, HookedResponse dispatchedResponse, @Nullable Throwable thrown) {
        if (route == null && dispatched.getDispatcherType() != DispatcherType.ERROR) {
            route = routeOf(dispatched);
        }
        if (user == null) {
            user = userOf(dispatched);
        }
        // An async dispatch may go on with the response it was started with: that one counts what is written through
        // both.
        if (response == null || !dispatchedResponse.isWrapperFor(response)) {
            if (response != dispatchedResponse && response != null) {
                size += response.bytesSent();
            }
            response = dispatchedResponse;
        }
        failed |= thrown != null
                && (!dispatchedResponse.isCommitted() || brokeOff(dispatched, dispatchedResponse, thrown));
    }

    /** Of what was sent already, and not by the client. What fails on the way to an error page says nothing of the answer. */
    private static boolean brokeOff(
            HttpServletRequest dispatched, HookedResponse dispatchedResponse, Throwable thrown) {
        return dispatched.getDispatcherType() != DispatcherType.ERROR
                && !UncaughtExceptions.isDisconnect(thrown, dispatchedResponse);
    }

    private @Nullable String routeOf(HttpServletRequest dispatched) {
        String attribute = settings.routeAttribute();
        String template = attribute == null ? null : RequestAttributes.text(dispatched, attribute);
        return template == null || unrouted.matches(dispatched) ? null : template;
    }

    /** Keeps the logging context for a line that has to be written elsewhere. */
    void keepContext() {
        context = MDC.getCopyOfContextMap();
    }

    /** Whether nobody has written it yet, or is going to. */
    boolean isDue() {
        return !written && !left;
    }

    /** The container has it written at the end of the request, however many dispatches are still to come. */
    void leaveToContainer() {
        left = true;
    }

    void writeInContext(Logger log) {
        if (written) {
            return;
        }
        Map<String, String> previous = MDC.getCopyOfContextMap();
        try {
            if (context != null) {
                MDC.setContextMap(context);
            }
            write(log);
        } finally {
            if (previous == null) {
                MDC.clear();
            } else {
                MDC.setContextMap(previous);
            }
        }
    }

    void write(Logger log) {
        HookedResponse last = response;
        if (written || last == null) {
            return;
        }
        written = true;
        long nanos = System.nanoTime() - start;
        boolean slow = isSlow(nanos, last);
        if (slow ? !log.isWarnEnabled() : !log.isInfoEnabled()) {
            return;
        }
        AccessLogFields fields = new AccessLogFields(
                LogText.safe(known(request.getMethod()), MAX_METHOD_LENGTH),
                route == null ? "path" : "route",
                route == null ? sanitized(path) : route,
                status(last),
                nanos / 1_000_000,
                size(last),
                user,
                RequestAttributes.text(request, RequestAttributes.ERROR_CODE),
                slow);
        AccessLogEvent.write(log, slow ? Level.WARN : Level.INFO, fields);
    }

    /** The answer to HEAD is written like that to GET, and the container drops its body. */
    private long size(HookedResponse last) {
        return "HEAD".equals(request.getMethod()) ? 0 : size + last.bytesSent();
    }

    /** Not every container has set the status of an exception by now. */
    private int status(HookedResponse last) {
        int status = last.getStatus();
        return failed && status < 400 ? 500 : status;
    }

    private boolean isSlow(long nanos, HookedResponse last) {
        long threshold = settings.slowThreshold().toNanos();
        if (threshold == 0 || nanos < threshold) {
            return false;
        }
        // A stream of events lasts as long as its reader wants.
        String type = last.getContentType();
        return type == null || !type.startsWith("text/event-stream");
    }

    private static @Nullable String userOf(HttpServletRequest request) {
        String known = RequestAttributes.text(request, RequestAttributes.USER);
        if (known != null) {
            return known;
        }
        Principal principal = request.getUserPrincipal();
        return principal == null ? null : UserFilter.logName(principal);
    }

    /** What the container could not read of a request has a dash, as in other logs. */
    private static String known(@Nullable String part) {
        return part == null ? "-" : part;
    }

    /** Path parameters go: they may hold a session id. */
    private static String sanitized(String path) {
        int semicolon = path.indexOf(';');
        return LogText.safe(semicolon < 0 ? path : path.substring(0, semicolon), MAX_PATH_LENGTH);
    }
}
