package dev.gatehouse.autoconfigure.requestid;

import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.DeferredResultProcessingInterceptor;

/**
 * Lends the logging context of the request to the thread that tells that it is complete, as {@link CallableContext} does.
 * Of a time-out and an error the callback of the handler hears before any interceptor.
 */
final class DeferredResultContext implements DeferredResultProcessingInterceptor {

    private final LentContext context = new LentContext();

    @Override
    public <T> void beforeConcurrentHandling(NativeWebRequest request, DeferredResult<T> result) {
        context.keep(request);
    }

    @Override
    public <T> void afterCompletion(NativeWebRequest request, DeferredResult<T> result) {
        context.lend(request);
    }
}
