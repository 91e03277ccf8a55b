package dev.gatehouse.autoconfigure.requestid;

import java.util.Map;
import org.slf4j.MDC;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.async.AsyncWebRequest;

/**
 * The logging context of a request that goes on in other threads. What such a thread had before it keeps itself: after a
 * time-out the request may be gone. Thread-safe.
 */
final class LentContext {

    private static final String OF_THE_REQUEST = LentContext.class.getName() + ".request";

    private final ThreadLocal<Map<String, String>> ofTheThread = new ThreadLocal<>();

    /** Remembers the context of this thread for the request; a loan for its completion ends when all have heard of that. */
    void keep(NativeWebRequest request) {
        request.setAttribute(OF_THE_REQUEST, current(), RequestAttributes.SCOPE_REQUEST);
        if (request instanceof AsyncWebRequest started) {
            started.addCompletionHandler(this::giveBack);
        }
    }

    void lend(NativeWebRequest request) {
        ofTheThread.set(current());
        MDC.setContextMap(contextOf(request));
    }

    void giveBack() {
        Map<String, String> previous = ofTheThread.get();
        if (previous == null) {
            return;
        }
        ofTheThread.remove();
        if (previous.isEmpty()) {
            MDC.clear();
        } else {
            MDC.setContextMap(previous);
        }
    }

    private static Map<String, String> current() {
        Map<String, String> context = MDC.getCopyOfContextMap();
        return context == null ? Map.of() : context;
    }

    /** A request that timed out before its work began has no attributes any more. */
    @SuppressWarnings("unchecked")
    private static Map<String, String> contextOf(NativeWebRequest request) {
        try {
            Object context = request.getAttribute(OF_THE_REQUEST, RequestAttributes.SCOPE_REQUEST);
            return context == null ? Map.of() : (Map<String, String>) context;
        } catch (IllegalStateException e) {
            return Map.of();
        }
    }
}
