package dev.gatehouse.autoconfigure.deadline;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.deadline.RequestTimeoutFilter;
import dev.gatehouse.deadline.TimeoutListener;
import dev.gatehouse.error.RejectionWriter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.util.pattern.PathPatternParser;

/** The time-out of requests. */
@AutoConfiguration(
        after = ErrorFormatAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnGatehouse
@ConditionalOnSwitch("gatehouse.request-limits.enabled")
@Conditional(OnTimeoutCondition.class)
@EnableConfigurationProperties(RequestTimeoutProperties.class)
@Import({
    DeadlineTaskConfiguration.class,
    DeadlineClientConfiguration.RestClientConfiguration.class,
    DeadlineClientConfiguration.HttpComponentsConfiguration.class,
    DeadlineClientConfiguration.WebClientConfiguration.class
})
public final class RequestTimeoutAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    RequestTimeoutFilter gatehouseRequestTimeoutFilter(
            RequestTimeoutProperties gatehouseRequestTimeoutProperties,
            RejectionWriter gatehouseRejectionWriter,
            ObjectProvider<TimeoutListener> listeners,
            @Qualifier("mvcPatternParser") ObjectProvider<PathPatternParser> parser) {
        PathTimeouts timeouts = new PathTimeouts(
                gatehouseRequestTimeoutProperties.timeout(), parser.getIfAvailable(PathPatternParser::new));
        return new RequestTimeoutFilter(
                gatehouseRequestTimeoutProperties.toSettings(timeouts.of(gatehouseRequestTimeoutProperties.timeouts())),
                gatehouseRejectionWriter,
                listeners.orderedStream().toList());
    }

    @Bean
    FilterRegistrationBean<RequestTimeoutFilter> gatehouseRequestTimeoutFilterRegistration(
            RequestTimeoutFilter gatehouseRequestTimeoutFilter) {
        FilterRegistrationBean<RequestTimeoutFilter> registration =
                new FilterRegistrationBean<>(gatehouseRequestTimeoutFilter);
        registration.setName("gatehouseRequestTimeout");
        registration.setOrder(FilterOrder.REQUEST_TIMEOUT);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        return registration;
    }

    /** Counters of time-outs. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Metrics {

        @Bean
        @ConditionalOnSingleCandidate(MeterRegistry.class)
        TimeoutMeters gatehouseTimeoutMeters(MeterRegistry registry) {
            return new TimeoutMeters(registry);
        }
    }
}
