package dev.gatehouse.sample.config;

import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.autoconfigure.access.BearerSecurity;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.sample.access.SecondFactorGate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/**
 * The security chain. Who may call what stands at the handlers, by annotations; what has no handler of ours in
 * application.yml, below gatehouse.auth.endpoint-guard. What neither says anything about is closed.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    SecurityFilterChain security(HttpSecurity http, CurrentCaller caller, RejectionWriter rejections) {
        return http.with(BearerSecurity.bearer(), Customizer.withDefaults())
                .addFilterBefore(new SecondFactorGate(caller, rejections), AuthorizationFilter.class)
                .build();
    }
}
