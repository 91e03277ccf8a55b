package dev.gatehouse.autoconfigure.concurrency;

import com.netflix.concurrency.limits.Limit;
import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.net.ProbePaths;
import dev.gatehouse.concurrency.ConcurrencyLimitFilter;
import dev.gatehouse.concurrency.ConcurrencyLimits;
import dev.gatehouse.concurrency.adaptive.AdaptiveLimit;
import dev.gatehouse.error.RejectionWriter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import org.apache.catalina.valves.ValveBase;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
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
    ConcurrencyLimits gatehouseConcurrencyLimits(
            ConcurrencyLimitProperties gatehouseConcurrencyLimitProperties,
            @Qualifier("mvcPatternParser") ObjectProvider<PathPatternParser> parser,
            ObjectProvider<ProbePaths> probes,
            ObjectProvider<AdaptiveLimits> gatehouseAdaptiveLimits) {
        return new ConfiguredLimits(
                        gatehouseConcurrencyLimitProperties,
                        parser.getIfAvailable(PathPatternParser::new),
                        probes.stream(),
                        gatehouseAdaptiveLimits.getIfAvailable())
                .toLimits();
    }

    @Bean
    @ConditionalOnMissingBean
    ConcurrencyLimitFilter gatehouseConcurrencyLimitFilter(
            ConcurrencyLimits gatehouseConcurrencyLimits, RejectionWriter gatehouseRejectionWriter) {
        return new ConcurrencyLimitFilter(gatehouseConcurrencyLimits, gatehouseRejectionWriter);
    }

    @Bean
    FilterRegistrationBean<ConcurrencyLimitFilter> gatehouseConcurrencyLimitFilterRegistration(
            ConcurrencyLimitFilter gatehouseConcurrencyLimitFilter) {
        FilterRegistrationBean<ConcurrencyLimitFilter> registration =
                new FilterRegistrationBean<>(gatehouseConcurrencyLimitFilter);
        registration.setName("gatehouseConcurrencyLimit");
        registration.setOrder(FilterOrder.CONCURRENCY);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        return registration;
    }

    /** Limits that find their own height. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Limit.class)
    static class Adaptive {

        @Bean
        AdaptiveLimits gatehouseAdaptiveLimits() {
            return AdaptiveLimit::between;
        }
    }

    /** Hears of the end of requests of which Tomcat tells nobody else. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({ValveBase.class, ConfigurableTomcatWebServerFactory.class})
    static class Forgotten {

        @Bean
        WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> gatehouseEndOfRequestValveCustomizer() {
            return factory -> factory.addEngineValves(new EndOfRequestValve());
        }
    }

    /** Gauges. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Metrics {

        @Bean
        ConcurrencyMeters gatehouseConcurrencyMeters(ConcurrencyLimits gatehouseConcurrencyLimits) {
            return new ConcurrencyMeters(gatehouseConcurrencyLimits);
        }
    }
}
