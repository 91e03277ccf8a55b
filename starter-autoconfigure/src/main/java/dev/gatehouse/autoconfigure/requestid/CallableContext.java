package dev.gatehouse.autoconfigure.requestid;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;

/** Lends the logging context of the request to the thread that runs its callable. */
final class CallableContext implements CallableProcessingInterceptor {

    private static final String OF_THE_REQUEST = CallableContext.class.getName() + ".request";
    private static final String OF_THE_THREAD = CallableContext.class.getName() + ".thread";

    @Override
    public <T> void beforeConcurrentHandling(NativeWebRequest request, Callable<T> task) {
        keep(request, OF_THE_REQUEST);
    }

    @Override
    public <T> void preProcess(NativeWebRequest request, Callable<T> task) {
        keep(request, OF_THE_THREAD);
        set(request, OF_THE_REQUEST);
    }

    @Override
    public <T> void postProcess(NativeWebRequest request, Callable<T> task, @Nullable Object concurrentResult) {
        set(request, OF_THE_THREAD);
    }

    private static void keep(NativeWebRequest request, String name) {
        Map<String, String> context = MDC.getCopyOfContextMap();
        request.setAttribute(name, context == null ? Map.of() : context, RequestAttributes.SCOPE_REQUEST);
    }

    @SuppressWarnings("unchecked")
    private static void set(NativeWebRequest request, String name) {
        Object context = request.getAttribute(name, RequestAttributes.SCOPE_REQUEST);
        MDC.setContextMap(context == null ? Map.of() : (Map<String, String>) context);
    }
}
