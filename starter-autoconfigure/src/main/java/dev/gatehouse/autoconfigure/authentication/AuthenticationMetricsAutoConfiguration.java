package dev.gatehouse.autoconfigure.authentication;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;

/** Counts failed authentications: those that Spring Security tells of, and those of a service's own flows. */
@AutoConfiguration(
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnGatehouse
public final class AuthenticationMetricsAutoConfiguration {

    /** Where there are metrics. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Metrics {

        @Bean
        @ConditionalOnSingleCandidate(MeterRegistry.class)
        @ConditionalOnMissingBean
        AuthenticationFailures gatehouseAuthenticationFailures(MeterRegistry registry) {
            return new MeteredAuthenticationFailures(registry);
        }

        /** Where Spring Security tells of failures. */
        @Configuration(proxyBeanMethods = false)
        @ConditionalOnClass(AbstractAuthenticationFailureEvent.class)
        static class Events {

            @Bean
            @ConditionalOnSingleCandidate(MeterRegistry.class)
            @ConditionalOnMissingBean
            AuthenticationFailureMeters gatehouseAuthenticationFailureMeters(AuthenticationFailures failures) {
                return new AuthenticationFailureMeters(failures);
            }
        }
    }

    /** So that a service can always inject it. */
    @Bean
    @ConditionalOnMissingBean
    AuthenticationFailures gatehouseUncountedAuthenticationFailures() {
        return reason -> {};
    }
}
