package dev.gatehouse.autoconfigure.requestid;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.DisposableBean;

/**
 * Makes the request id known to Micrometer's context propagation, unless the service registered the logging context
 * itself. Only its key: a whole logging context would overwrite the trace ids that tracing keeps there. The registry is
 * that of the JVM, with one place for it, so services in one share an accessor for the keys of those that run.
 */
final class RequestIdContextRegistration implements DisposableBean {

    private static final Map<ContextRegistry, List<String>> KEYS = new HashMap<>();

    private final ContextRegistry registry;
    private final String mdcKey;

    RequestIdContextRegistration(ContextRegistry registry, String mdcKey) {
        this.registry = registry;
        this.mdcKey = mdcKey;
        synchronized (KEYS) {
            List<String> keys = KEYS.computeIfAbsent(registry, same -> new ArrayList<>());
            keys.add(mdcKey);
            register(Set.copyOf(keys));
        }
    }

    @Override
    public void destroy() {
        synchronized (KEYS) {
            List<String> keys = KEYS.getOrDefault(registry, new ArrayList<>());
            keys.remove(mdcKey);
            if (keys.isEmpty()) {
                KEYS.remove(registry);
            }
            register(Set.copyOf(keys));
        }
    }

    private void register(Set<String> keys) {
        Set<String> before = Set.of();
        for (ThreadLocalAccessor<?> existing : registry.getThreadLocalAccessors()) {
            if (existing instanceof Accessor accessor) {
                before = accessor.keys;
            } else if (existing.key().equals(Slf4jThreadLocalAccessor.KEY)) {
                return;
            }
        }
        if (keys.isEmpty()) {
            registry.removeThreadLocalAccessor(Slf4jThreadLocalAccessor.KEY);
        } else if (!keys.equals(before)) {
            registry.registerThreadLocalAccessor(new Accessor(keys));
        }
    }

    private static final class Accessor extends Slf4jThreadLocalAccessor {

        private final Set<String> keys;

        Accessor(Set<String> keys) {
            super(keys.toArray(String[]::new));
            this.keys = keys;
        }
    }
}
