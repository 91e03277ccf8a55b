package dev.gatehouse.autoconfigure.tracing;

import dev.gatehouse.mask.TextMask;
import io.micrometer.tracing.exporter.FinishedSpan;
import io.micrometer.tracing.exporter.SpanFilter;
import io.micrometer.tracing.otel.bridge.OtelFinishedSpan;
import org.springframework.core.Ordered;

/** Masks each span on its way to the exporters, behind all filters of the service. Thread-safe. */
final class SpanMasking implements SpanFilter, Ordered {

    private final AttributeMask mask;

    SpanMasking(TextMask mask) {
        this.mask = new AttributeMask(mask);
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public FinishedSpan map(FinishedSpan span) {
        return span instanceof OtelFinishedSpan
                ? OtelFinishedSpan.fromOtel(new MaskedSpan(OtelFinishedSpan.toOtel(span), mask))
                : span;
    }
}
