package dev.gatehouse.autoconfigure.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.version.ApiVersionFilter;
import dev.gatehouse.version.ApiVersionSettings;
import dev.gatehouse.version.DeprecatedEndpoint;
import dev.gatehouse.version.DeprecationFilter;
import dev.gatehouse.version.DeprecationGate;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.DispatcherType;
import org.junit.jupiter.api.Test;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

class ApiVersionAutoConfigurationTests {

    private static final String RULE = "gatehouse.api-version.deprecations[0].";

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DispatcherServletAutoConfiguration.class,
                    WebMvcAutoConfiguration.class,
                    ErrorFormatAutoConfiguration.class,
                    ApiVersionAutoConfiguration.class));

    private static FilterRegistrationBean<?> version(ApplicationContext context) {
        return context.getBean("gatehouseApiVersionFilterRegistration", FilterRegistrationBean.class);
    }

    private static FilterRegistrationBean<?> deprecation(ApplicationContext context) {
        return context.getBean("gatehouseDeprecationFilterRegistration", FilterRegistrationBean.class);
    }

    @Test
    void registersNoFilterWhileThereIsNothingToSay() {
        runner.run(context -> {
            assertThat(version(context).isEnabled()).isFalse();
            assertThat(deprecation(context).isEnabled()).isFalse();
            assertThat(context.getBean(ApiVersionProperties.class).toSettings())
                    .isEqualTo(ApiVersionSettings.defaults());
        });
    }

    @Test
    void tellsThePlainVersion() {
        runner.withPropertyValues("gatehouse.api-version.current=1.4").run(context -> {
            assertThat(version(context).isEnabled()).isTrue();
            assertThat(version(context).getOrder()).isEqualTo(FilterOrder.API_VERSION);
            assertThat(version(context).getFilterName()).isEqualTo("gatehouseApiVersion");
            assertThat(version(context).determineDispatcherTypes())
                    .containsExactlyInAnyOrder(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        });
    }

    @Test
    void tellsTheVersionsOfSpringMvc() {
        runner.withPropertyValues("spring.mvc.apiversion.use.header=V")
                .run(context -> assertThat(version(context).isEnabled()).isTrue());
    }

    @Test
    void tellsNoVersionWithoutAHeader() {
        runner.withPropertyValues("gatehouse.api-version.current=1.4", "gatehouse.api-version.header=")
                .run(context -> assertThat(version(context).isEnabled()).isFalse());
    }

    @Test
    void announcesDeprecatedPaths() {
        runner.withPropertyValues(RULE + "paths=/v1/**", RULE + "since=2026-01-01")
                .run(context -> {
                    assertThat(deprecation(context).isEnabled()).isTrue();
                    assertThat(deprecation(context).getOrder()).isEqualTo(FilterOrder.DEPRECATION);
                    assertThat(deprecation(context).getFilterName()).isEqualTo("gatehouseDeprecation");
                    assertThat(deprecation(context).determineDispatcherTypes())
                            .containsExactlyInAnyOrder(
                                    DispatcherType.REQUEST,
                                    DispatcherType.ASYNC,
                                    DispatcherType.FORWARD,
                                    DispatcherType.INCLUDE);
                });
    }

    @Test
    void isOffByItsProperty() {
        runner.withPropertyValues("gatehouse.api-version.enabled=false", "gatehouse.api-version.current=1.4")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(ApiVersionFilter.class)
                        .doesNotHaveBean(DeprecationGate.class));
    }

    @Test
    void goesWithGatehouse() {
        runner.withPropertyValues("gatehouse.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ApiVersionFilter.class));
    }

    @Test
    void givesWayToBeansOfTheApplication() {
        ApiVersionFilter own = new ApiVersionFilter(new ApiVersionSettings("Own", "7"));
        runner.withBean(ApiVersionFilter.class, () -> own)
                .run(context ->
                        assertThat(context.getBean(ApiVersionFilter.class)).isSameAs(own));
    }

    @Test
    void saysWhatARuleLacks() {
        runner.withPropertyValues(RULE + "since=2026-01-01")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining(RULE + "paths"));
        runner.withPropertyValues(RULE + "paths=/v1")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining(RULE + "since"));
        runner.withPropertyValues(
                        RULE + "versions=one", RULE + "since=2026-01-01", "spring.mvc.apiversion.use.header=V")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining(RULE + "versions")
                        .hasStackTraceContaining("cannot read this version"));
    }

    @Test
    void aBadAnnotationStopsTheStart() {
        runner.withBean(BadDate.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("@DeprecatedEndpoint on")
                        .hasStackTraceContaining("BadDate#get")
                        .hasStackTraceContaining("2026-07-01"));
    }

    @Test
    void countsWhereThereIsARegistry() {
        runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> assertThat(context).hasSingleBean(DeprecationMeters.class));
    }

    @Test
    void worksWithoutMicrometerAndSpringdoc() {
        runner.withClassLoader(new FilteredClassLoader(MeterRegistry.class, GlobalOperationCustomizer.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(DeprecationFilter.class)
                        .doesNotHaveBean("gatehouseDeprecatedOperations")
                        .doesNotHaveBean("gatehouseDeprecationMeters"));
    }

    @Test
    void worksWithoutSpringMvc() {
        new WebApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(ErrorFormatAutoConfiguration.class, ApiVersionAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader(WebMvcConfigurer.class))
                .withPropertyValues(RULE + "paths=/v1/**", RULE + "since=2026-01-01")
                .run(context -> assertThat(deprecation(context).isEnabled()).isTrue());
    }

    @RestController
    static class BadDate {

        @GetMapping("/bad")
        @DeprecatedEndpoint(since = "01.07.2026")
        String get() {
            return "";
        }
    }
}
