package dev.gatehouse.autoconfigure.requestid;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;

/**
 * Lends the logging context of the request to the thread that runs its callable, and to the one that tells that the request
 * is complete. Interceptors hear of that in reverse order: the callback of the handler is behind.
 */
final class CallableContext implements CallableProcessingInterceptor {

    private final LentContext context = new LentContext();

    @Override
    public <T> void beforeConcurrentHandling(NativeWebRequest request, Callable<T> task) {
        context.keep(request);
    }

    @Override
    public <T> void preProcess(NativeWebRequest request, Callable<T> task) {
        context.lend(request);
    }

    @Override
    public <T> void postProcess(NativeWebRequest request, Callable<T> task, @Nullable Object concurrentResult) {
        context.giveBack();
    }

    @Override
    public <T> void afterCompletion(NativeWebRequest request, Callable<T> task) {
        context.lend(request);
    }
}
