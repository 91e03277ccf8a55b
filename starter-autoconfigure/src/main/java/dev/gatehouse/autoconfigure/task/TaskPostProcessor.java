package dev.gatehouse.autoconfigure.task;

import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.scheduling.annotation.AsyncAnnotationBeanPostProcessor;

/**
 * Makes the tasks of each executor and scheduler bean take a part along, also of those a factory bean makes, and those of the
 * executor that a configurer makes for {@code @Async} methods, which is no bean. Stands in front of the post-processor of
 * those methods, so as to see it.
 */
public final class TaskPostProcessor implements InstantiationAwareBeanPostProcessor, PriorityOrdered {

    private static final Logger log = LoggerFactory.getLogger(TaskPostProcessor.class);

    private final TaskPart part;

    /**
     * Decorates for one part.
     *
     * @param part what tasks take along
     */
    public TaskPostProcessor(TaskPart part) {
        this.part = part;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    /** It has what the configurer says, and hands it on as soon as it is initialized. */
    @Override
    public boolean postProcessAfterInstantiation(Object bean, String beanName) {
        if (bean instanceof AsyncAnnotationBeanPostProcessor async) {
            decorateExecutorOf(async);
        }
        return true;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        TaskDecorations.add(bean, part);
        return bean;
    }

    private void decorateExecutorOf(AsyncAnnotationBeanPostProcessor async) {
        try {
            DirectFieldAccessor fields = new DirectFieldAccessor(async);
            if (fields.getPropertyValue("executor") instanceof Supplier<?> executor) {
                Supplier<@Nullable Executor> decorated = () -> decorated((Executor) executor.get());
                fields.setPropertyValue("executor", decorated);
            }
        } catch (BeansException e) {
            log.warn("Methods with @Async get the context of the request only from executors that are beans.", e);
        }
    }

    private @Nullable Executor decorated(@Nullable Executor executor) {
        if (executor == null || TaskDecorations.add(executor, part)) {
            return executor;
        }
        return task -> executor.execute(part.decorate(task, false));
    }
}
