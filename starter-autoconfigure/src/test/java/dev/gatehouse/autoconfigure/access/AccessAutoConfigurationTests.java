package dev.gatehouse.autoconfigure.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.LivePermissions;
import dev.gatehouse.access.StepUp;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.password.PasswordAutoConfiguration;
import dev.gatehouse.error.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.acme.access.LateAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.authentication.password.CompromisedPasswordChecker;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

class AccessAutoConfigurationTests {

    private final WebApplicationContextRunner bare = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DispatcherServletAutoConfiguration.class,
                    WebMvcAutoConfiguration.class,
                    ErrorFormatAutoConfiguration.class,
                    AccessAutoConfiguration.class));

    private final WebApplicationContextRunner runner = bare.withBean(LivePermissions.class, Credentials::new);

    @Test
    void isThereAsSoonAsTheServiceSaysWhatUsersMayDo() {
        bare.run(context ->
                assertThat(context).doesNotHaveBean(EndpointGuard.class).doesNotHaveBean(CurrentCaller.class));
        runner.run(context -> {
            assertThat(context)
                    .hasSingleBean(EndpointGuard.class)
                    .hasSingleBean(EndpointAccess.class)
                    .hasSingleBean(AccessOperations.class);
            CurrentCaller caller = context.getBean(CurrentCaller.class);
            assertThat(caller.get()).isEmpty();
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(caller::require)
                    .satisfies(e -> assertThat(e.problem().status()).isEqualTo(401));
        });
    }

    /** Spring Boot evaluates auto-configurations by name, and ours comes before most. */
    @Test
    void doesNotDependOnTheOrderOfAutoConfigurations() {
        bare.withConfiguration(AutoConfigurations.of(LateAutoConfiguration.class))
                .run(context -> assertThat(context)
                        .hasSingleBean(EndpointAccess.class)
                        .hasSingleBean(EndpointGuard.class)
                        .hasSingleBean(CurrentCaller.class));
    }

    private WebApplicationContextRunner secured(WebApplicationContextRunner runner) {
        return runner.withConfiguration(AutoConfigurations.of(
                SecurityAutoConfiguration.class,
                ServletWebSecurityAutoConfiguration.class,
                UserDetailsServiceAutoConfiguration.class,
                PasswordAutoConfiguration.class));
    }

    @Test
    void hasSpringBootMakeUpNoUserWhereCallersComeWithTokens() {
        secured(bare).run(context -> assertThat(context).hasSingleBean(UserDetailsService.class));
        secured(runner)
                .run(context -> assertThat(context)
                        .doesNotHaveBean(UserDetailsService.class)
                        .hasSingleBean(CompromisedPasswordChecker.class)
                        .hasSingleBean(PasswordEncoder.class)
                        .getBean("gatehouseAccessNoPasswords", AuthenticationManagerResolver.class)
                        .satisfies(resolver -> assertThatExceptionOfType(ProviderNotFoundException.class)
                                .isThrownBy(() -> resolver.resolve(null).authenticate(null))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "password"})
    void leavesTheUserOfTheConfigurationAlone(String property) {
        secured(runner)
                .withPropertyValues("spring.security.user." + property + "=ops")
                .run(context -> assertThat(context)
                        .hasSingleBean(InMemoryUserDetailsManager.class)
                        .doesNotHaveBean(AuthenticationManagerResolver.class));
    }

    @Test
    void leavesTheUsersOfTheServiceAlone() {
        UserDetailsService own = new InMemoryUserDetailsManager();
        secured(runner)
                .withBean(UserDetailsService.class, () -> own)
                .run(context -> assertThat(context)
                        .doesNotHaveBean(AuthenticationManagerResolver.class)
                        .getBean(UserDetailsService.class)
                        .isSameAs(own));
    }

    @Test
    void isOffByAProperty() {
        for (String property : new String[] {"gatehouse.enabled=false", "gatehouse.auth.enabled=false"}) {
            runner.withPropertyValues(property)
                    .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(EndpointAccess.class));
        }
    }

    @Test
    void theDefaultsAreThoseOfTheRecords() {
        runner.run(context -> {
            assertThat(context.getBean(StepUpProperties.class)).isEqualTo(new StepUpProperties(Duration.ofMinutes(5)));
            assertThat(context.getBean(EndpointGuardProperties.class))
                    .isEqualTo(new EndpointGuardProperties(
                            true, List.of("org.springframework.boot", "org.springdoc"), List.of(), List.of()));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "public-paths, /a/{b, public-paths",
        "paths[0].paths, /a/{b, paths[0].permissions",
        "paths[0].permissions, a:b, paths[0].paths",
        "paths[0].permissions, FACTOR_OTP, paths[0].permissions",
    })
    void aPathThatCannotBeUsedStopsTheStartAndIsNamed(String property, String value, String named) {
        runner.withPropertyValues("gatehouse.auth.endpoint-guard." + property + "=" + value)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOfSatisfying(
                                InvalidConfigurationPropertyValueException.class,
                                e -> assertThat(e.getName()).isEqualTo("gatehouse.auth.endpoint-guard." + named)));
    }

    @Test
    void givesWayToAnotherSourceOfTheCaller() {
        CurrentCaller own = Optional::empty;
        runner.withBean(CurrentCaller.class, () -> own)
                .run(context -> assertThat(context.getBean(CurrentCaller.class)).isSameAs(own));
    }

    @Test
    void givesWayToAnotherStepUp() {
        StepUp own = () -> {};
        runner.withBean(StepUp.class, () -> own)
                .run(context -> assertThat(context.getBean(StepUp.class)).isSameAs(own));
    }

    @Test
    void needsNeitherSpringSecurityNorNimbusNorSpringdoc() {
        runner.withClassLoader(new FilteredClassLoader("org.springframework.security"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(EndpointGuard.class)
                        .doesNotHaveBean(CurrentCaller.class));
        runner.withClassLoader(new FilteredClassLoader(HttpSecurity.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(CurrentCaller.class));
        runner.withClassLoader(new FilteredClassLoader("com.nimbusds"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(CurrentCaller.class));
        runner.withClassLoader(new FilteredClassLoader(GlobalOperationCustomizer.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("gatehouseAccessOperations"));
        runner.withClassLoader(new FilteredClassLoader(WebMvcConfigurer.class))
                .run(context -> assertThat(context).doesNotHaveBean("gatehouseEndpointGuard"));
    }
}
