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
import org.springframework.security.concurrent.DelegatingSecurityContextExecutor;
import org.springframework.util.ClassUtils;

/**
 * Makes an executor carry parts along, outside of a decorator it may have already, which therefore works with them in
 * place.
 */
public final class TaskDecorations {

    private static final Logger log = LoggerFactory.getLogger(TaskDecorations.class);

    private static final boolean SECURITY = ClassUtils.isPresent(
            "org.springframework.security.concurrent.DelegatingSecurityContextExecutor",
            TaskDecorations.class.getClassLoader());

    private TaskDecorations() {}

    /**
     * Adds a part to an executor, unless it has one of that class already. Does nothing to what is no executor.
     *
     * @param executor an executor or scheduler of Spring, or one of Spring Security around it
     * @param part what its tasks take along
     * @return whether its tasks take the part along
     */
    public static boolean add(Object executor, TaskPart part) {
        if (executor instanceof ThreadPoolTaskExecutor pool) {
            return add(pool, part, pool::setTaskDecorator);
        }
        if (executor instanceof SimpleAsyncTaskExecutor simple) {
            return add(simple, part, simple::setTaskDecorator);
        }
        if (executor instanceof ThreadPoolTaskScheduler scheduler) {
            return add(scheduler, part, scheduler::setTaskDecorator);
        }
        if (executor instanceof ConcurrentTaskExecutor concurrent) {
            return add(concurrent, part, concurrent::setTaskDecorator);
        }
        if (SECURITY && SecurityExecutors.isOne(executor)) {
            return addToInner(executor, part);
        }
        return false;
    }

    private static boolean addToInner(Object executor, TaskPart part) {
        try {
            Object inner = new DirectFieldAccessor(executor).getPropertyValue("delegate");
            return inner != null && add(inner, part);
        } catch (BeansException e) {
            leftAlone(executor, e);
            return false;
        }
    }

    private static boolean add(Object executor, TaskPart part, Consumer<TaskDecorator> setter) {
        TaskDecorator existing;
        try {
            // No executor tells its decorator, and setting another one would silently drop it.
            existing = (TaskDecorator) new DirectFieldAccessor(executor).getPropertyValue("taskDecorator");
        } catch (BeansException e) {
            leftAlone(executor, e);
            return false;
        }
        if (!(existing instanceof Parts parts)) {
            setter.accept(new Parts(existing, List.of(part), executor instanceof TaskScheduler));
        } else if (!parts.has(part)) {
            setter.accept(parts.with(part));
        }
        return true;
    }

    private static void leftAlone(Object executor, BeansException e) {
        log.warn(
                "Tasks of {} do not get the context of the request.",
                executor.getClass().getName(),
                e);
    }

    /** Those that carry Spring Security's context, and hand each task on to another executor in the same thread. */
    private static final class SecurityExecutors {

        static boolean isOne(Object executor) {
            return executor instanceof DelegatingSecurityContextExecutor;
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
