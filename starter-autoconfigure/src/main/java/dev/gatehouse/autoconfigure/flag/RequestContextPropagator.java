package dev.gatehouse.autoconfigure.flag;

import dev.gatehouse.flag.openfeature.RequestContexts;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.TransactionContextPropagator;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Gives OpenFeature the context of the request that the calling thread works on, made when a flag is asked for. */
final class RequestContextPropagator implements TransactionContextPropagator {

    private static final Logger log = LoggerFactory.getLogger(RequestContextPropagator.class);

    private final RequestContexts contexts;

    RequestContextPropagator(RequestContexts contexts) {
        this.contexts = contexts;
    }

    @Override
    public EvaluationContext getTransactionContext() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? contextOf(attributes.getRequest())
                : ImmutableContext.EMPTY;
    }

    /** A thread may hold a request that is over, whose container has taken it back; asking for a flag never fails. */
    private EvaluationContext contextOf(HttpServletRequest request) {
        try {
            return contexts.of(AuthenticatedRequestFilter.of(request));
        } catch (RuntimeException failure) {
            log.debug("The request gives no context; flags are asked for without one.", failure);
            return ImmutableContext.EMPTY;
        }
    }

    /** The request is the context. */
    @Override
    public void setTransactionContext(EvaluationContext context) {
        throw new UnsupportedOperationException(
                "The context of a flag is that of the request. To add to it, define a bean of type RequestContexts.");
    }
}
