package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.apikey.ApiKeyProperties;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanClassLoaderAware;
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
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.web.filter.HiddenHttpMethodFilter;
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
@EnableConfigurationProperties({RateLimitProperties.class, ApiKeyProperties.class})
@Import(RateLimitMvcConfiguration.class)
public final class RateLimitAutoConfiguration implements BeanClassLoaderAware {

    private @Nullable ClassLoader classes;

    @Override
    public void setBeanClassLoader(ClassLoader loader) {
        classes = loader;
    }

    @Bean
    @ConditionalOnMissingBean
    RateLimitStore gatehouseRateLimitStore(
            RateLimitProperties gatehouseRateLimitProperties, ObjectProvider<RemoteBuckets> buckets) {
        return new StoreInMemory(
                        gatehouseRateLimitProperties, buckets.stream().findAny().isPresent())
                .create();
    }

    @Bean
    @ConditionalOnMissingBean
    RateLimiter gatehouseRateLimiter(
            RateLimitStore gatehouseRateLimitStore, ObjectProvider<RateLimitListener> listeners) {
        return new RateLimiter(
                gatehouseRateLimitStore,
                Stream.concat(listeners.orderedStream(), Stream.of(new ShadowLog()))
                        .toList());
    }

    @Bean
    @ConditionalOnMissingBean
    RateLimitGate gatehouseRateLimitGate(
            RateLimiter gatehouseRateLimiter,
            RateLimitProperties gatehouseRateLimitProperties,
            ClientAddressResolver gatehouseClientAddressResolver,
            RejectionWriter gatehouseRejectionWriter) {
        return new RateLimitGate(
                gatehouseRateLimiter,
                gatehouseRateLimitProperties.toSettings(),
                gatehouseClientAddressResolver,
                gatehouseRejectionWriter);
    }

    @Bean
    KeyResolvers gatehouseRateLimitKeyResolvers(
            RateLimitProperties gatehouseRateLimitProperties,
            ApiKeyProperties gatehouseApiKeyProperties,
            ClientAddressResolver gatehouseClientAddressResolver,
            ObjectProvider<KeyResolver> resolvers) {
        return new KeyResolvers(
                resolvers.orderedStream(),
                StandardKeys.of(
                        gatehouseRateLimitProperties,
                        gatehouseApiKeyProperties,
                        gatehouseClientAddressResolver,
                        classes));
    }

    @Bean
    @ConditionalOnMissingBean
    RateLimitRules gatehouseRateLimitRules(
            RateLimitProperties gatehouseRateLimitProperties,
            KeyResolvers gatehouseRateLimitKeyResolvers,
            ObjectProvider<RequestCost> costs,
            ObjectProvider<HiddenHttpMethodFilter> hiddenMethods,
            @Qualifier("mvcPatternParser") ObjectProvider<PathPatternParser> parser) {
        RuleMatchers matchers = new RuleMatchers(
                parser.getIfAvailable(PathPatternParser::new),
                hiddenMethods.stream().findAny().isPresent());
        return new ConfiguredRules(
                        gatehouseRateLimitProperties,
                        gatehouseRateLimitKeyResolvers,
                        RequestCosts.of(costs.orderedStream()),
                        matchers)
                .toRules();
    }

    @Bean
    ActiveRules gatehouseRateLimitActiveRules(
            RateLimitRules gatehouseRateLimitRules,
            RateLimitProperties gatehouseRateLimitProperties,
            ObjectProvider<AnnotatedRules> annotated) {
        return new ActiveRules(gatehouseRateLimitRules, gatehouseRateLimitProperties, annotated);
    }

    @Bean
    TestBypass gatehouseRateLimitTestBypass(RateLimitProperties gatehouseRateLimitProperties, Environment environment) {
        return new TestBypass(gatehouseRateLimitProperties, environment);
    }

    @Bean
    @ConditionalOnMissingBean
    RateLimitFilter gatehouseRateLimitFilter(
            RateLimitGate gatehouseRateLimitGate, RateLimitRules gatehouseRateLimitRules) {
        return new RateLimitFilter(gatehouseRateLimitGate, gatehouseRateLimitRules);
    }

