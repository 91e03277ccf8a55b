package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.error.UncaughtExceptionListener;
import io.micrometer.observation.Observation;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.handler.TracingObservationHandler;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ServerHttpObservationFilter;

/** Keeps the failure visible in metrics and traces although it is caught inside the filter that observes requests. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({Observation.class, ServerHttpObservationFilter.class})
class ObservedErrorConfiguration {

    @Bean
    UncaughtExceptionListener gatehouseObservedErrorListener() {
        return (request, exception) -> ServerHttpObservationFilter.findObservationContext(request)
                .ifPresent(context -> context.setError(exception));
    }

    /** Micrometer marks a span when its observation is told of an error, not when the error stands in its context. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(TracingObservationHandler.class)
    static class Traced {

        @Bean
        UncaughtExceptionListener gatehouseTracedErrorListener() {
            return (request, exception) -> ServerHttpObservationFilter.findObservationContext(request)
                    .ifPresent(context -> mark(context, exception));
        }

        private static void mark(Observation.Context context, Throwable exception) {
            TracingObservationHandler.TracingContext tracing =
                    context.get(TracingObservationHandler.TracingContext.class);
            Span span = tracing == null ? null : tracing.getSpan();
            if (span != null) {
                span.error(exception);
            }
        }
    }
}
