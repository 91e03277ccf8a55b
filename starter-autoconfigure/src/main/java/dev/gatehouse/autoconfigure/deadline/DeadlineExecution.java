package dev.gatehouse.autoconfigure.deadline;

import dev.gatehouse.deadline.Deadline;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;

/**
 * Cuts the connection of a call when the deadline passes before the answer has been read. Its read would go on through an
 * interrupt, and a response time-out set here would replace a shorter one of the connection.
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
        if (deadline.isExpired()) {
            // Of this kind, or the client would try again.
            throw new InterruptedIOException("There is no time left for this call.");
        }
        DeadlineCut cut = new DeadlineCut(deadline, scope.execRuntime::discardEndpoint);
        ClassicHttpResponse response = null;
        try {
            response = chain.proceed(request, scope);
            return response;
        } finally {
            keepForBody(cut, response);
        }
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
