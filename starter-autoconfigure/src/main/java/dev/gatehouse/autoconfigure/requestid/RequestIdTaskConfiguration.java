package dev.gatehouse.autoconfigure.requestid;

import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.requestid.RequestIds;
import io.micrometer.context.ContextRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.task.SimpleAsyncTaskExecutorCustomizer;
import org.springframework.boot.task.ThreadPoolTaskExecutorCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/**
 * Work on other threads. Executors are decorated as beans rather than through a {@code TaskDecorator} bean: that would
 * reach only the executors Spring Boot makes, and stand in the way of a service that injects its own decorator by type.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnSwitch("gatehouse.request-id.tasks")
class RequestIdTaskConfiguration {

    @Bean
    static TaskContextPostProcessor taskContextPostProcessor(ObjectProvider<RequestIds> requestIds) {
        return new TaskContextPostProcessor(new TaskContext(requestIds));
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ThreadPoolTaskExecutorCustomizer taskContextThreadPoolCustomizer(ObjectProvider<RequestIds> requestIds) {
        return new TaskContext(requestIds)::decorate;
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SimpleAsyncTaskExecutorCustomizer taskContextSimpleAsyncCustomizer(ObjectProvider<RequestIds> requestIds) {
        return new TaskContext(requestIds)::decorate;
    }

    /** Last, so that it stands in front of a scheduler that another configurer chose. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SchedulingConfigurer requestIdSchedulingConfigurer(RequestIds requestIds) {
        return registrar -> RequestIdScheduler.install(registrar, requestIds);
    }

    /** What Reactor and Spring Boot's {@code propagate-context} carry. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ContextRegistry.class)
    static class Propagation {

        @Bean
        RequestIdContextRegistration requestIdContextRegistration(RequestIdProperties properties) {
            return new RequestIdContextRegistration(ContextRegistry.getInstance(), properties.mdcKey());
        }
    }
}
