package dev.gatehouse.autoconfigure.requestid;

import dev.gatehouse.requestid.RequestIds;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Makes an executor hand the logging context on to its tasks, outside of a decorator it may have already, which
 * therefore works with the context in place. A scheduler gives a task that brings no id one of its own for each run.
 */
final class TaskContext {

    private static final Logger log = LoggerFactory.getLogger(TaskContext.class);

    private final ObjectProvider<RequestIds> ids;

    TaskContext(ObjectProvider<RequestIds> ids) {
        this.ids = ids;
    }

    void decorate(Object executor) {
        if (executor instanceof ThreadPoolTaskExecutor pool) {
            decorate(pool, pool::setTaskDecorator);
        } else if (executor instanceof SimpleAsyncTaskExecutor simple) {
            decorate(simple, simple::setTaskDecorator);
        } else if (executor instanceof ThreadPoolTaskScheduler scheduler) {
            decorate(scheduler, scheduler::setTaskDecorator);
        } else if (executor instanceof ConcurrentTaskExecutor concurrent) {
            decorate(concurrent, concurrent::setTaskDecorator);
        }
    }

    private void decorate(Object executor, Consumer<TaskDecorator> setter) {
        TaskDecorator existing;
        try {
            // No executor tells its decorator, and setting another one would silently drop it.
            existing = (TaskDecorator) new DirectFieldAccessor(executor).getPropertyValue("taskDecorator");
        } catch (BeansException e) {
            log.warn(
                    "Tasks of {} do not get the request id.",
                    executor.getClass().getName(),
                    e);
            return;
        }
        if (!(existing instanceof ContextDecorator)) {
            setter.accept(new ContextDecorator(existing, executor instanceof TaskScheduler ? ids : null));
        }
    }

    private record ContextDecorator(
            @Nullable TaskDecorator inner, @Nullable ObjectProvider<RequestIds> ids) implements TaskDecorator {

        @Override
        public Runnable decorate(Runnable task) {
            Runnable decorated = inner == null ? task : inner.decorate(task);
            ObjectProvider<RequestIds> source = ids;
            if (source == null) {
                return RequestIds.wrap(decorated);
            }
            return RequestIds.wrap((Runnable) () -> source.getObject().runWithIdOrNew(decorated));
        }
    }
}
