package dev.gatehouse.autoconfigure.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationFailureProviderNotFoundEvent;
import org.springframework.security.authentication.event.AuthenticationFailureServiceExceptionEvent;

class AuthenticationMetricsTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AuthenticationMetricsAutoConfiguration.class))
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new);

    private static double failures(MeterRegistry registry, String reason) {
        return registry.get("auth.failures").tag("reason", reason).counter().count();
    }

    @Test
    void countsAWrongPasswordAndNotWhoBringsNone() {
        try (RunningService service = RunningService.startSecured(
                Nothing.class, "spring.security.user.name=jane", "spring.security.user.password=right")) {
            MeterRegistry registry = service.context().getBean(MeterRegistry.class);
            assertThat(service.get("/").statusCode()).isEqualTo(401);
            assertThat(failures(registry, "bad_credentials")).isZero();
            assertThat(service.get("/", "Authorization", basic("jane:wrong")).statusCode())
                    .isEqualTo(401);
            assertThat(failures(registry, "bad_credentials")).isEqualTo(1);
            assertThat(service.get("/", "Authorization", basic("jane:right")).statusCode())
                    .isEqualTo(404);
            assertThat(failures(registry, "bad_credentials")).isEqualTo(1);
        }
    }

    @Test
    void tellsReasonsApartAndCountsUnknownOnesTogether() {
        runner.run(context -> {
            var authentication = new TestingAuthenticationToken("jane", "secret");
            var exception = new AuthenticationServiceException("gone");
            context.publishEvent(new AuthenticationFailureServiceExceptionEvent(authentication, exception));
            context.publishEvent(new AuthenticationFailureProviderNotFoundEvent(authentication, exception));
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            assertThat(failures(registry, "service_error")).isEqualTo(1);
            assertThat(failures(registry, "other")).isEqualTo(1);
            assertThat(failures(registry, "locked")).isZero();
        });
    }

    @Test
    void needsSpringSecurityAndMicrometer() {
        runner.withClassLoader(new FilteredClassLoader(AbstractAuthenticationFailureEvent.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(AuthenticationFailureMeters.class));
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(AuthenticationMetricsAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader(MeterRegistry.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(AuthenticationFailureMeters.class));
        runner.withPropertyValues("gatehouse.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(AuthenticationFailureMeters.class));
    }

    @Test
    void countsWhatAServiceTellsOf() {
        runner.run(context -> {
            context.getBean(AuthenticationFailures.class).count(AuthenticationFailureReason.REFRESH_REUSE);
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            assertThat(failures(registry, "refresh_reuse")).isEqualTo(1);
            assertThat(registry.get("auth.failures").counters()).hasSameSizeAs(AuthenticationFailureReason.values());
        });
    }

    @Test
    void canBeToldOfFailuresWithoutMetrics() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(AuthenticationMetricsAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader(MeterRegistry.class, AbstractAuthenticationFailureEvent.class))
                .run(context -> {
                    assertThat(context).hasSingleBean(AuthenticationFailures.class);
                    context.getBean(AuthenticationFailures.class).count(AuthenticationFailureReason.MFA);
                });
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}
}
