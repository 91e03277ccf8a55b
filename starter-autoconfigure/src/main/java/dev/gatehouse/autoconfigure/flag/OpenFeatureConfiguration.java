package dev.gatehouse.autoconfigure.flag;

import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.apikey.ApiKeyProperties;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.flag.FlagEvaluator;
import dev.gatehouse.flag.FlagFilter;
import dev.gatehouse.flag.FlagGate;
import dev.gatehouse.flag.FlagSet;
import dev.gatehouse.flag.openfeature.FlagProvider;
import dev.gatehouse.flag.openfeature.OpenFeatureFlags;
import dev.gatehouse.flag.openfeature.RequestContexts;
import dev.gatehouse.flag.openfeature.StandardRequestContexts;
import dev.gatehouse.net.ClientAddressResolver;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.Hook;
import dev.openfeature.sdk.OpenFeatureAPI;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * OpenFeature with the flags of the configuration. A provider, a client or an API of the application takes their place.
 * The API belongs to this application context alone, so that several contexts in one process do not share flags.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(OpenFeatureAPI.class)
class OpenFeatureConfiguration {

    @Bean
    ConfiguredFlags gatehouseConfiguredFlags(Environment environment) {
        return new ConfiguredFlags(environment);
    }

    @Bean
    @ConditionalOnMissingBean
    FlagSet gatehouseFlagSet(ConfiguredFlags gatehouseConfiguredFlags) {
        return new FlagSet(gatehouseConfiguredFlags.read());
    }

    @Bean
    @ConditionalOnMissingBean
    FeatureProvider gatehouseFlagProvider(FlagSet gatehouseFlagSet) {
        return new FlagProvider(gatehouseFlagSet);
    }

    @Bean(destroyMethod = "shutdown")
    @ConditionalOnMissingBean
    OpenFeatureAPI gatehouseOpenFeatureApi() {
        return OpenFeatureAPI.createIsolated();
    }

    @Bean
    @ConditionalOnMissingBean
    RequestContexts gatehouseFlagRequestContexts(
            ClientAddressResolver gatehouseClientAddressResolver,
            FeatureFlagProperties gatehouseFeatureFlagProperties,
            ApiKeyProperties gatehouseApiKeyProperties) {
        return new StandardRequestContexts(
                gatehouseClientAddressResolver,
                Objects.requireNonNullElse(
                        gatehouseFeatureFlagProperties.apiKeyHeader(), gatehouseApiKeyProperties.header()));
    }

    @Bean
    FlagService gatehouseFlagService(
            OpenFeatureAPI gatehouseOpenFeatureApi,
            FeatureProvider gatehouseFlagProvider,
            FlagSet gatehouseFlagSet,
            ConfiguredFlags gatehouseConfiguredFlags,
            RequestContexts gatehouseFlagRequestContexts,
            ObjectProvider<FlagMetersHook> gatehouseFlagMeters) {
        FlagService service = new FlagService(
                gatehouseOpenFeatureApi, gatehouseFlagProvider, gatehouseFlagSet, gatehouseConfiguredFlags);
        service.usePropagator(new RequestContextPropagator(gatehouseFlagRequestContexts));
        gatehouseFlagMeters.ifAvailable(hook -> service.observe(hook.meters()));
        return service;
    }

    @Bean
    @ConditionalOnMissingBean
    Client gatehouseOpenFeatureClient(FlagService gatehouseFlagService) {
        return gatehouseFlagService.client();
    }

    /** With the client of the application; with the one of no domain where it has one for each of several. */
    @Bean
    @ConditionalOnMissingBean
    FlagEvaluator gatehouseFlagEvaluator(
            ObjectProvider<Client> clients,
            FlagService gatehouseFlagService,
            RequestContexts gatehouseFlagRequestContexts) {
        return new OpenFeatureFlags(clients.getIfUnique(gatehouseFlagService::client), gatehouseFlagRequestContexts);
    }

    @Bean
    @ConditionalOnMissingBean
    FlagGate gatehouseFlagGate(FlagEvaluator gatehouseFlagEvaluator, RejectionWriter gatehouseRejectionWriter) {
        return new FlagGate(gatehouseFlagEvaluator, gatehouseRejectionWriter);
    }

