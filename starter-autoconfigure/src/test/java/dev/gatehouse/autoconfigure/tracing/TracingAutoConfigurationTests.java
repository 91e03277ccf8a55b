package dev.gatehouse.autoconfigure.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.logging.LoggingAutoConfiguration;
import dev.gatehouse.mask.TextMask;
import io.micrometer.tracing.exporter.FinishedSpan;
import io.micrometer.tracing.exporter.SpanFilter;
import io.micrometer.tracing.otel.bridge.OtelFinishedSpan;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.mock.env.MockEnvironment;

class TracingAutoConfigurationTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(LoggingAutoConfiguration.class, TracingAutoConfiguration.class));

    @Test
    void namesRequestsAndMasksSpansByDefault() {
        runner.run(context ->
                assertThat(context).hasSingleBean(RequestObservations.class).hasSingleBean(SpanMasking.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gatehouse.enabled", "gatehouse.tracing.enabled"})
    void canBeSwitchedOff(String property) {
        runner.withPropertyValues(property + "=false")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(RequestObservations.class)
                        .doesNotHaveBean(SpanFilter.class));
    }

    @Test
    void eachPartCanBeSwitchedOff() {
        runner.withPropertyValues("gatehouse.tracing.context.enabled=false")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(RequestObservations.class)
                        .hasSingleBean(SpanMasking.class));
        runner.withPropertyValues("gatehouse.tracing.masking.enabled=false")
                .run(context -> assertThat(context)
                        .hasSingleBean(RequestObservations.class)
                        .doesNotHaveBean(SpanFilter.class));
    }

    @Test
    void aBeanOfTheServiceReplacesTheMasking() {
        SpanFilter own = (FinishedSpan span) -> span;
        runner.withBean("spanMasking", SpanFilter.class, () -> own)
                .run(context -> assertThat(context.getBean(SpanFilter.class)).isSameAs(own));
    }

    @Test
    void aMaskOfTheServiceIsUsed() {
        runner.withBean(TextMask.class, () -> new TextMask() {
                    @Override
                    public String mask(String text) {
                        return "own";
                    }

                    @Override
                    public String mask(String name, String value) {
                        return "own";
                    }

                    @Override
                    public boolean isSecret(String name) {
                        return false;
                    }
                })
                .run(context -> assertThat(context.getBean(SpanFilter.class)
                                .map(finishedSpan("work"))
                                .getName())
                        .isEqualTo("own"));
    }

    private static FinishedSpan finishedSpan(String name) {
        try (SdkTracerProvider provider = SdkTracerProvider.builder().build()) {
            Span span = provider.get("test").spanBuilder(name).startSpan();
            span.end();
            return OtelFinishedSpan.fromOtel(((ReadableSpan) span).toSpanData());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.micrometer.tracing.Tracer", "io.micrometer.observation.Observation"})
    void doesNothingWithoutTracing(String missing) {
        runner.withClassLoader(new FilteredClassLoader(missing::equals))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(TracingAutoConfiguration.class));
    }

    @Test
    void masksNothingWithoutOpenTelemetry() {
        runner.withClassLoader(new FilteredClassLoader("io.opentelemetry", "io.micrometer.tracing.otel"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(RequestObservations.class)
                        .doesNotHaveBean(SpanFilter.class));
    }

    @Test
    void baggageIsNotPassedOnByDefault() {
        assertThat(baggage(new MockEnvironment(), getClass().getClassLoader())).isEqualTo("false");
    }

    @Test
    void baggageOfTheServiceIsPassedOn() {
        assertThat(baggage(
                        new MockEnvironment().withProperty("management.tracing.baggage.remote-fields", "tenant"),
                        getClass().getClassLoader()))
                .isNull();
        assertThat(baggage(
                        new MockEnvironment().withProperty(TracingDefaults.BAGGAGE, "true"),
                        getClass().getClassLoader()))
                .isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gatehouse.enabled", "gatehouse.tracing.enabled"})
    void baggageIsLeftAloneWhereTracingIs(String property) {
        assertThat(baggage(
                        new MockEnvironment().withProperty(property, "false"),
                        getClass().getClassLoader()))
                .isNull();
    }

    @Test
    void baggageIsLeftAloneWithoutTracing() {
        assertThat(baggage(new MockEnvironment(), new FilteredClassLoader("io.micrometer.tracing")))
                .isNull();
    }

    private static String baggage(MockEnvironment environment, ClassLoader classes) {
        new TracingDefaults()
                .postProcessEnvironment(environment, new SpringApplication(new DefaultResourceLoader(classes)));
        return environment.getProperty(TracingDefaults.BAGGAGE);
    }
}
