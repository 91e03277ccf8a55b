package dev.gatehouse.autoconfigure.deadline;

import dev.gatehouse.deadline.Deadline;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;

/**
 * Cuts the connection of a call when the deadline passes before the head of the answer has come. Its read would go on
 * through an interrupt, and a response time-out set here would replace a shorter one of the connection.
 */
final class DeadlineExecution implements ExecChainHandler {

    private static final String NAME = "gatehouse-deadline";

    static HttpComponentsClientHttpRequestFactoryBuilder addTo(HttpComponentsClientHttpRequestFactoryBuilder builder) {
        return builder.withHttpClientCustomizer(client -> client.addExecInterceptorLast(NAME, new DeadlineExecution()));
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Deadline deadline = Deadline.current();
        if (deadline == null || !deadline.isBinding()) {
            return chain.proceed(request, scope);
        }
        CompletableFuture<Void> end = new CompletableFuture<Void>()
                .completeOnTimeout(null, deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> cut = end.thenRun(scope.execRuntime::discardEndpoint);
        try {
            return chain.proceed(request, scope);
        } finally {
            cut.cancel(false);
            end.cancel(false);
        }
    }
}
