package dev.gatehouse.autoconfigure.requestid;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;

/**
 * Lends the logging context of the request to the thread that runs its callable. What the thread had before it keeps
 * itself: after a time-out the request may be gone.
 */
final class CallableContext implements CallableProcessingInterceptor {

    private static final String OF_THE_REQUEST = CallableContext.class.getName() + ".request";

    private final ThreadLocal<Map<String, String>> ofTheThread = new ThreadLocal<>();

    @Override
    public <T> void beforeConcurrentHandling(NativeWebRequest request, Callable<T> task) {
        request.setAttribute(OF_THE_REQUEST, current(), RequestAttributes.SCOPE_REQUEST);
    }

    @Override
    public <T> void preProcess(NativeWebRequest request, Callable<T> task) {
        ofTheThread.set(current());
        MDC.setContextMap(contextOf(request));
    }

    @Override
    public <T> void postProcess(NativeWebRequest request, Callable<T> task, @Nullable Object concurrentResult) {
        Map<String, String> previous = ofTheThread.get();
        ofTheThread.remove();
        if (previous == null || previous.isEmpty()) {
            MDC.clear();
        } else {
            MDC.setContextMap(previous);
        }
    }

    private static Map<String, String> current() {
        Map<String, String> context = MDC.getCopyOfContextMap();
        return context == null ? Map.of() : context;
    }

    /** A request that timed out before its callable began has no attributes any more. */
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
