package dev.gatehouse.autoconfigure.flag;

import dev.gatehouse.autoconfigure.FilterOrder;
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
import java.util.List;
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
    ConfiguredFlags configuredFlags(Environment environment) {
        return new ConfiguredFlags(environment);
    }

    @Bean
    @ConditionalOnMissingBean
    FlagSet flagSet(ConfiguredFlags configuredFlags) {
        return new FlagSet(configuredFlags.read());
    }

    @Bean
    @ConditionalOnMissingBean
    FeatureProvider flagProvider(FlagSet flagSet) {
        return new FlagProvider(flagSet);
    }

    @Bean(destroyMethod = "shutdown")
    @ConditionalOnMissingBean
    OpenFeatureAPI openFeatureApi() {
        return OpenFeatureAPI.createIsolated();
    }

    @Bean
    @ConditionalOnMissingBean
    RequestContexts flagRequestContexts(ClientAddressResolver clientAddressResolver, FeatureFlagProperties properties) {
        return new StandardRequestContexts(clientAddressResolver, properties.apiKeyHeader());
    }

    @Bean
    FlagService flagService(
            OpenFeatureAPI openFeatureApi,
            FeatureProvider flagProvider,
            FlagSet flagSet,
            ConfiguredFlags configuredFlags,
            RequestContexts flagRequestContexts,
            ObjectProvider<FlagMetersHook> flagMeters) {
        FlagService service = new FlagService(openFeatureApi, flagProvider, flagSet, configuredFlags);
        service.usePropagator(new RequestContextPropagator(flagRequestContexts));
        flagMeters.ifAvailable(hook -> service.addHooks(List.of(hook.meters())));
        return service;
    }

    @Bean
    @ConditionalOnMissingBean
    Client openFeatureClient(FlagService flagService) {
        return flagService.client();
    }

    @Bean
    @ConditionalOnMissingBean
    FlagEvaluator flagEvaluator(Client openFeatureClient, RequestContexts flagRequestContexts) {
        return new OpenFeatureFlags(openFeatureClient, flagRequestContexts);
    }

    @Bean
    @ConditionalOnMissingBean
    FlagGate flagGate(FlagEvaluator flagEvaluator, RejectionWriter rejectionWriter) {
        return new FlagGate(flagEvaluator, rejectionWriter);
    }

    @Bean
    FlagRules flagRules(
            FeatureFlagProperties properties, @Qualifier("mvcPatternParser") ObjectProvider<PathPatternParser> parser) {
        return FlagRules.of(properties.endpoints(), parser.getIfAvailable(PathPatternParser::new));
    }

    @Bean
    @ConditionalOnMissingBean
    FlagFilter flagFilter(FlagGate flagGate, FlagRules flagRules) {
        return new FlagFilter(flagGate, flagRules.all());
    }

    @Bean
    FilterRegistrationBean<FlagFilter> flagFilterRegistration(FlagFilter flagFilter, FlagRules flagRules) {
        FilterRegistrationBean<FlagFilter> registration = new FilterRegistrationBean<>(flagFilter);
        registration.setName("gatehouseFeatureFlags");
        registration.setOrder(FilterOrder.FEATURE_FLAGS);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setEnabled(!flagRules.all().isEmpty());
        return registration;
    }

    @Bean
    FlagRefreshListener flagRefreshListener(FlagService flagService) {
        return new FlagRefreshListener(flagService);
    }

    /** Flags on handlers. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(WebMvcConfigurer.class)
    static class OnHandlers {

        @Bean
        HandlerFlags handlerFlags() {
            return new HandlerFlags();
        }

        @Bean
        WebMvcConfigurer flagWebMvcConfigurer(FlagGate flagGate, HandlerFlags handlerFlags) {
            return new WebMvcConfigurer() {
                @Override
                public void addInterceptors(InterceptorRegistry registry) {
                    registry.addInterceptor(new FlagInterceptor(flagGate, handlerFlags))
                            .order(Ordered.HIGHEST_PRECEDENCE + 2);
                }
            };
        }

        @Bean
        FlagReport flagReport(
                FlagService flagService,
                FlagRules flagRules,
                HandlerFlags handlerFlags,
                ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
            return new FlagReport(flagService, flagRules, handlerFlags, mappings);
        }
    }

    /** What operators do. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({WebEndpoint.class, ConditionalOnAvailableEndpoint.class})
    static class Operations {

        @Bean
        @ConditionalOnAvailableEndpoint(FlagsEndpoint.class)
        FlagsEndpoint flagsEndpoint(FlagService flagService) {
            return new FlagsEndpoint(flagService);
        }
    }

    /** Counters of evaluations. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Metrics {

        @Bean
        @ConditionalOnSingleCandidate(MeterRegistry.class)
        FlagMetersHook flagMeters(MeterRegistry registry) {
            return new FlagMetersHook(new FlagMeters(registry));
        }
    }

    /** Keeps the name of a class of Micrometer, which may not be there, out of the methods above. */
    record FlagMetersHook(Hook<Object> meters) {}
}