    @Bean
    FlagRules gatehouseFlagRules(
            FeatureFlagProperties gatehouseFeatureFlagProperties,
            @Qualifier("mvcPatternParser") ObjectProvider<PathPatternParser> parser) {
        return FlagRules.of(gatehouseFeatureFlagProperties.endpoints(), parser.getIfAvailable(PathPatternParser::new));
    }

    @Bean
    @ConditionalOnMissingBean
    FlagFilter gatehouseFlagFilter(FlagGate gatehouseFlagGate, FlagRules gatehouseFlagRules) {
        return new FlagFilter(gatehouseFlagGate, gatehouseFlagRules.all());
    }

    @Bean
    FilterRegistrationBean<FlagFilter> gatehouseFlagFilterRegistration(
            FlagFilter gatehouseFlagFilter, FlagRules gatehouseFlagRules) {
        FilterRegistrationBean<FlagFilter> registration = new FilterRegistrationBean<>(gatehouseFlagFilter);
        registration.setName("gatehouseFeatureFlags");
        registration.setOrder(FilterOrder.FEATURE_FLAGS);
        registration.setDispatcherTypes(
                DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.FORWARD, DispatcherType.INCLUDE);
        registration.setEnabled(!gatehouseFlagRules.all().isEmpty());
        return registration;
    }

    @Bean
    FlagRefreshListener gatehouseFlagRefreshListener(FlagService gatehouseFlagService) {
        return new FlagRefreshListener(gatehouseFlagService);
    }

    /** Flags that filters ask for. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SecurityFilterChain.class)
    static class BehindSpringSecurity {

        @Bean
        FilterRegistrationBean<AuthenticatedRequestFilter> gatehouseFlagContextFilterRegistration() {
            FilterRegistrationBean<AuthenticatedRequestFilter> registration =
                    new FilterRegistrationBean<>(new AuthenticatedRequestFilter());
            registration.setName("gatehouseFlagContext");
            registration.setOrder(FilterOrder.FLAG_CONTEXT);
            registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
            return registration;
        }
    }

    /** Flags on handlers. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(WebMvcConfigurer.class)
    static class OnHandlers {

        @Bean
        HandlerFlags gatehouseHandlerFlags() {
            return new HandlerFlags();
        }

        @Bean
        WebMvcConfigurer gatehouseFlagWebMvcConfigurer(FlagGate gatehouseFlagGate, HandlerFlags gatehouseHandlerFlags) {
            return new WebMvcConfigurer() {
                @Override
                public void addInterceptors(InterceptorRegistry registry) {
                    // In front of what tells of a handler's deprecation: for whom a flag is off there is no handler.
                    registry.addInterceptor(new FlagInterceptor(gatehouseFlagGate, gatehouseHandlerFlags))
                            .order(Ordered.HIGHEST_PRECEDENCE + 1);
                }
            };
        }

        @Bean
        FlagReport gatehouseFlagReport(
                FlagService gatehouseFlagService,
                FlagRules gatehouseFlagRules,
                HandlerFlags gatehouseHandlerFlags,
                ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
            return new FlagReport(gatehouseFlagService, gatehouseFlagRules, gatehouseHandlerFlags, mappings);
        }
    }

    /** What operators do. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({WebEndpoint.class, ConditionalOnAvailableEndpoint.class})
    static class Operations {

        @Bean
        @ConditionalOnAvailableEndpoint(FlagsEndpoint.class)
        FlagsEndpoint gatehouseFlagsEndpoint(FlagService gatehouseFlagService) {
            return new FlagsEndpoint(gatehouseFlagService);
        }
    }

    /** Counters of evaluations. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Metrics {

        @Bean
        @ConditionalOnSingleCandidate(MeterRegistry.class)
        FlagMetersHook gatehouseFlagMeters(MeterRegistry registry) {
            return new FlagMetersHook(new FlagMeters(registry));
        }
    }

    /** Keeps the name of a class of Micrometer, which may not be there, out of the methods above. */
    record FlagMetersHook(Hook<Object> meters) {}
}
