package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.error.UncaughtExceptionListener;
import io.micrometer.observation.Observation;
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
}
