package dev.gatehouse.autoconfigure.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;

/** A span without secrets. The resource stays as it is: it is configuration and knows no request. Immutable. */
final class MaskedSpan extends DelegatingSpanData {

    private final String name;
    private final StatusData status;
    private final Attributes attributes;
    private final List<EventData> events;
    private final List<LinkData> links;

    MaskedSpan(SpanData span, AttributeMask mask) {
        super(span);
        this.name = mask.text(span.getName());
        this.status = StatusData.create(
                span.getStatus().getStatusCode(), mask.text(span.getStatus().getDescription()));
        this.attributes = mask.attributes(span.getAttributes());
        this.events = span.getEvents().stream()
                .map(event -> EventData.create(
                        event.getEpochNanos(),
                        mask.text(event.getName()),
                        mask.attributes(event.getAttributes()),
                        event.getTotalAttributeCount()))
                .toList();
        this.links = span.getLinks().stream()
                .map(link -> LinkData.create(
                        link.getSpanContext(), mask.attributes(link.getAttributes()), link.getTotalAttributeCount()))
                .toList();
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public StatusData getStatus() {
        return status;
    }

    @Override
    public Attributes getAttributes() {
        return attributes;
    }

    @Override
    public List<EventData> getEvents() {
        return events;
    }

    @Override
    public List<LinkData> getLinks() {
        return links;
    }
}
