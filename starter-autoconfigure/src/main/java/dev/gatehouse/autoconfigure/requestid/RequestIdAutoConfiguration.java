package dev.gatehouse.autoconfigure.requestid;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.requestid.InvalidRequestIdFilter;
import dev.gatehouse.requestid.InvalidRequestIdListener;
import dev.gatehouse.requestid.RandomRequestIds;
import dev.gatehouse.requestid.RequestIdFilter;
import dev.gatehouse.requestid.RequestIdGenerator;
import dev.gatehouse.requestid.RequestIds;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Each request has an id, on its answer and in its log lines. */
@AutoConfiguration(
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnGatehouse
@ConditionalOnSwitch("gatehouse.request-id.enabled")
@EnableConfigurationProperties(RequestIdProperties.class)
@Import({
    RequestIdTaskConfiguration.class,
    RequestIdMvcConfiguration.class,
    RequestIdClientConfiguration.RestClientConfiguration.class,
    RequestIdClientConfiguration.WebClientConfiguration.class,
    RequestIdSqlConfiguration.class
})
public final class RequestIdAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    RequestIdGenerator requestIdGenerator() {
        return new RandomRequestIds();
    }

    @Bean
    @ConditionalOnMissingBean
    RequestIds requestIds(RequestIdProperties properties, RequestIdGenerator requestIdGenerator) {
        return new RequestIds(properties.toSettings(), requestIdGenerator);
    }

    @Bean
    @ConditionalOnMissingBean
    RequestIdFilter requestIdFilter(
            RequestIdProperties properties,
            RequestIdGenerator requestIdGenerator,
            ClientAddressResolver clientAddressResolver,
            ObjectProvider<InvalidRequestIdListener> listeners) {
        return new RequestIdFilter(
                properties.toSettings(),
                requestIdGenerator,
                properties.trustedOnly()
                        ? request -> clientAddressResolver.resolve(request).proxied()
                        : request -> true,
                request -> listeners.orderedStream().forEach(listener -> listener.onInvalidId(request)));
    }

    @Bean
    FilterRegistrationBean<RequestIdFilter> requestIdFilterRegistration(RequestIdFilter requestIdFilter) {
        FilterRegistrationBean<RequestIdFilter> registration = new FilterRegistrationBean<>(requestIdFilter);
        registration.setName("gatehouseRequestId");
        registration.setOrder(FilterOrder.REQUEST_ID);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        return registration;
    }

    /** Invalid ids are refused. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "gatehouse.request-id.on-invalid", havingValue = "reject")
    static class Refusal {

        @Bean
        @ConditionalOnMissingBean
        InvalidRequestIdFilter invalidRequestIdFilter(RequestIdProperties properties, RejectionWriter rejectionWriter) {
            return new InvalidRequestIdFilter(properties.toSettings(), rejectionWriter);
        }

        @Bean
        FilterRegistrationBean<InvalidRequestIdFilter> invalidRequestIdFilterRegistration(
                InvalidRequestIdFilter invalidRequestIdFilter) {
            FilterRegistrationBean<InvalidRequestIdFilter> registration =
                    new FilterRegistrationBean<>(invalidRequestIdFilter);
            registration.setName("gatehouseInvalidRequestId");
            registration.setOrder(FilterOrder.INVALID_REQUEST_ID);
            registration.setDispatcherTypes(DispatcherType.REQUEST);
            return registration;
        }
    }

    /** Invalid ids are counted. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Metrics {

        @Bean
        @ConditionalOnBean(MeterRegistry.class)
        InvalidRequestIdMeter invalidRequestIdMeter(MeterRegistry registry) {
            return new InvalidRequestIdMeter(registry);
        }
    }
}
