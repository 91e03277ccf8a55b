package dev.gatehouse.autoconfigure.token.jwt;

import com.nimbusds.jose.JWSSigner;
import dev.gatehouse.autoconfigure.ConditionalOnAuth;
import dev.gatehouse.autoconfigure.ConditionalOnConfigured;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.Production;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.web.AnsweredPaths;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.token.jwt.JwtIssuer;
import dev.gatehouse.token.jwt.JwtSettings;
import dev.gatehouse.token.jwt.JwtVerifier;
import dev.gatehouse.token.jwt.KeyRing;
import dev.gatehouse.token.jwt.KeyRotation;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Access tokens, where an issuer is named. Before Spring Boot's resource server, which then uses our decoder, and before its
 * user in memory, which nobody needs then.
 */
@AutoConfiguration(
        after = ErrorFormatAutoConfiguration.class,
        beforeName = {
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration"
        })
@ConditionalOnAuth
@ConditionalOnClass(JWSSigner.class)
@EnableConfigurationProperties(JwtProperties.class)
public final class AccessTokenAutoConfiguration {

    /** Tokens of this service. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnConfigured(JwtProperties.ISSUER)
    static class Issued {

        @Bean
        @ConditionalOnMissingBean
        JwtSettings gatehouseJwtSettings(JwtProperties gatehouseJwtProperties) {
            return gatehouseJwtProperties.toSettings();
        }

        @Bean
        @Lazy
        @ConditionalOnMissingBean
        KeyRing gatehouseKeyRing(
                JwtProperties gatehouseJwtProperties, ResourceLoader resources, Environment environment) {
            return new ConfiguredKeys(gatehouseJwtProperties, resources).ring(environment);
        }

        @Bean
        @Lazy
        @ConditionalOnMissingBean
        KeyRotation gatehouseKeyRotation(
                KeyRing gatehouseKeyRing, JwtSettings gatehouseJwtSettings, ObjectProvider<Clock> clock) {
            return new KeyRotation(
                    gatehouseKeyRing,
                    JwksFilter.MAX_AGE,
                    gatehouseJwtSettings.longestTtl().plus(gatehouseJwtSettings.clockSkew()),
                    clock.getIfUnique(Clock::systemUTC));
        }

        /** Configured keys that cannot be used, and none in production, stop the start. */
        @Bean
        CurrentKeys gatehouseCurrentKeys(
                ObjectProvider<KeyRotation> gatehouseKeyRotation,
                JwtProperties gatehouseJwtProperties,
                Environment environment) {
            CurrentKeys keys = new CurrentKeys(gatehouseKeyRotation::getObject);
            if (!gatehouseJwtProperties.keys().isEmpty() || Production.isActive(environment)) {
                keys.get();
            }
            return keys;
        }

        @Bean
        @ConditionalOnMissingBean
        JwtIssuer gatehouseJwtIssuer(
                JwtSettings gatehouseJwtSettings, CurrentKeys gatehouseCurrentKeys, ObjectProvider<Clock> clock) {
            return new JwtIssuer(gatehouseJwtSettings, gatehouseCurrentKeys, clock.getIfUnique(Clock::systemUTC));
        }

        @Bean
        @ConditionalOnMissingBean
        JwtVerifier gatehouseJwtVerifier(
                JwtSettings gatehouseJwtSettings,
                JwtProperties gatehouseJwtProperties,
                CurrentKeys gatehouseCurrentKeys,
                ObjectProvider<Clock> clock) {
            return new JwtVerifier(
                    gatehouseJwtSettings,
                    gatehouseCurrentKeys,
                    clock.getIfUnique(Clock::systemUTC),
                    gatehouseJwtProperties.verifiedCacheSize());
        }

        @Bean
        FilterRegistrationBean<JwksFilter> gatehouseJwksFilterRegistration(
                CurrentKeys gatehouseCurrentKeys, RejectionWriter gatehouseRejectionWriter) {
            FilterRegistrationBean<JwksFilter> registration =
                    new FilterRegistrationBean<>(new JwksFilter(gatehouseCurrentKeys, gatehouseRejectionWriter));
            registration.setName("gatehouseJwks");
            registration.setOrder(FilterOrder.JWKS);
            registration.setUrlPatterns(List.of(JwksFilter.PATH));
            registration.setDispatcherTypes(DispatcherType.REQUEST);
            return registration;
        }

        @Bean
        AnsweredPaths gatehouseJwksAnsweredPaths() {
            return new AnsweredPaths(List.of(JwksFilter.PATH));
        }

        /** For Spring Security's resource server. */
        @Configuration(proxyBeanMethods = false)
        @ConditionalOnClass(JwtDecoder.class)
        static class ResourceServer {

            @Bean
            @ConditionalOnMissingBean
            JwtDecoder gatehouseJwtDecoder(JwtVerifier gatehouseJwtVerifier, JwtSettings gatehouseJwtSettings) {
                return new AccessTokenJwtDecoder(gatehouseJwtVerifier, gatehouseJwtSettings);
            }
        }
    }
}
