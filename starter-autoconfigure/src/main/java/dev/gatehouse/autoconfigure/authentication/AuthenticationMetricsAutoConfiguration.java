package dev.gatehouse.autoconfigure.authentication;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;

/** Counts failed authentications where Spring Security tells of them. */
@AutoConfiguration(
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnGatehouse
@ConditionalOnClass({AbstractAuthenticationFailureEvent.class, MeterRegistry.class})
public final class AuthenticationMetricsAutoConfiguration {

    @Bean
    @ConditionalOnSingleCandidate(MeterRegistry.class)
    @ConditionalOnMissingBean
    AuthenticationFailureMeters authenticationFailureMeters(MeterRegistry registry) {
        return new AuthenticationFailureMeters(registry);
    }
}
