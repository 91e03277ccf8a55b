package dev.gatehouse.autoconfigure.access;

import dev.gatehouse.access.LivePermissions;
import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.apikey.ApiKeyProperties;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Access control, as soon as the service says by a {@link dev.gatehouse.access.LivePermissions} bean what its users may do. The
 * properties are read in any case, so that a bad one is found before it matters.
 */
@AutoConfiguration(
        after = ErrorFormatAutoConfiguration.class,
        beforeName = "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration")
@ConditionalOnGatehouse
@ConditionalOnSwitch("gatehouse.auth.enabled")
@ConditionalOnClass(WebMvcConfigurer.class)
@EnableConfigurationProperties({ApiKeyProperties.class, EndpointGuardProperties.class, StepUpProperties.class})
@Import(LateEnforcement.class)
public final class AccessAutoConfiguration {

    /**
     * Callers come with tokens or API keys. Spring Boot makes up a user with a password unless somebody else may know callers, of
     * which this type is the one that nothing picks up by itself. A user of the configuration stays.
     */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(AuthenticationManagerResolver.class)
    @ConditionalOnBean(LivePermissions.class)
    @Conditional(NoConfiguredUser.class)
    static class NoPasswords {

        @Bean
        @ConditionalOnMissingBean({
            AuthenticationManager.class,
            AuthenticationManagerResolver.class,
            AuthenticationProvider.class,
            UserDetailsService.class
        })
        AuthenticationManagerResolver<HttpServletRequest> gatehouseAccessNoPasswords() {
            return request -> authentication -> {
                throw new ProviderNotFoundException("Callers come with tokens or API keys, and with no password.");
            };
        }
    }

    /** By which Spring Boot itself tells that a user is wanted. */
    static final class NoConfiguredUser extends NoneNestedConditions {

        NoConfiguredUser() {
            super(ConfigurationPhase.PARSE_CONFIGURATION);
        }

        @ConditionalOnProperty("spring.security.user.name")
        static final class Name {}

        @ConditionalOnProperty("spring.security.user.password")
        static final class Password {}
    }
}
