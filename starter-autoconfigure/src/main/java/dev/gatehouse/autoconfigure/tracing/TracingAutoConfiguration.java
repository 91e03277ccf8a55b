package dev.gatehouse.autoconfigure.tracing;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.logging.LoggingAutoConfiguration;
import dev.gatehouse.autoconfigure.logging.LoggingProperties;
import dev.gatehouse.mask.TextMask;
import dev.gatehouse.requestid.RequestIds;
import io.micrometer.observation.Observation;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.exporter.SpanFilter;
import io.micrometer.tracing.otel.bridge.OtelFinishedSpan;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/** Names request and user in spans and takes secrets out of them, where Micrometer Tracing is there. */
@AutoConfiguration(after = LoggingAutoConfiguration.class)
@ConditionalOnGatehouse
@ConditionalOnClass({Tracer.class, Observation.class})
@ConditionalOnSwitch("gatehouse.tracing.enabled")
@EnableConfigurationProperties(TracingProperties.class)
public final class TracingAutoConfiguration {

    /** Request and user. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ServerRequestObservationContext.class)
    @ConditionalOnSwitch("gatehouse.tracing.context.enabled")
    static class Context {

        @Bean
        @ConditionalOnMissingBean
        RequestObservations gatehouseRequestObservations(
                ObjectProvider<RequestIds> ids, LoggingProperties gatehouseLoggingProperties) {
            RequestIds requestIds = ids.getIfAvailable();
            String userKey = gatehouseLoggingProperties.user().mdcKey();
            return new RequestObservations(
                    () -> requestIds == null ? null : requestIds.current(), () -> MDC.get(userKey));
        }
    }

    /** Secrets. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({SpanFilter.class, OtelFinishedSpan.class, DelegatingSpanData.class})
    @ConditionalOnSwitch("gatehouse.tracing.masking.enabled")
    static class Masking {

        @Bean
        @ConditionalOnMissingBean(name = "spanMasking")
        SpanFilter spanMasking(TextMask gatehouseTextMask) {
            return new SpanMasking(gatehouseTextMask);
        }
    }
}
