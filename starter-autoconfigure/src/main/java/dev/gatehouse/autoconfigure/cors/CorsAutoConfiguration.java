package dev.gatehouse.autoconfigure.cors;

import dev.gatehouse.autoconfigure.ConditionalOnConfigured;
import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.net.ClientAddressAutoConfiguration;
import dev.gatehouse.autoconfigure.requestid.RequestIdProperties;
import dev.gatehouse.cors.CorsFilter;
import dev.gatehouse.cors.CorsPolicies;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.net.ForwardedTarget;
import dev.gatehouse.net.SameOrigin;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.util.pattern.PathPatternParser;

/** CORS, as soon as an origin is named. */
@AutoConfiguration(after = {ErrorFormatAutoConfiguration.class, ClientAddressAutoConfiguration.class})
@ConditionalOnGatehouse
@ConditionalOnSwitch("gatehouse.cors.enabled")
@ConditionalOnConfigured({"gatehouse.cors.allowed-origins", "gatehouse.cors.paths"})
@EnableConfigurationProperties(CorsProperties.class)
public final class CorsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    CorsPolicies gatehouseCorsPolicies(
            CorsProperties gatehouseCorsProperties,
            ObjectProvider<RequestIdProperties> requestId,
            @Qualifier("mvcPatternParser") ObjectProvider<PathPatternParser> parser) {
        return new ConfiguredPolicies(
                        gatehouseCorsProperties,
                        requestId.getIfAvailable(),
                        parser.getIfAvailable(PathPatternParser::new))
                .toPolicies();
    }

    /** Not called {@code corsFilter}: Spring Security takes a bean of that name for its own type. */
    @Bean
    @ConditionalOnMissingBean
    CorsFilter gatehouseCorsFilter(
            CorsPolicies gatehouseCorsPolicies,
            ForwardedTarget gatehouseForwardedTarget,
            RejectionWriter gatehouseRejectionWriter) {
        return new CorsFilter(
                gatehouseCorsPolicies, new SameOrigin(gatehouseForwardedTarget), gatehouseRejectionWriter);
    }

    @Bean
    FilterRegistrationBean<CorsFilter> gatehouseCorsFilterRegistration(CorsFilter gatehouseCorsFilter) {
        return registration(gatehouseCorsFilter, "gatehouseCors", FilterOrder.CORS, DispatcherType.REQUEST);
    }

    @Bean
    FilterRegistrationBean<CorsFilter> gatehouseCorsOnErrorsFilterRegistration(CorsFilter gatehouseCorsFilter) {
        return registration(
                gatehouseCorsFilter, "gatehouseCorsOnErrors", FilterOrder.CORS_ON_ERRORS, DispatcherType.ERROR);
    }

    private static FilterRegistrationBean<CorsFilter> registration(
            CorsFilter filter, String name, int order, DispatcherType dispatcherType) {
        FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setName(name);
        registration.setOrder(order);
        registration.setDispatcherTypes(dispatcherType);
        return registration;
    }

    /** Found by its name: Spring MVC has another bean of this type. */
    @Bean
    @ConditionalOnMissingBean(name = "corsConfigurationSource")
    CorsConfigurationSource corsConfigurationSource(
            CorsPolicies gatehouseCorsPolicies,
            @Qualifier("mvcHandlerMappingIntrospector") ObjectProvider<CorsConfigurationSource> springMvc) {
        return new GatehouseCorsConfigurationSource(gatehouseCorsPolicies, springMvc);
    }

    @Bean
    CorsReport gatehouseCorsReport(CorsProperties gatehouseCorsProperties, ApplicationContext context) {
        return new CorsReport(gatehouseCorsProperties, context);
    }
}
