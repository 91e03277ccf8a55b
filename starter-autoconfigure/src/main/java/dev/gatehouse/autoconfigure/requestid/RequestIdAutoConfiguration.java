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
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
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
    RequestIdGenerator gatehouseRequestIdGenerator() {
        return new RandomRequestIds();
    }

    @Bean
    @ConditionalOnMissingBean
    RequestIds gatehouseRequestIds(
            RequestIdProperties gatehouseRequestIdProperties, RequestIdGenerator gatehouseRequestIdGenerator) {
        return new RequestIds(gatehouseRequestIdProperties.toSettings(), gatehouseRequestIdGenerator);
    }

    @Bean
    @ConditionalOnMissingBean
    RequestIdFilter gatehouseRequestIdFilter(
            RequestIdProperties gatehouseRequestIdProperties,
            RequestIdGenerator gatehouseRequestIdGenerator,
            ClientAddressResolver gatehouseClientAddressResolver,
            ObjectProvider<InvalidRequestIdListener> listeners) {
        return new RequestIdFilter(
                gatehouseRequestIdProperties.toSettings(),
                gatehouseRequestIdGenerator,
                gatehouseRequestIdProperties.trustedOnly()
                        ? request ->
                                gatehouseClientAddressResolver.resolve(request).proxied()
                        : request -> true,
                request -> listeners.orderedStream().forEach(listener -> listener.onInvalidId(request)));
    }

    @Bean
    FilterRegistrationBean<RequestIdFilter> gatehouseRequestIdFilterRegistration(
            RequestIdFilter gatehouseRequestIdFilter) {
        FilterRegistrationBean<RequestIdFilter> registration = new FilterRegistrationBean<>(gatehouseRequestIdFilter);
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
        InvalidRequestIdFilter gatehouseInvalidRequestIdFilter(
                RequestIdProperties gatehouseRequestIdProperties, RejectionWriter gatehouseRejectionWriter) {
            return new InvalidRequestIdFilter(gatehouseRequestIdProperties.toSettings(), gatehouseRejectionWriter);
        }

        @Bean
        FilterRegistrationBean<InvalidRequestIdFilter> gatehouseInvalidRequestIdFilterRegistration(
                InvalidRequestIdFilter gatehouseInvalidRequestIdFilter) {
            FilterRegistrationBean<InvalidRequestIdFilter> registration =
                    new FilterRegistrationBean<>(gatehouseInvalidRequestIdFilter);
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
        @ConditionalOnSingleCandidate(MeterRegistry.class)
        InvalidRequestIdMeter gatehouseInvalidRequestIdMeter(MeterRegistry registry) {
            return new InvalidRequestIdMeter(registry);
        }
    }
}
