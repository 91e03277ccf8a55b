package dev.gatehouse.autoconfigure.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.ErrorFormatFilter;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.Refusal;
import dev.gatehouse.error.RejectionListener;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.error.UncaughtExceptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import org.apache.catalina.valves.ErrorReportValve;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.servlet.DispatcherServlet;

class ErrorFormatAutoConfigurationTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ErrorFormatAutoConfiguration.class));

    @Test
    void isOnByDefault() {
        runner.run(context -> assertThat(context)
                .hasSingleBean(ErrorFormatFilter.class)
                .hasSingleBean(RejectionWriter.class)
                .hasSingleBean(ProblemErrorController.class)
                .hasSingleBean(ProblemAccessDeniedHandler.class)
                .hasBean("gatehouseProblemReportValveCustomizer")
                .hasBean("gatehouseObservedErrorListener")
                .hasBean("gatehouseTracedErrorListener"));
    }

    @Test
    void switchedOffKeepsOnlyTheWriterOfRefusals() {
        runner.withPropertyValues("gatehouse.errors.enabled=false")
                .run(context -> assertThat(context)
                        .hasSingleBean(RejectionWriter.class)
                        .doesNotHaveBean(ErrorFormatFilter.class)
                        .doesNotHaveBean(ErrorController.class)
                        .doesNotHaveBean(AccessDeniedHandler.class)
                        .doesNotHaveBean("gatehouseProblemReportValveCustomizer"));
    }

    @Test
    void isOffWithEverythingElse() {
        runner.withPropertyValues("gatehouse.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(RejectionWriter.class));
    }

    @Test
    void doesNothingOutsideAServletApplication() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ErrorFormatAutoConfiguration.class))
                .run(context -> assertThat(context).doesNotHaveBean(RejectionWriter.class));
    }

    @Test
    void countsRefusalsByFilterAndReason() {
        runner.withBean(SimpleMeterRegistry.class).run(context -> {
            Problem refusal = Problem.of(ErrorCode.BAD_REQUEST).refusedBy(new Refusal("trusted_hosts", "not_allowed"));
            RejectionWriter rejections = context.getBean(RejectionWriter.class);
            rejections.write(new MockHttpServletRequest(), new MockHttpServletResponse(), refusal);
            rejections.write(new MockHttpServletRequest(), new MockHttpServletResponse(), refusal);
            rejections.write(
                    new MockHttpServletRequest(), new MockHttpServletResponse(), Problem.of(ErrorCode.NOT_FOUND));
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            assertThat(meters.get("gatehouse.refusals")
                            .tags("filter", "trusted_hosts", "reason", "not_allowed")
                            .counter()
                            .count())
                    .isEqualTo(2);
            assertThat(meters.find("gatehouse.refusals").counters()).hasSize(1);
        });
    }

    @Test
    void needsNoMicrometer() {
        runner.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
                .run(context -> assertThat(context)
                        .hasSingleBean(RejectionWriter.class)
                        .doesNotHaveBean("gatehouseRefusalMeters"));
    }

    @Test
    void givesWayToTheApplicationsBeans() {
        RejectionWriter own = RejectionWriter.withDefaults();
        runner.withBean("own", RejectionWriter.class, () -> own)
                .run(context ->
                        assertThat(context).getBean(RejectionWriter.class).isSameAs(own));
    }

    @Test
    void givesWayToTheApplicationsErrorController() {
        runner.withUserConfiguration(OwnErrorController.class).run(context -> {
            assertThat(context).hasSingleBean(ErrorController.class).doesNotHaveBean(ProblemErrorController.class);
            assertThat(context.getBean(ErrorDispatchExemption.class).matches(new MockHttpServletRequest()))
                    .isTrue();
        });
    }

    @Test
    void givesWayToTheApplicationsAccessDeniedHandler() {
        AccessDeniedHandler own = (request, response, denied) -> {};
        runner.withBean("own", AccessDeniedHandler.class, () -> own)
                .run(context ->
                        assertThat(context).getBean(AccessDeniedHandler.class).isSameAs(own));
    }

    @Test
    void writesTheEnvelopeWhenAsked() {
        runner.withPropertyValues("gatehouse.errors.format=envelope").run(context -> {
            MockHttpServletResponse response = new MockHttpServletResponse();
            context.getBean(RejectionWriter.class)
                    .write(new MockHttpServletRequest(), response, Problem.of(ErrorCode.NOT_FOUND));
            assertThat(response.getContentType()).isEqualTo("application/json");
            assertThat(response.getContentAsString())
                    .startsWith("{\"error\":true,\"status\":404,\"error_code\":\"not_found\"");
        });
    }

    @Test
    void aFormatThatDoesNotExistStopsTheStartAndNamesTheProperty() {
        runner.withPropertyValues("gatehouse.errors.format=xml")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("xml"));
    }

    @Test
    void tellsTheApplicationsListeners() {
        RejectionListener listener = (request, problem) -> request.setAttribute("heard", problem.code());
        runner.withBean(RejectionListener.class, () -> listener).run(context -> {
            MockHttpServletRequest request = new MockHttpServletRequest();
            context.getBean(RejectionWriter.class)
                    .write(request, new MockHttpServletResponse(), Problem.of(ErrorCode.GONE));
            assertThat(request.getAttribute("heard")).isEqualTo(ErrorCode.GONE);
        });
    }

    @Test
    void worksWithoutSpringMvc() {
        runner.withClassLoader(new FilteredClassLoader(DispatcherServlet.class))
                .run(context -> assertThat(context)
                        .hasSingleBean(ErrorFormatFilter.class)
                        .doesNotHaveBean("gatehouseProblemErrorController"));
    }

    @Test
    void worksWithoutSpringSecurity() {
        runner.withClassLoader(new FilteredClassLoader("org.springframework.security"))
                .run(context -> assertThat(context)
                        .hasSingleBean(ErrorFormatFilter.class)
                        .doesNotHaveBean("gatehouseProblemAccessDeniedHandler"));
    }

    @Test
    void worksWithoutTomcat() {
        runner.withClassLoader(new FilteredClassLoader(ErrorReportValve.class))
                .run(context -> assertThat(context)
                        .hasSingleBean(ErrorFormatFilter.class)
                        .doesNotHaveBean("gatehouseProblemReportValveCustomizer"));
    }

    @Test
    void worksWithoutObservation() {
        runner.withClassLoader(new FilteredClassLoader(Observation.class))
                .run(context -> assertThat(context)
                        .hasSingleBean(UncaughtExceptions.class)
                        .doesNotHaveBean("gatehouseObservedErrorListener")
                        .doesNotHaveBean("gatehouseTracedErrorListener"));
    }

    @Test
    void worksWithoutTracing() {
        runner.withClassLoader(new FilteredClassLoader("io.micrometer.tracing"))
                .run(context -> assertThat(context)
                        .hasBean("gatehouseObservedErrorListener")
                        .doesNotHaveBean("gatehouseTracedErrorListener"));
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnErrorController {

        @Bean
        ErrorController ownErrorController() {
            return new ErrorController() {};
        }
    }
}
