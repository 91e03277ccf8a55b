package dev.gatehouse.autoconfigure.deadline;

import dev.gatehouse.autoconfigure.task.TaskDecorations;
import dev.gatehouse.autoconfigure.task.TaskPostProcessor;
import io.micrometer.context.ContextRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.task.SimpleAsyncTaskExecutorCustomizer;
import org.springframework.boot.task.ThreadPoolTaskExecutorCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Deadlines on other threads. */
@Configuration(proxyBeanMethods = false)
class DeadlineTaskConfiguration {

    private static final DeadlinePart PART = new DeadlinePart();

    @Bean
    static TaskPostProcessor gatehouseDeadlinePostProcessor() {
        return new TaskPostProcessor(PART);
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ThreadPoolTaskExecutorCustomizer gatehouseDeadlineThreadPoolCustomizer() {
        return executor -> TaskDecorations.add(executor, PART);
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SimpleAsyncTaskExecutorCustomizer gatehouseDeadlineSimpleAsyncCustomizer() {
        return executor -> TaskDecorations.add(executor, PART);
    }

    /** What Reactor and Spring Boot's {@code propagate-context} carry. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ContextRegistry.class)
    static class Propagation {

        @Bean
        DeadlineContextRegistration gatehouseDeadlineContextRegistration() {
            return new DeadlineContextRegistration(ContextRegistry.getInstance());
        }
    }
}
