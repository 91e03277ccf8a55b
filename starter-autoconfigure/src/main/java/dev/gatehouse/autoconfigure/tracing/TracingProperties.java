package dev.gatehouse.autoconfigure.tracing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What Gatehouse adds to Spring Boot's tracing.
 *
 * @param enabled whether Gatehouse adds to the spans of Micrometer Tracing, takes secrets out of them, and keeps baggage
 *     from being passed on
 * @param context request and user in spans
 * @param masking secrets in spans
 */
@ConfigurationProperties("gatehouse.tracing")
public record TracingProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue Context context,
        @DefaultValue Masking masking) {

    /**
     * Request and user in spans.
     *
     * @param enabled whether spans have the attributes request_id and user_id
     */
    public record Context(@DefaultValue("true") boolean enabled) {}

    /**
     * Secrets in spans.
     *
     * @param enabled whether secrets in names, attributes, events and states of spans are replaced by "***" before they
     *     are exported, and with them each value of the query of a URL
     */
    public record Masking(@DefaultValue("true") boolean enabled) {}
}
