package dev.gatehouse.autoconfigure.limits;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.limits.BodyLimits;
import dev.gatehouse.limits.ContainerCounting;
import dev.gatehouse.limits.RequestLimitsFilter;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.util.pattern.PathPatternParser;

/** The limits on what a request may be. */
@AutoConfiguration(
        after = ErrorFormatAutoConfiguration.class,
        beforeName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnGatehouse
@ConditionalOnSwitch("gatehouse.request-limits.enabled")
@EnableConfigurationProperties(RequestLimitsProperties.class)
@Import({JsonLimitsConfiguration.class, TomcatCountingConfiguration.class})
public final class RequestLimitsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ContainerCounting gatehouseContainerCounting() {
        return new ContainerCounting();
    }

    @Bean
    @ConditionalOnMissingBean
    BodyLimits gatehouseBodyLimits(
            RequestLimitsProperties gatehouseRequestLimitsProperties,
            @Qualifier("mvcPatternParser") ObjectProvider<PathPatternParser> parser) {
        return new ConfiguredBodyLimits(gatehouseRequestLimitsProperties, parser.getIfAvailable(PathPatternParser::new))
                .toLimits();
    }

    @Bean
    @ConditionalOnMissingBean
    RequestLimitsFilter gatehouseRequestLimitsFilter(
            RequestLimitsProperties gatehouseRequestLimitsProperties,
            BodyLimits gatehouseBodyLimits,
            RejectionWriter gatehouseRejectionWriter,
            ContainerCounting gatehouseContainerCounting) {
        return new RequestLimitsFilter(
                gatehouseRequestLimitsProperties.toSettings(),
                gatehouseBodyLimits,
                gatehouseRejectionWriter,
                gatehouseContainerCounting);
    }

    @Bean
    FilterRegistrationBean<RequestLimitsFilter> gatehouseRequestLimitsFilterRegistration(
            RequestLimitsFilter gatehouseRequestLimitsFilter) {
        FilterRegistrationBean<RequestLimitsFilter> registration =
                new FilterRegistrationBean<>(gatehouseRequestLimitsFilter);
        registration.setName("gatehouseRequestLimits");
        registration.setOrder(FilterOrder.REQUEST_LIMITS);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        return registration;
    }
}
