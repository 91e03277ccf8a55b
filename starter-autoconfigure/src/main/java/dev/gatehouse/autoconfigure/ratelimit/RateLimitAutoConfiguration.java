package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.net.ClientAddressAutoConfiguration;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.RateLimitFilter;
import dev.gatehouse.ratelimit.RateLimitGate;
import dev.gatehouse.ratelimit.RateLimitListener;
import dev.gatehouse.ratelimit.RateLimitRules;
import dev.gatehouse.ratelimit.RateLimitStage;
import dev.gatehouse.ratelimit.RateLimitStore;
import dev.gatehouse.ratelimit.RateLimiter;
import dev.gatehouse.ratelimit.RequestCost;
import dev.gatehouse.ratelimit.remote.RemoteBuckets;
import dev.gatehouse.ratelimit.remote.RemoteRateLimitStore;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.filter.HiddenHttpMethodFilter;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/** The rate limit in its three stages: before authentication, behind it and at the handler. */
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
        return new StoreInMemory(properties).create();
    }

    @Bean
    @ConditionalOnMissingBean
    RateLimiter rateLimiter(RateLimitStore rateLimitStore, ObjectProvider<RateLimitListener> listeners) {
        return new RateLimiter(rateLimitStore, listeners.orderedStream().toList());
    }

    @Bean
    @ConditionalOnMissingBean
    RateLimitGate rateLimitGate(
            RateLimiter rateLimiter,
            RateLimitProperties properties,
            ClientAddressResolver clientAddressResolver,
            RejectionWriter rejectionWriter) {
        return new RateLimitGate(rateLimiter, properties.toSettings(), clientAddressResolver, rejectionWriter);
    }

    @Bean
    KeyResolvers rateLimitKeyResolvers(
            RateLimitProperties properties,
            ClientAddressResolver clientAddressResolver,
            ObjectProvider<CurrentUser> rateLimitCurrentUser,
            ObjectProvider<RouteKeys> rateLimitRouteKeys,
            ObjectProvider<KeyResolver> resolvers) {
        CurrentUser current = rateLimitCurrentUser.getIfAvailable(() -> HttpServletRequest::getUserPrincipal);
        return new KeyResolvers(
                resolvers.orderedStream(),
                StandardKeys.of(properties, clientAddressResolver, current, rateLimitRouteKeys.getIfAvailable()));
    }

    @Bean
    @ConditionalOnMissingBean
    RateLimitRules rateLimitRules(
            RateLimitProperties properties,
            KeyResolvers rateLimitKeyResolvers,
            ObjectProvider<RequestCost> costs,
            ObjectProvider<HiddenHttpMethodFilter> hiddenMethods,
            @Qualifier("mvcPatternParser") ObjectProvider<PathPatternParser> parser) {
        RuleMatchers matchers = new RuleMatchers(
                parser.getIfAvailable(PathPatternParser::new),
                hiddenMethods.stream().findAny().isPresent());
        return new ConfiguredRules(properties, rateLimitKeyResolvers, RequestCosts.of(costs.orderedStream()), matchers)
                .toRules();
    }

    @Bean
    ActiveRules rateLimitActiveRules(
            RateLimitRules rateLimitRules, RateLimitProperties properties, ObjectProvider<AnnotatedRules> annotated) {
        return new ActiveRules(rateLimitRules, properties, annotated);
    }

    @Bean
    TestBypass rateLimitTestBypass(RateLimitProperties properties, Environment environment) {
        return new TestBypass(properties, environment);
    }

    @Bean
    ShadowLog rateLimitShadowLog() {
        return new ShadowLog();
    }

    @Bean
    @ConditionalOnMissingBean
    RateLimitFilter rateLimitFilter(RateLimitGate rateLimitGate, RateLimitRules rateLimitRules) {
        return new RateLimitFilter(rateLimitGate, rateLimitRules);
    }

    @Bean
    FilterRegistrationBean<RateLimitFilter> rateLimitFilterRegistration(
            RateLimitFilter rateLimitFilter, TestBypass rateLimitTestBypass) {
        FilterRegistrationBean<RateLimitFilter> registration = new FilterRegistrationBean<>(rateLimitFilter);
        registration.setName("gatehouseRateLimit");
        registration.setOrder(FilterOrder.RATE_LIMIT);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setEnabled(!rateLimitTestBypass.isActive());
        return registration;
    }

    @Bean
    FilterRegistrationBean<RateLimitFilter> rateLimitUserFilterRegistration(
            RateLimitGate rateLimitGate, RateLimitRules rateLimitRules, TestBypass rateLimitTestBypass) {
        FilterRegistrationBean<RateLimitFilter> registration = new FilterRegistrationBean<>(
                new RateLimitFilter(rateLimitGate, rateLimitRules, RateLimitStage.AFTER_AUTHENTICATION));
        registration.setName("gatehouseRateLimitUser");
        registration.setOrder(FilterOrder.RATE_LIMIT_USER);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setEnabled(
                !rateLimitTestBypass.isActive() && rateLimitRules.hasAnyAt(RateLimitStage.AFTER_AUTHENTICATION));
        return registration;
    }

    @Bean
    @ConditionalOnSwitch("gatehouse.health.enabled")
    RateLimitSection rateLimitHealthSection() {
        return new RateLimitSection();
    }

    /** Limits on handlers. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(WebMvcConfigurer.class)
    static class OnHandlers {

        @Bean
        RouteKeys rateLimitRouteKeys() {
            return new RouteKeys(new RouteKeyResolver());
        }

        @Bean
        HandlerRules rateLimitHandlerRules(KeyResolvers rateLimitKeyResolvers, RateLimitProperties properties) {
            return new HandlerRules(rateLimitKeyResolvers, properties.onStoreFailure());
        }

        @Bean
        WebMvcConfigurer rateLimitWebMvcConfigurer(
                RateLimitGate rateLimitGate,
                ObjectProvider<RateLimitRules> rateLimitRules,
                HandlerRules rateLimitHandlerRules,
                TestBypass rateLimitTestBypass) {
            return new WebMvcConfigurer() {
                @Override
                public void addInterceptors(InterceptorRegistry registry) {
                    if (!rateLimitTestBypass.isActive()) {
                        registry.addInterceptor(new RateLimitInterceptor(
                                        rateLimitGate,
                                        SingletonSupplier.of(rateLimitRules::getObject),
                                        rateLimitHandlerRules))
                                .order(Ordered.HIGHEST_PRECEDENCE);
                    }
                }
            };
        }

        @Bean
        RateLimitReport rateLimitReport(
                RateLimitRules rateLimitRules,
                HandlerRules rateLimitHandlerRules,
                ActiveRules rateLimitActiveRules,
                ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
            return new RateLimitReport(rateLimitRules, rateLimitHandlerRules, rateLimitActiveRules, mappings);
        }
    }

    /** The user as Spring Security knows it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SecurityContextHolder.class)
    static class Security {

        @Bean
        CurrentUser rateLimitCurrentUser() {
            return new SecurityUser();
        }
    }

    /** What operators do. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({WebEndpoint.class, ConditionalOnAvailableEndpoint.class})
    static class Operations {

        @Bean
        @ConditionalOnAvailableEndpoint(RateLimitsEndpoint.class)
        RateLimitStatistics rateLimitStatistics() {
            return new RateLimitStatistics();
        }

        @Bean
        @ConditionalOnAvailableEndpoint(RateLimitsEndpoint.class)
        RateLimitsEndpoint rateLimitsEndpoint(
                ActiveRules rateLimitActiveRules,
                RateLimitStore rateLimitStore,
                RateLimitStatistics rateLimitStatistics,
                TestBypass rateLimitTestBypass) {
            return new RateLimitsEndpoint(
                    rateLimitActiveRules, rateLimitStore, rateLimitStatistics, rateLimitTestBypass);
        }
    }

    /** Counters of decisions and a gauge of blocked keys. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Metrics {

        @Bean
        @ConditionalOnSingleCandidate(MeterRegistry.class)
        RateLimitMeters rateLimitMeters(MeterRegistry registry) {
            return new RateLimitMeters(registry);
        }

        @Bean
        BlockedKeysMeter rateLimitBlockedKeysMeter(RateLimitStore rateLimitStore) {
            return new BlockedKeysMeter(rateLimitStore);
        }
    }

    /** How a store on another machine does, in figures. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    @ConditionalOnBean(RemoteRateLimitStore.class)
    static class StoreMetrics {

        @Bean
        @ConditionalOnSingleCandidate(MeterRegistry.class)
        RemoteStoreMeters rateLimitStoreMeters(MeterRegistry registry) {
            return new RemoteStoreMeters(registry);
        }
    }

    /** How a store on another machine does, in health. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
    @ConditionalOnBean(RemoteRateLimitStore.class)
    static class StoreHealth {

        @Bean
        @ConditionalOnMissingBean(name = "rateLimitStoreHealthIndicator")
        @ConditionalOnEnabledHealthIndicator("ratelimitstore")
        HealthIndicator rateLimitStoreHealthIndicator(RemoteRateLimitStore rateLimitStore, RemoteBuckets buckets) {
            return new RemoteStoreHealth(rateLimitStore, buckets.name());
        }
    }
}
