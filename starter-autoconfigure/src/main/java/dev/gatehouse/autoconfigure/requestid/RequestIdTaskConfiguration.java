package dev.gatehouse.autoconfigure.requestid;

import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.task.TaskPostProcessor;
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
    static TaskPostProcessor gatehouseTaskContextPostProcessor(ObjectProvider<RequestIds> gatehouseRequestIds) {
        return new TaskPostProcessor(new TaskContext(gatehouseRequestIds));
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ThreadPoolTaskExecutorCustomizer gatehouseTaskContextThreadPoolCustomizer(
            ObjectProvider<RequestIds> gatehouseRequestIds) {
        return new TaskContext(gatehouseRequestIds)::decorate;
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SimpleAsyncTaskExecutorCustomizer gatehouseTaskContextSimpleAsyncCustomizer(
            ObjectProvider<RequestIds> gatehouseRequestIds) {
        return new TaskContext(gatehouseRequestIds)::decorate;
    }

    /** Last, so that it stands in front of a scheduler that another configurer chose. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SchedulingConfigurer gatehouseRequestIdSchedulingConfigurer(RequestIds gatehouseRequestIds) {
        return registrar -> RequestIdScheduler.install(registrar, gatehouseRequestIds);
    }

    /** What Reactor and Spring Boot's {@code propagate-context} carry. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ContextRegistry.class)
    static class Propagation {

        @Bean
        RequestIdContextRegistration gatehouseRequestIdContextRegistration(
                RequestIdProperties gatehouseRequestIdProperties) {
            return new RequestIdContextRegistration(
                    ContextRegistry.getInstance(), gatehouseRequestIdProperties.mdcKey());
        }
    }
}