    @Bean
    FilterRegistrationBean<RateLimitFilter> gatehouseRateLimitFilterRegistration(
            RateLimitFilter gatehouseRateLimitFilter, TestBypass gatehouseRateLimitTestBypass) {
        FilterRegistrationBean<RateLimitFilter> registration = new FilterRegistrationBean<>(gatehouseRateLimitFilter);
        registration.setName("gatehouseRateLimit");
        registration.setOrder(FilterOrder.RATE_LIMIT);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setEnabled(!gatehouseRateLimitTestBypass.isActive());
        return registration;
    }

    @Bean
    FilterRegistrationBean<RateLimitFilter> gatehouseRateLimitUserFilterRegistration(
            RateLimitGate gatehouseRateLimitGate,
            RateLimitRules gatehouseRateLimitRules,
            TestBypass gatehouseRateLimitTestBypass) {
        FilterRegistrationBean<RateLimitFilter> registration = new FilterRegistrationBean<>(new RateLimitFilter(
                gatehouseRateLimitGate, gatehouseRateLimitRules, RateLimitStage.AFTER_AUTHENTICATION));
        registration.setName("gatehouseRateLimitUser");
        registration.setOrder(FilterOrder.RATE_LIMIT_USER);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setEnabled(!gatehouseRateLimitTestBypass.isActive()
                && gatehouseRateLimitRules.hasAnyAt(RateLimitStage.AFTER_AUTHENTICATION));
        return registration;
    }

    @Bean
    @ConditionalOnSwitch("gatehouse.health.enabled")
    RateLimitSection gatehouseRateLimitHealthSection() {
        return new RateLimitSection();
    }

    /** What operators do. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({WebEndpoint.class, ConditionalOnAvailableEndpoint.class})
    static class Operations {

        @Bean
        @ConditionalOnAvailableEndpoint(RateLimitsEndpoint.class)
        RateLimitStatistics gatehouseRateLimitStatistics() {
            return new RateLimitStatistics();
        }

        @Bean
        @ConditionalOnAvailableEndpoint(RateLimitsEndpoint.class)
        RateLimitsEndpoint gatehouseRateLimitsEndpoint(
                ActiveRules gatehouseRateLimitActiveRules,
                RateLimitStore gatehouseRateLimitStore,
                RateLimitStatistics gatehouseRateLimitStatistics,
                TestBypass gatehouseRateLimitTestBypass) {
            return new RateLimitsEndpoint(
                    gatehouseRateLimitActiveRules,
                    gatehouseRateLimitStore,
                    gatehouseRateLimitStatistics,
                    gatehouseRateLimitTestBypass);
        }
    }

    /** Counters of decisions and a gauge of blocked keys. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Metrics {

        @Bean
        @ConditionalOnSingleCandidate(MeterRegistry.class)
        RateLimitMeters gatehouseRateLimitMeters(MeterRegistry registry) {
            return new RateLimitMeters(registry);
        }

        @Bean
        BlockedKeysMeter gatehouseRateLimitBlockedKeysMeter(RateLimitStore gatehouseRateLimitStore) {
            return new BlockedKeysMeter(gatehouseRateLimitStore);
        }
    }

    /** How a store on another machine does, in figures. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    @ConditionalOnBean(RemoteRateLimitStore.class)
    static class StoreMetrics {

        @Bean
        @ConditionalOnSingleCandidate(MeterRegistry.class)
        RemoteStoreMeters gatehouseRateLimitStoreMeters(MeterRegistry registry) {
            return new RemoteStoreMeters(registry);
        }
    }

    /** How a store on another machine does, in health. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
    @ConditionalOnBean(RemoteRateLimitStore.class)
    static class StoreHealth {

        @Bean
        @ConditionalOnMissingBean(name = {"rateLimitStoreHealthIndicator", "rateLimitStoreHealthContributor"})
        @ConditionalOnEnabledHealthIndicator("ratelimitstore")
        HealthIndicator rateLimitStoreHealthIndicator(RemoteRateLimitStore gatehouseRateLimitStore) {
            return new RemoteStoreHealth(gatehouseRateLimitStore, gatehouseRateLimitStore.name());
        }
    }
}
