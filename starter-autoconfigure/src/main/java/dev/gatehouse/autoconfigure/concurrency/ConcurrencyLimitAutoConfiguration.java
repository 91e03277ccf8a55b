package dev.gatehouse.autoconfigure.concurrency;

import com.netflix.concurrency.limits.Limit;
import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.concurrency.ConcurrencyLimitFilter;
import dev.gatehouse.concurrency.ConcurrencyLimits;
import dev.gatehouse.concurrency.adaptive.AdaptiveLimit;
import dev.gatehouse.error.RejectionWriter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.util.pattern.PathPatternParser;

/** The limit of requests in flight. */
@AutoConfiguration(after = ErrorFormatAutoConfiguration.class)
@ConditionalOnGatehouse
@ConditionalOnSwitch("gatehouse.request-limits.enabled")
@Conditional(OnConcurrencyLimitCondition.class)
@EnableConfigurationProperties(ConcurrencyLimitProperties.class)
public final class ConcurrencyLimitAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ConcurrencyLimits concurrencyLimits(
            ConcurrencyLimitProperties properties,
            @Qualifier("mvcPatternParser") ObjectProvider<PathPatternParser> parser,
            ObjectProvider<AdaptiveLimits> adaptiveLimits) {
        return new ConfiguredLimits(
                        properties, parser.getIfAvailable(PathPatternParser::new), adaptiveLimits.getIfAvailable())
                .toLimits();
    }

    @Bean
    @ConditionalOnMissingBean
    ConcurrencyLimitFilter concurrencyLimitFilter(
            ConcurrencyLimits concurrencyLimits, RejectionWriter rejectionWriter) {
        return new ConcurrencyLimitFilter(concurrencyLimits, rejectionWriter);
    }

    @Bean
    FilterRegistrationBean<ConcurrencyLimitFilter> concurrencyLimitFilterRegistration(
            ConcurrencyLimitFilter concurrencyLimitFilter) {
        FilterRegistrationBean<ConcurrencyLimitFilter> registration =
                new FilterRegistrationBean<>(concurrencyLimitFilter);
        registration.setName("gatehouseConcurrencyLimit");
        registration.setOrder(FilterOrder.CONCURRENCY);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    /** Limits that find their own height. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Limit.class)
    static class Adaptive {

        @Bean
        AdaptiveLimits adaptiveLimits() {
            return AdaptiveLimit::between;
        }
    }

    /** Gauges. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Metrics {

        @Bean
        ConcurrencyMeters concurrencyMeters(ConcurrencyLimits concurrencyLimits) {
            return new ConcurrencyMeters(concurrencyLimits);
        }
    }
}
