package dev.gatehouse.autoconfigure.deadline;

import dev.gatehouse.autoconfigure.task.TaskDecorations;
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

    @Bean
    static DeadlinePart gatehouseDeadlinePart() {
        return new DeadlinePart();
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ThreadPoolTaskExecutorCustomizer gatehouseDeadlineThreadPoolCustomizer(DeadlinePart gatehouseDeadlinePart) {
        return executor -> TaskDecorations.add(executor, gatehouseDeadlinePart);
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SimpleAsyncTaskExecutorCustomizer gatehouseDeadlineSimpleAsyncCustomizer(DeadlinePart gatehouseDeadlinePart) {
        return executor -> TaskDecorations.add(executor, gatehouseDeadlinePart);
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
