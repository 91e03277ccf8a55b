package dev.gatehouse.autoconfigure.deadline;

import dev.gatehouse.deadline.Deadline;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;

/** Makes deadlines known to Micrometer's context propagation while this service runs. */
final class DeadlineContextRegistration implements DisposableBean {

    private final ContextRegistry registry;
    private final ThreadLocalAccessor<Deadline> accessor = new Accessor();

    DeadlineContextRegistration(ContextRegistry registry) {
        this.registry = registry;
        registry.registerThreadLocalAccessor(accessor);
    }

    @Override
    public void destroy() {
        if (registry.getThreadLocalAccessors().contains(accessor)) {
            registry.removeThreadLocalAccessor(accessor.key());
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
