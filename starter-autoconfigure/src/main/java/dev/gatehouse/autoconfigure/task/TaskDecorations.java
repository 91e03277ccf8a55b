package dev.gatehouse.autoconfigure.task;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Makes an executor carry parts along, outside of a decorator it may have already, which therefore works with them in
 * place.
 */
public final class TaskDecorations {

    private static final Logger log = LoggerFactory.getLogger(TaskDecorations.class);

    private TaskDecorations() {}

    /**
     * Adds a part to an executor, unless it has one of that class already. Does nothing to what is no executor.
     *
     * @param executor an executor or scheduler of Spring
     * @param part what its tasks take along
     */
    public static void add(Object executor, TaskPart part) {
        if (executor instanceof ThreadPoolTaskExecutor pool) {
            add(pool, part, pool::setTaskDecorator);
        } else if (executor instanceof SimpleAsyncTaskExecutor simple) {
            add(simple, part, simple::setTaskDecorator);
        } else if (executor instanceof ThreadPoolTaskScheduler scheduler) {
            add(scheduler, part, scheduler::setTaskDecorator);
        } else if (executor instanceof ConcurrentTaskExecutor concurrent) {
            add(concurrent, part, concurrent::setTaskDecorator);
        }
    }

    private static void add(Object executor, TaskPart part, Consumer<TaskDecorator> setter) {
        TaskDecorator existing;
        try {
            // No executor tells its decorator, and setting another one would silently drop it.
            existing = (TaskDecorator) new DirectFieldAccessor(executor).getPropertyValue("taskDecorator");
        } catch (BeansException e) {
            log.warn(
                    "Tasks of {} do not get the context of the request.",
                    executor.getClass().getName(),
                    e);
            return;
        }
        if (!(existing instanceof Parts parts)) {
            setter.accept(new Parts(existing, List.of(part), executor instanceof TaskScheduler));
        } else if (!parts.has(part)) {
            setter.accept(parts.with(part));
        }
    }

    private record Parts(@Nullable TaskDecorator inner, List<TaskPart> parts, boolean scheduler)
            implements TaskDecorator {

        boolean has(TaskPart part) {
            return parts.stream().anyMatch(existing -> existing.getClass() == part.getClass());
        }

        Parts with(TaskPart part) {
            List<TaskPart> more = new ArrayList<>(parts);
            more.add(part);
            return new Parts(inner, List.copyOf(more), scheduler);
        }

        @Override
        public Runnable decorate(Runnable task) {
            Runnable decorated = inner == null ? task : inner.decorate(task);
            for (TaskPart part : parts) {
                decorated = part.decorate(decorated, scheduler);
            }
            return decorated;
        }
    }
}
