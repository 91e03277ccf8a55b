package dev.gatehouse.autoconfigure.requestid;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import org.springframework.beans.factory.DisposableBean;

/**
 * Makes the request id known to Micrometer's context propagation, unless the service registered the logging context
 * itself. Only the one key: a whole logging context would overwrite the trace ids that tracing keeps there.
 */
final class RequestIdContextRegistration implements DisposableBean {

    private final ContextRegistry registry;
    private final Slf4jThreadLocalAccessor accessor;

    RequestIdContextRegistration(ContextRegistry registry, String mdcKey) {
        this.registry = registry;
        this.accessor = new Slf4jThreadLocalAccessor(mdcKey);
        boolean taken = registry.getThreadLocalAccessors().stream()
                .anyMatch(existing -> existing.key().equals(accessor.key()));
        if (!taken) {
            registry.registerThreadLocalAccessor(accessor);
        }
    }

    @Override
    public void destroy() {
        if (registry.getThreadLocalAccessors().contains(accessor)) {
            registry.removeThreadLocalAccessor(accessor.key());
        }
    }
}
