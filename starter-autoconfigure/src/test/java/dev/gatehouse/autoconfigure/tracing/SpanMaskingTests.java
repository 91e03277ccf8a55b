package dev.gatehouse.autoconfigure.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.logging.LoggingAutoConfiguration;
import io.micrometer.tracing.exporter.SpanFilter;
import io.micrometer.tracing.otel.bridge.OtelFinishedSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.util.ReflectionUtils;

/** Each part of a span on its way out; nothing else in the span holds the secret that is looked for. */
class SpanMaskingTests {

    private static final AttributeKey<String> NOTE = AttributeKey.stringKey("note");
    private static final SpanContext OTHER = SpanContext.create(
            "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", TraceFlags.getSampled(), TraceState.getDefault());

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(LoggingAutoConfiguration.class, TracingAutoConfiguration.class));

    private SpanData masked(Consumer<Span> parts) {
        SpanData[] masked = new SpanData[1];
        runner.run(context -> masked[0] =
                OtelFinishedSpan.toOtel(context.getBean(SpanFilter.class).map(OtelFinishedSpan.fromOtel(span(parts)))));
        return masked[0];
    }

    private static SpanData span(Consumer<Span> parts) {
        try (SdkTracerProvider provider = SdkTracerProvider.builder().build()) {
            Span span = provider.get("test").spanBuilder("work").startSpan();
            parts.accept(span);
            span.end();
            return ((ReadableSpan) span).toSpanData();
        }
    }

    @Test
    void masksTheName() {
        assertThat(masked(span -> span.updateName("login with password=IN-NAME"))
                        .getName())
                .isEqualTo("login with password=***");
    }

    @Test
    void masksTheDescriptionOfTheState() {
        assertThat(masked(span -> span.setStatus(StatusCode.ERROR, "refused password=IN-STATUS"))
                        .getStatus()
                        .getDescription())
                .isEqualTo("refused password=***");
    }

    @Test
    void masksAttributes() {
        Attributes attributes = masked(span -> span.setAttribute(NOTE, "token=IN-TEXT")
                        .setAttribute(AttributeKey.stringArrayKey("notes"), List.of("token=IN-LIST", "plain"))
                        .setAttribute("password", 4711)
                        .setAttribute("count", 7))
                .getAttributes();
        assertThat(attributes.get(NOTE)).isEqualTo("token=***");
        assertThat(attributes.get(AttributeKey.stringArrayKey("notes"))).containsExactly("token=***", "plain");
        assertThat(attributes.get(AttributeKey.stringKey("password"))).isEqualTo("***");
        assertThat(attributes.get(AttributeKey.longKey("count"))).isEqualTo(7);
    }

    @Tag("any-boot")
    @Test
    void masksWhatIsInsideOfStructuredAttributes() {
        Value<?> payload = Value.of(
                KeyValue.of("password", Value.of("IN-NAMED")),
                KeyValue.of("apiKey", Value.of(Value.of("IN-NAMED-LIST"))),
                KeyValue.of("note", Value.of("token=IN-TEXT")),
                KeyValue.of("list", Value.of(Value.of("token=IN-LIST"), Value.of(KeyValue.of("pin", Value.of(true))))),
                KeyValue.of("secret", Value.of(KeyValue.of("deep", Value.of("IN-TREE")))),
                KeyValue.of("count", Value.of(7)));
        AttributeKey<Value<?>> key = structuredKey("payload");
        assertThat(masked(span -> span.setAttribute(key, payload))
                        .getAttributes()
                        .get(key))
                .isEqualTo(Value.of(
                        KeyValue.of("password", Value.of("***")),
                        KeyValue.of("apiKey", Value.of("***")),
                        KeyValue.of("note", Value.of("token=***")),
                        KeyValue.of(
                                "list", Value.of(Value.of("token=***"), Value.of(KeyValue.of("pin", Value.of(true))))),
                        KeyValue.of("secret", Value.of("***")),
                        KeyValue.of("count", Value.of(7))));
    }

    /** OpenTelemetry of the previous line of Spring Boot has none, so the test does not run there. */
    @SuppressWarnings("unchecked")
    private static AttributeKey<Value<?>> structuredKey(String name) {
        Method factory = ReflectionUtils.findMethod(AttributeKey.class, "valueKey", String.class);
        return (AttributeKey<Value<?>>)
                ReflectionUtils.invokeMethod(Objects.requireNonNull(factory, "valueKey"), null, name);
    }

    @Test
    void masksNamesAndAttributesOfEvents() {
        assertThat(masked(span -> span.addEvent("password=IN-EVENT", Attributes.of(NOTE, "token=IN-EVENT-ATTRIBUTE")))
                        .getEvents())
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getName()).isEqualTo("password=***");
                    assertThat(event.getAttributes().get(NOTE)).isEqualTo("token=***");
                });
    }

    @Test
    void masksMessagesAndStackTracesOfExceptions() {
        Throwable failure = new IllegalStateException(
                "password=IN-MESSAGE at https://app:IN-URL-PASSWORD@db/x",
                new IllegalArgumentException("{\"apiKey\":\"IN-CAUSE\"}"));
        assertThat(masked(span -> span.recordException(failure)).getEvents())
                .singleElement()
                .satisfies(event -> assertThat(event.getAttributes().toString())
                        .contains("IllegalStateException", "IllegalArgumentException", "password=***")
                        .doesNotContain("IN-MESSAGE", "IN-URL-PASSWORD", "IN-CAUSE"));
    }

    @Test
    void masksAttributesOfLinks() {
        assertThat(masked(span -> span.addLink(OTHER, Attributes.of(NOTE, "token=IN-LINK")))
                        .getLinks())
                .singleElement()
                .satisfies(link -> {
                    assertThat(link.getSpanContext()).isEqualTo(OTHER);
                    assertThat(link.getAttributes().get(NOTE)).isEqualTo("token=***");
                });
    }
}
