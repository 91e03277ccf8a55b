package dev.gatehouse.autoconfigure.deadline;

import dev.gatehouse.deadline.Deadline;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;

/**
 * Makes deadlines known to Micrometer's context propagation while this service runs. The registry is that of the JVM, so
 * services in one share an accessor, and the last to end takes it away.
 */
final class DeadlineContextRegistration implements DisposableBean {

    private static final ThreadLocalAccessor<Deadline> ACCESSOR = new Accessor();
    private static final Map<ContextRegistry, Integer> SERVICES = new HashMap<>();

    private final ContextRegistry registry;

    DeadlineContextRegistration(ContextRegistry registry) {
        this.registry = registry;
        synchronized (SERVICES) {
            if (SERVICES.merge(registry, 1, Integer::sum) == 1) {
                registry.registerThreadLocalAccessor(ACCESSOR);
            }
        }
    }

    @Override
    public void destroy() {
        synchronized (SERVICES) {
            boolean last = SERVICES.computeIfPresent(registry, (same, count) -> count == 1 ? null : count - 1) == null;
            if (last && registry.getThreadLocalAccessors().contains(ACCESSOR)) {
                registry.removeThreadLocalAccessor(ACCESSOR.key());
            }
        }
    }

    private static final class Accessor implements ThreadLocalAccessor<Deadline> {

        @Override
        public Object key() {
            return Deadline.class.getName();
        }

        @Override
        public @Nullable Deadline getValue() {
            return Deadline.current();
        }

        @Override
        public void setValue(Deadline value) {
            Deadline.replaceCurrent(value);
        }

        @Override
        public void setValue() {
            Deadline.replaceCurrent(null);
        }
    }
}
