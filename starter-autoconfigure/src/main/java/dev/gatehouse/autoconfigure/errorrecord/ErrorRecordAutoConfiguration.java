package dev.gatehouse.autoconfigure.errorrecord;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.web.RouteAttribute;
import dev.gatehouse.errorrecord.ErrorRecordFilter;
import dev.gatehouse.errorrecord.ErrorRecordListener;
import dev.gatehouse.errorrecord.ErrorRecorder;
import dev.gatehouse.errorrecord.ErrorStore;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.function.Predicate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The error record. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnGatehouse
@ConditionalOnSwitch("gatehouse.error-record.enabled")
@EnableConfigurationProperties(ErrorRecordProperties.class)
public final class ErrorRecordAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ErrorStore gatehouseErrorStore(ErrorRecordProperties gatehouseErrorRecordProperties) {
        return gatehouseErrorRecordProperties.toStore();
    }

    @Bean
    @ConditionalOnMissingBean
    ErrorRecorder gatehouseErrorRecorder(
            ErrorRecordProperties gatehouseErrorRecordProperties,
            ObjectProvider<Clock> clock,
            ObjectProvider<ErrorRecordListener> listeners) {
        return new ErrorRecorder(
                gatehouseErrorRecordProperties.toSettings(RouteAttribute.NAME),
                clock.getIfUnique(Clock::systemUTC),
                listeners.orderedStream().toList());
    }

    @Bean
    ErrorRecorderLifecycle gatehouseErrorRecorderLifecycle(
            ErrorRecorder gatehouseErrorRecorder, ErrorStore gatehouseErrorStore) {
        return new ErrorRecorderLifecycle(gatehouseErrorRecorder, gatehouseErrorStore);
    }

    @Bean
    @ConditionalOnMissingBean
    ErrorRecordFilter gatehouseErrorRecordFilter(
            ErrorRecorder gatehouseErrorRecorder,
            @Qualifier("gatehouseErrorRecordHealthAnswers") ObjectProvider<Predicate<HttpServletRequest>> tellsHealth) {
        return new ErrorRecordFilter(gatehouseErrorRecorder, tellsHealth.getIfAvailable(() -> request -> false));
    }

    @Bean
    FilterRegistrationBean<ErrorRecordFilter> gatehouseErrorRecordFilterRegistration(
            ErrorRecordFilter gatehouseErrorRecordFilter) {
        FilterRegistrationBean<ErrorRecordFilter> registration =
                new FilterRegistrationBean<>(gatehouseErrorRecordFilter);
        registration.setName("gatehouseErrorRecord");
        registration.setOrder(FilterOrder.ERROR_RECORD);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        return registration;
    }

    /** What Actuator tells of the health of the service. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({PathMappedEndpoints.class, HealthEndpointGroups.class})
    static class ActuatorHealth {

        @Bean
        Predicate<HttpServletRequest> gatehouseErrorRecordHealthAnswers(
                ObjectProvider<PathMappedEndpoints> endpoints, ObjectProvider<HealthEndpointGroups> groups) {
            return new ActuatorHealthAnswers(endpoints, groups);
        }
    }

    /** What operators do. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({WebEndpoint.class, ConditionalOnAvailableEndpoint.class})
    static class Operations {

        @Bean
        @ConditionalOnAvailableEndpoint(ErrorsEndpoint.class)
        ErrorsEndpoint gatehouseErrorsEndpoint(ErrorRecorder gatehouseErrorRecorder, ErrorStore gatehouseErrorStore) {
            return new ErrorsEndpoint(gatehouseErrorRecorder, gatehouseErrorStore);
        }
    }

    /** Counters of errors, and of what the record lost. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Metrics {

        @Bean
        @ConditionalOnSingleCandidate(MeterRegistry.class)
        ErrorMeters gatehouseErrorMeters(MeterRegistry registry) {
            return new ErrorMeters(registry);
        }

        @Bean
        ErrorRecordMeters gatehouseErrorRecordMeters(
                ErrorRecorder gatehouseErrorRecorder, ErrorStore gatehouseErrorStore) {
            return new ErrorRecordMeters(gatehouseErrorRecorder, gatehouseErrorStore);
        }
    }
}
