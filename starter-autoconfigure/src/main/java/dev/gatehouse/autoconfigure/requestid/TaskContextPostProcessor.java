package dev.gatehouse.autoconfigure.requestid;

import org.springframework.beans.factory.config.BeanPostProcessor;

/** Decorates each executor and scheduler bean, also those a factory bean makes. */
final class TaskContextPostProcessor implements BeanPostProcessor {

    private final TaskContext context;

    TaskContextPostProcessor(TaskContext context) {
        this.context = context;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        context.decorate(bean);
        return bean;
    }
}
