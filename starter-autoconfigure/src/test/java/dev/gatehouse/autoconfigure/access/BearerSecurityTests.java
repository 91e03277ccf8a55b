package dev.gatehouse.autoconfigure.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.access.LivePermissions;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.autoconfigure.token.jwt.AccessTokenAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** What a chain of one line needs, and what is said where that is missing. */
@ExtendWith(OutputCaptureExtension.class)
class BearerSecurityTests {

    private static final String ISSUER = "gatehouse.auth.jwt.issuer=https://api.example.com";

    private final WebApplicationContextRunner bare = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DispatcherServletAutoConfiguration.class,
                    WebMvcAutoConfiguration.class,
                    SecurityAutoConfiguration.class,
                    ServletWebSecurityAutoConfiguration.class,
                    ErrorFormatAutoConfiguration.class,
                    AccessAutoConfiguration.class,
                    AccessTokenAutoConfiguration.class))
            .withUserConfiguration(Chain.class);

    private final WebApplicationContextRunner runner = bare.withBean(LivePermissions.class, Credentials::new);

    private static FailureAnalysis report(AssertableWebApplicationContext context) {
        assertThat(context).hasFailed();
        FailureAnalysis report = new IncompleteChainFailureAnalyzer().analyze(context.getStartupFailure());
        assertThat(report).isNotNull();
        return report;
    }

    @Test
    void needsNoMoreThanAnIssuerAndWhatUsersMayDo() {
        runner.withPropertyValues(ISSUER).run(context -> assertThat(context).hasSingleBean(SecurityFilterChain.class));
    }

    @Test
    void namesTheIssuerWhereThatIsMissing() {
        runner.run(context -> {
            FailureAnalysis report = report(context);
            assertThat(report.getDescription()).contains("there is no JwtVerifier bean", "jwt.issuer is not set");
            assertThat(report.getAction())
                    .contains("Set gatehouse.auth.jwt.issuer", "dev.gatehouse.token.jwt.JwtVerifier");
        });
    }

    @Test
    void saysHowASliceGetsWhatItLeavesOut() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DispatcherServletAutoConfiguration.class,
                        WebMvcAutoConfiguration.class,
                        SecurityAutoConfiguration.class,
                        ServletWebSecurityAutoConfiguration.class))
                .withUserConfiguration(Chain.class)
                .withBean(LivePermissions.class, Credentials::new)
                .run(context -> {
                    FailureAnalysis report = report(context);
                    assertThat(report.getDescription())
                            .contains("access control has no part in this application context");
                    assertThat(report.getAction()).contains("@WebMvcTest", "@ImportAutoConfiguration");
                });
    }

    @Test
    void namesTheLibraryWhereThatIsMissing() {
        runner.withPropertyValues(ISSUER)
                .withClassLoader(new FilteredClassLoader("com.nimbusds"))
                .run(context -> {
                    FailureAnalysis report = report(context);
                    assertThat(report.getDescription()).contains("nimbus-jose-jwt is not on the class path");
                    assertThat(report.getAction()).contains("Add the dependency com.nimbusds:nimbus-jose-jwt");
                });
    }

    @ParameterizedTest
    @CsvSource({"gatehouse.enabled", "gatehouse.auth.enabled"})
    void namesThePropertyByWhichAccessControlIsOff(String property) {
        runner.withPropertyValues(ISSUER, property + "=false").run(context -> {
            FailureAnalysis report = report(context);
            assertThat(report.getDescription()).contains("nobody tells: " + property + " is false.");
            assertThat(report.getAction()).contains("Remove " + property + ": false", "by a condition");
        });
    }

    @Test
    void namesThePermissionsWhereThoseAreMissing() {
        bare.withPropertyValues(ISSUER).run(context -> {
            FailureAnalysis report = report(context);
            assertThat(report.getDescription()).contains("there is no LivePermissions bean");
            assertThat(report.getAction()).contains(LivePermissions.class.getName());
        });
    }

    @Test
    void aWholeServiceShowsTheReport(CapturedOutput output) {
        assertThat(catchThrowable(() -> RunningService.startSecured(Permitted.class)))
                .isNotNull();
        assertThat(output.getOut().substring(output.getOut().indexOf("APPLICATION FAILED TO START")))
                .contains("gatehouse.auth.jwt.issuer is not set.", "Set gatehouse.auth.jwt.issuer");
    }

    @Configuration(proxyBeanMethods = false)
    static class Chain {

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.with(BearerSecurity.bearer(), Customizer.withDefaults()).build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Permitted extends Chain {

        @Bean
        LivePermissions permissions() {
            return new Credentials();
        }
    }
}
