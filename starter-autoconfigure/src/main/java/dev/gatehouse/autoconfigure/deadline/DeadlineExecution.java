package dev.gatehouse.autoconfigure.deadline;

import dev.gatehouse.deadline.Deadline;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CancellationException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;

/**
 * Cuts a call when the deadline passes before the answer has been read, also while it waits for a connection or makes one.
 * Its connect and read would go on through an interrupt, and a response time-out set here would replace a shorter one of
 * the connection.
 */
final class DeadlineExecution implements ExecChainHandler {

    private static final String NAME = "gatehouse-deadline";

    static HttpComponentsClientHttpRequestFactoryBuilder addTo(HttpComponentsClientHttpRequestFactoryBuilder builder) {
        return builder.withHttpClientCustomizer(
                client -> client.addExecInterceptorBefore(ChainElement.CONNECT.name(), NAME, new DeadlineExecution()));
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Deadline deadline = Deadline.current();
        if (deadline == null || !deadline.isBinding()) {
            return chain.proceed(request, scope);
        }
        if (deadline.isExpired()) {
            throw expired();
        }
        DeadlineCut cut = new DeadlineCut(deadline, () -> cut(scope));
        ClassicHttpResponse response = null;
        try {
            response = chain.proceed(request, scope);
            return response;
        } catch (CancellationException e) {
            if (deadline.isExpired()) {
                throw expired();
            }
            throw e;
        } finally {
            keepForBody(cut, response);
        }
    }

    /** Of this kind, or the client would try again. */
    private static InterruptedIOException expired() {
        return new InterruptedIOException("There is no time left for this call.");
    }

    /** Who still waits for a connection has none that could be cut. */
    private static void cut(ExecChain.Scope scope) {
        if (scope.originalRequest instanceof Cancellable call) {
            call.cancel();
        }
        scope.execRuntime.discardEndpoint();
    }

    private static void keepForBody(DeadlineCut cut, @Nullable ClassicHttpResponse response) {
        HttpEntity body = response == null ? null : response.getEntity();
        if (response == null || body == null) {
            cut.close();
        } else {
            response.setEntity(new LimitedEntity(body, cut));
        }
    }
}
