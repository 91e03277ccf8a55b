package dev.gatehouse.autoconfigure.password;

import dev.gatehouse.autoconfigure.ConditionalOnAuth;
import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.ExceptionProblems;
import dev.gatehouse.error.Problem;
import dev.gatehouse.password.CompromisedPasswords;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.password.PasswordHasherBusyException;
import dev.gatehouse.password.PasswordPolicy;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.security.authentication.password.CompromisedPasswordChecker;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Password hashes and the policy; made once somebody asks for them, for the hasher hashes once to try its library. Behind
 * Spring Boot's user in memory, whose password is no hash.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration"
        })
@ConditionalOnAuth
@EnableConfigurationProperties(PasswordProperties.class)
@Lazy
public final class PasswordAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    CompromisedPasswords gatehouseCompromisedPasswords(
            PasswordProperties gatehousePasswordProperties,
            ResourceLoader resources,
            ObjectProvider<HibpFailures> gatehouseHibpFailures) {
        return PasswordLists.of(
                gatehousePasswordProperties, resources, gatehouseHibpFailures.getIfAvailable(() -> () -> {}));
    }

    @Bean
    @ConditionalOnMissingBean
    PasswordPolicy gatehousePasswordPolicy(
            PasswordProperties gatehousePasswordProperties,
            CompromisedPasswords gatehouseCompromisedPasswords,
            Environment environment) {
        String name = environment.getProperty("spring.application.name", "");
        return new PasswordPolicy(gatehousePasswordProperties.toPolicySettings(name), gatehouseCompromisedPasswords);
    }

    /** Counts the times Have I Been Pwned gave no answer. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    @Lazy
    static class Metrics {

        @Bean
        @ConditionalOnSingleCandidate(MeterRegistry.class)
        HibpFailures gatehouseHibpFailures(MeterRegistry registry) {
            return Counter.builder("auth.hibp.failures")
                    .description("Passwords that passed because Have I Been Pwned gave no answer")
                    .register(registry)::increment;
        }
    }

    /** Hashes need BouncyCastle. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Argon2BytesGenerator.class)
    @Lazy
    static class Hashing {

        @Bean
        @ConditionalOnMissingBean
        PasswordHasher gatehousePasswordHasher(
                PasswordProperties gatehousePasswordProperties, Environment environment) {
            if (gatehousePasswordProperties.argon2().isForTests()) {
                HashesForTests.allow(environment);
            }
            return new PasswordHasher(gatehousePasswordProperties.argon2().toSettings());
        }

        @Bean
        ExceptionProblems gatehouseBusyHasherProblems() {
            return exception -> exception instanceof PasswordHasherBusyException busy
                    ? Problem.of(ErrorCode.UNAVAILABLE).withRetryAfter(busy.retryAfter())
                    : null;
        }
    }

    /** Spring Security hashes as we do, unless it has the user of the configuration, whose password is no hash. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({Argon2BytesGenerator.class, PasswordEncoder.class})
    @Lazy
    static class Encoder {

        @Bean
        @ConditionalOnMissingBean(
                value = PasswordEncoder.class,
                type = "org.springframework.security.provisioning.InMemoryUserDetailsManager")
        PasswordEncoder gatehousePasswordEncoder(PasswordHasher gatehousePasswordHasher) {
            return new HasherPasswordEncoder(gatehousePasswordHasher);
        }
    }

    /**
     * Only without a {@code UserDetailsService}: Spring Security would ask it at each log-in and lock out whoever has such a
     * password, and NIST asks for it where a password is chosen.
     */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(CompromisedPasswordChecker.class)
    @Lazy
    static class Checker {

        @Bean
        @ConditionalOnMissingBean({CompromisedPasswordChecker.class, UserDetailsService.class})
        CompromisedPasswordChecker gatehouseCompromisedPasswordChecker(
                PasswordPolicy gatehousePasswordPolicy, CompromisedPasswords gatehouseCompromisedPasswords) {
            return new PolicyPasswordChecker(gatehousePasswordPolicy, gatehouseCompromisedPasswords);
        }
    }
}
