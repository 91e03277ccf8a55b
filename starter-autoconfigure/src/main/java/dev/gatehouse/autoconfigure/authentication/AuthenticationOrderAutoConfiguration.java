package dev.gatehouse.autoconfigure.authentication;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.context.annotation.Bean;

/** Looks at where Spring Boot puts Spring Security's chain. */
@AutoConfiguration(
        afterName = "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration")
@ConditionalOnGatehouse
public final class AuthenticationOrderAutoConfiguration {

    @Bean
    @ConditionalOnBean(name = "securityFilterChainRegistration", value = DelegatingFilterProxyRegistrationBean.class)
    AuthenticationOrder gatehouseAuthenticationOrder(
            DelegatingFilterProxyRegistrationBean securityFilterChainRegistration) {
        return new AuthenticationOrder(securityFilterChainRegistration.getOrder());
    }
}
