package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.RateLimitGate;
import dev.gatehouse.ratelimit.RateLimitRules;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Limits on handlers. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(WebMvcConfigurer.class)
class RateLimitMvcConfiguration {

    @Bean
    HandlerRules gatehouseRateLimitHandlerRules(
            KeyResolvers gatehouseRateLimitKeyResolvers, RateLimitProperties gatehouseRateLimitProperties) {
        return new HandlerRules(gatehouseRateLimitKeyResolvers, gatehouseRateLimitProperties.fallback());
    }

    @Bean
    WebMvcConfigurer gatehouseRateLimitWebMvcConfigurer(
            RateLimitGate gatehouseRateLimitGate,
            ObjectProvider<RateLimitRules> gatehouseRateLimitRules,
            HandlerRules gatehouseRateLimitHandlerRules,
            TestBypass gatehouseRateLimitTestBypass) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                if (!gatehouseRateLimitTestBypass.isActive()) {
                    registry.addInterceptor(new RateLimitInterceptor(
                                    gatehouseRateLimitGate,
                                    SingletonSupplier.of(gatehouseRateLimitRules::getObject),
                                    gatehouseRateLimitHandlerRules))
                            .order(Ordered.HIGHEST_PRECEDENCE);
                }
            }
        };
    }

    @Bean
    RateLimitReport gatehouseRateLimitReport(
            RateLimitRules gatehouseRateLimitRules,
            HandlerRules gatehouseRateLimitHandlerRules,
            ActiveRules gatehouseRateLimitActiveRules,
            ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
        return new RateLimitReport(
                gatehouseRateLimitRules, gatehouseRateLimitHandlerRules, gatehouseRateLimitActiveRules, mappings);
    }
}
