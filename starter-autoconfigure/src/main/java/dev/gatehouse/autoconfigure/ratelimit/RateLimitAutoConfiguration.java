package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.net.ClientAddressAutoConfiguration;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.MemoryRateLimitStore;
import dev.gatehouse.ratelimit.RateLimitFilter;
import dev.gatehouse.ratelimit.RateLimitGate;
import dev.gatehouse.ratelimit.RateLimitListener;
import dev.gatehouse.ratelimit.RateLimitRules;
import dev.gatehouse.ratelimit.RateLimitStore;
import dev.gatehouse.ratelimit.RateLimiter;
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
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/** The rate limit in its two stages. */
@AutoConfiguration(
        after = {ErrorFormatAutoConfiguration.class, ClientAddressAutoConfiguration.class},
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnGatehouse
@ConditionalOnSwitch("gatehouse.rate-limit.enabled")
@EnableConfigurationProperties(RateLimitProperties.class)
public final class RateLimitAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    RateLimitStore rateLimitStore(RateLimitProperties properties) {
        return new MemoryRateLimitStore(properties.maxKeys());
    }

    @Bean
    @ConditionalOnMissingBean
    RateLimiter rateLimiter(RateLimitStore store, ObjectProvider<RateLimitListener> listeners) {
        return new RateLimiter(store, listeners.orderedStream().toList());
    }

    @Bean
    @ConditionalOnMissingBean
    RateLimitGate rateLimitGate(
            RateLimiter limiter,
            RateLimitProperties properties,
            ClientAddressResolver addresses,
            RejectionWriter rejections) {
        return new RateLimitGate(limiter, properties.toSettings(), addresses, rejections);
    }

    @Bean
    KeyResolvers rateLimitKeyResolvers(
            RateLimitProperties properties, ClientAddressResolver addresses, ObjectProvider<KeyResolver> resolvers) {
        return KeyResolvers.of(
                resolvers.orderedStream(), KeyResolver.global(), KeyResolver.ip(addresses, properties.ipv6Prefix()));
    }

    @Bean
    @ConditionalOnMissingBean
    RateLimitRules rateLimitRules(
            RateLimitProperties properties,
            KeyResolvers keys,
            @Qualifier("mvcPatternParser") ObjectProvider<PathPatternParser> parser) {
        return new ConfiguredRules(properties, keys, parser.getIfAvailable(PathPatternParser::new)).toRules();
    }

    @Bean
    @ConditionalOnMissingBean
    RateLimitFilter rateLimitFilter(RateLimitGate gate, RateLimitRules rules) {
        return new RateLimitFilter(gate, rules);
    }

    @Bean
    FilterRegistrationBean<RateLimitFilter> rateLimitFilterRegistration(RateLimitFilter filter) {
        FilterRegistrationBean<RateLimitFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setName("gatehouseRateLimit");
        registration.setOrder(FilterOrder.RATE_LIMIT);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    /** Limits on handlers. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(WebMvcConfigurer.class)
    static class OnHandlers {

        @Bean
        HandlerRules rateLimitHandlerRules(KeyResolvers keys) {
            return new HandlerRules(keys);
        }

        @Bean
        WebMvcConfigurer rateLimitWebMvcConfigurer(RateLimitGate gate, HandlerRules rules) {
            return new WebMvcConfigurer() {
                @Override
                public void addInterceptors(InterceptorRegistry registry) {
                    registry.addInterceptor(new RateLimitInterceptor(gate, rules))
                            .order(Ordered.HIGHEST_PRECEDENCE);
                }
            };
        }

        @Bean
        RateLimitReport rateLimitReport(
                RateLimitRules configured,
                HandlerRules handlers,
                RateLimitProperties properties,
                ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
            return new RateLimitReport(configured, handlers, properties, mappings);
        }
    }

    /** Counters of decisions. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Metrics {

        @Bean
        @ConditionalOnSingleCandidate(MeterRegistry.class)
        RateLimitMeters rateLimitMeters(MeterRegistry registry) {
            return new RateLimitMeters(registry);
        }
    }
}
