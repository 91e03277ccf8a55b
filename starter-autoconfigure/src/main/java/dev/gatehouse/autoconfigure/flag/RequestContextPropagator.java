package dev.gatehouse.autoconfigure.flag;

import dev.gatehouse.flag.openfeature.RequestContexts;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.TransactionContextPropagator;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Gives OpenFeature the context of the request that the calling thread works on, made when a flag is asked for. */
final class RequestContextPropagator implements TransactionContextPropagator {

    private final RequestContexts contexts;

    RequestContextPropagator(RequestContexts contexts) {
        this.contexts = contexts;
    }

    @Override
    public EvaluationContext getTransactionContext() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? contexts.of(AuthenticatedRequestFilter.of(attributes.getRequest()))
                : ImmutableContext.EMPTY;
    }

    /** The request is the context. */
    @Override
    public void setTransactionContext(EvaluationContext context) {
        throw new UnsupportedOperationException(
                "The context of a flag is that of the request. To add to it, define a bean of type RequestContexts.");
    }
}
