package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.error.ErrorFormatFilter;
import dev.gatehouse.error.RejectionListener;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.error.UncaughtExceptions;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one error format. The writer is always there: every feature refuses through it. */
@AutoConfiguration
@ConditionalOnGatehouse
@EnableConfigurationProperties(ErrorProperties.class)
public final class ErrorFormatAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    RejectionWriter rejectionWriter(ErrorProperties properties, ObjectProvider<RejectionListener> listeners) {
        return new RejectionWriter(
                properties.format(),
                Clock.systemUTC(),
                listeners.orderedStream().toList());
    }

    @Bean
    @ConditionalOnMissingBean
    UncaughtExceptions uncaughtExceptions() {
        return new UncaughtExceptions();
    }

    /** Errors that are not refusals by Gatehouse. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty(name = "gatehouse.errors.enabled", matchIfMissing = true)
    static class EveryError {

        @Bean
        @ConditionalOnMissingBean
        ErrorFormatFilter errorFormatFilter(RejectionWriter rejections, UncaughtExceptions uncaught) {
            return new ErrorFormatFilter(rejections, uncaught, request -> false);
        }

        @Bean
        FilterRegistrationBean<ErrorFormatFilter> errorFormatFilterRegistration(ErrorFormatFilter filter) {
            FilterRegistrationBean<ErrorFormatFilter> registration = new FilterRegistrationBean<>(filter);
            registration.setName("gatehouseErrorFormat");
            registration.setOrder(FilterOrder.ERROR_FORMAT);
            registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
            return registration;
        }
    }
}
