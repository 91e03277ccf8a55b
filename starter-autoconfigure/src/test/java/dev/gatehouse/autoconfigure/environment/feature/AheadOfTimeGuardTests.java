package dev.gatehouse.autoconfigure.environment.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.ClassUtils;

/** Conditions are decided by one set of properties here, and the guard asks by another, as where AOT is in use. */
class AheadOfTimeGuardTests {

    private final WebApplicationContextRunner processed = new WebApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class))
            .withConfiguration(AutoConfigurations.of(ours()));

    private static Class<?>[] ours() {
        return ImportCandidates.load(AutoConfiguration.class, null).getCandidates().stream()
                .filter(name -> name.startsWith("dev.gatehouse."))
                .map(name -> ClassUtils.resolveClassName(name, null))
                .toArray(Class<?>[]::new);
    }

    private static Environment running(String... properties) {
        MockEnvironment environment = new MockEnvironment();
        for (String property : properties) {
            environment.setProperty(
                    property.substring(0, property.indexOf('=')), property.substring(property.indexOf('=') + 1));
        }
        return environment;
    }

    private WebApplicationContextRunner withGuard(Environment running) {
        return processed.withInitializer(context -> context.addBeanFactoryPostProcessor(AheadOfTimeGuard.of(running)));
    }

    @ParameterizedTest
    @CsvSource({
        "gatehouse.trusted-hosts.allowed=api.example.com, trusted-hosts",
        "gatehouse.https.mode=redirect, https",
        "gatehouse.environment.mode=production, https",
        "gatehouse.cors.allowed-origins=https://a.example.com, cors",
        "gatehouse.fetch-metadata.enabled=true, fetch-metadata",
        "gatehouse.address-lists[0].path=/admin, address-lists",
        "gatehouse.request-id.on-invalid=reject, refusal of invalid request ids",
        "gatehouse.rate-limit.store=redis, shared rate limits",
        "gatehouse.upload.clamav.enabled=true, virus scanner"
    })
    void whatIsAskedForAndWasLeftOutStopsTheStart(String property, String feature) {
        withGuard(running(property)).run(context -> {
            assertThat(context).hasFailed();
            FeaturesLeftOutException failure = (FeaturesLeftOutException) context.getStartupFailure();
            FailureAnalysis report = new FeaturesLeftOutFailureAnalyzer().analyze(failure, failure);
            assertThat(report.getDescription())
                    .containsOnlyOnce("    - ")
                    .contains("    - " + feature + ", by gatehouse.");
            assertThat(report.getAction()).contains("profiles", "-Dspring.aot.enabled=true");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "request-id",
                "access-log",
                "headers",
                "errors",
                "request-limits",
                "rate-limit",
                "upload",
                "health",
                "drain",
                "error-record",
                "feature-flags"
            })
    void whatIsOnUnlessSwitchedOffIsMissedWhereItWas(String feature) {
        withGuard(running())
                .withPropertyValues("gatehouse." + feature + ".enabled=false")
                .run(context -> assertThat(context.getStartupFailure())
                        .isInstanceOf(FeaturesLeftOutException.class)
                        .hasMessageContaining("    - " + feature + ", by gatehouse." + feature + ".enabled"));
    }

    @Test
    void allIsMissedWhereGatehouseWasOff() {
        withGuard(running())
                .withPropertyValues("gatehouse.enabled=false")
                .run(context -> assertThat(context.getStartupFailure())
                        .isInstanceOf(FeaturesLeftOutException.class)
                        .hasMessageContaining("- headers,")
                        .hasMessageContaining("- concurrency,")
                        .hasMessageContaining("- timeout,")
                        .hasMessageContaining("- environment check of beans,"));
    }

    /** What the guard says of properties, the conditions say too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "some.property=1",
                "gatehouse.trusted-hosts.allowed=api.example.com",
                "gatehouse.trusted-hosts.allowed=",
                "gatehouse.trusted-hosts.allowed=api.example.com;gatehouse.trusted-hosts.enabled=false",
                "gatehouse.https.mode=auto",
                "gatehouse.https.mode=false",
                "gatehouse.environment.mode=development",
                "gatehouse.environment.mode=off",
                "gatehouse.cors.allowed-origins=https://a.example.com",
                "gatehouse.cors.allowed-origins=https://a.example.com;gatehouse.cors.enabled=false",
                "gatehouse.fetch-metadata.enabled=true",
                "gatehouse.address-lists[0].path=/admin;gatehouse.address-lists[0].allow=10.0.0.0/8",
                "gatehouse.request-limits.enabled=false",
                "gatehouse.request-limits.max-concurrent=0;gatehouse.request-limits.timeout=0",
                "gatehouse.request-limits.timeout=off",
                "gatehouse.request-limits.timeout=0s",
                "gatehouse.rate-limit.enabled=false;gatehouse.rate-limit.store=redis",
                "gatehouse.rate-limit.store=redis",
                "gatehouse.request-id.on-invalid=reject",
                "gatehouse.upload.clamav.enabled=true",
                "spring.servlet.multipart.enabled=false",
                "gatehouse.enabled=false"
            })
    void nothingIsMissedWhereThePropertiesAreTheSame(String properties) {
        String[] all = properties.split(";");
        withGuard(running(all))
                .withInitializer(context -> context.addBeanFactoryPostProcessor(beans -> {
                    throw new Passed();
                }))
                .withPropertyValues(all)
                .run(context -> assertThat(context.getStartupFailure()).isInstanceOf(Passed.class));
    }

    /** Ends a start right behind the guard: what the beans need further is not there. */
    private static final class Passed extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    @Test
    void aProgramThatIsNoWebServiceIsLeftAlone() {
        new ApplicationContextRunner()
                .withInitializer(context -> context.addBeanFactoryPostProcessor(AheadOfTimeGuard.of(running())))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void eachFeatureIsNamedOnce() {
        List<String> names = Feature.all().map(Feature::name).toList();
        assertThat(names).doesNotHaveDuplicates();
    }
}
