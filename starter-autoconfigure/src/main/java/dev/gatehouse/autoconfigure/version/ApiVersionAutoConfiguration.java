package dev.gatehouse.autoconfigure.version;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.version.ApiVersionFilter;
import dev.gatehouse.version.DeprecationFilter;
import dev.gatehouse.version.DeprecationGate;
import dev.gatehouse.version.DeprecationListener;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
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
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.accept.ApiVersionStrategy;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/** API versions and deprecations. */
@AutoConfiguration(
        after = ErrorFormatAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnGatehouse
@ConditionalOnSwitch("gatehouse.api-version.enabled")
@EnableConfigurationProperties(ApiVersionProperties.class)
public final class ApiVersionAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ApiVersionFilter gatehouseApiVersionFilter(ApiVersionProperties gatehouseApiVersionProperties) {
        return new ApiVersionFilter(gatehouseApiVersionProperties.toSettings());
    }

    @Bean
    FilterRegistrationBean<ApiVersionFilter> gatehouseApiVersionFilterRegistration(
            ApiVersionFilter gatehouseApiVersionFilter,
            ApiVersionProperties gatehouseApiVersionProperties,
            ObjectProvider<ApiVersionStrategy> strategy) {
        FilterRegistrationBean<ApiVersionFilter> registration = new FilterRegistrationBean<>(gatehouseApiVersionFilter);
        registration.setName("gatehouseApiVersion");
        registration.setOrder(FilterOrder.API_VERSION);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        registration.setEnabled(gatehouseApiVersionProperties.hasHeader()
                && (gatehouseApiVersionProperties.current() != null || strategy.getIfAvailable() != null));
        return registration;
    }

    @Bean
    @ConditionalOnMissingBean
    DeprecationGate gatehouseDeprecationGate(
            RejectionWriter gatehouseRejectionWriter,
            ObjectProvider<Clock> clock,
            ObjectProvider<DeprecationListener> listeners) {
        return new DeprecationGate(
                gatehouseRejectionWriter,
                clock.getIfUnique(Clock::systemUTC),
                listeners.orderedStream().toList());
    }

    @Bean
    ConfiguredDeprecations gatehouseConfiguredDeprecations(
            ApiVersionProperties gatehouseApiVersionProperties,
            ObjectProvider<ApiVersionStrategy> strategy,
            @Qualifier("mvcPatternParser") ObjectProvider<PathPatternParser> parser) {
        return new ConfiguredDeprecations(
                gatehouseApiVersionProperties,
                parser.getIfAvailable(PathPatternParser::new),
                strategy.getIfAvailable());
    }

    @Bean
    @ConditionalOnMissingBean
    DeprecationFilter gatehouseDeprecationFilter(
            DeprecationGate gatehouseDeprecationGate, ConfiguredDeprecations gatehouseConfiguredDeprecations) {
        return new DeprecationFilter(gatehouseDeprecationGate, gatehouseConfiguredDeprecations.ofPaths());
    }

    @Bean
    FilterRegistrationBean<DeprecationFilter> gatehouseDeprecationFilterRegistration(
            DeprecationFilter gatehouseDeprecationFilter, ConfiguredDeprecations gatehouseConfiguredDeprecations) {
        FilterRegistrationBean<DeprecationFilter> registration =
                new FilterRegistrationBean<>(gatehouseDeprecationFilter);
        registration.setName("gatehouseDeprecation");
        registration.setOrder(FilterOrder.DEPRECATION);
        registration.setDispatcherTypes(
                DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.FORWARD, DispatcherType.INCLUDE);
        registration.setEnabled(!gatehouseConfiguredDeprecations.ofPaths().isEmpty());
        return registration;
    }

    /** What hangs on a handler. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(WebMvcConfigurer.class)
    static class OnHandlers {

        @Bean
        HandlerDeprecations gatehouseHandlerDeprecations() {
            return new HandlerDeprecations();
        }

        @Bean
        HandlerRoutes gatehouseDeprecationHandlerRoutes(ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
            return new HandlerRoutes(mappings);
        }

        @Bean
        WebMvcConfigurer gatehouseApiVersionWebMvcConfigurer(
                ApiVersionProperties gatehouseApiVersionProperties,
                DeprecationGate gatehouseDeprecationGate,
                HandlerDeprecations gatehouseHandlerDeprecations,
                HandlerRoutes gatehouseDeprecationHandlerRoutes,
                ObjectProvider<ConfiguredDeprecations> gatehouseConfiguredDeprecations,
                ObjectProvider<ApiVersionStrategy> strategy) {
            SingletonSupplier<ApiVersionInterceptor.Knowledge> knowledge = SingletonSupplier.of(() -> knowledge(
                    strategy.getIfAvailable(),
                    gatehouseDeprecationHandlerRoutes,
                    gatehouseConfiguredDeprecations.getObject()));
            return new WebMvcConfigurer() {
                @Override
                public void addInterceptors(InterceptorRegistry registry) {
                    registry.addInterceptor(new ApiVersionInterceptor(
                                    knowledge::obtain,
                                    gatehouseHandlerDeprecations,
                                    gatehouseDeprecationGate,
                                    gatehouseApiVersionProperties.goneAfterSunset()))
                            .order(Ordered.HIGHEST_PRECEDENCE + 2);
                }
            };
        }

        @Bean
        RetiredVersions gatehouseRetiredVersions(
                ConfiguredDeprecations gatehouseConfiguredDeprecations,
                DeprecationGate gatehouseDeprecationGate,
                ObjectProvider<ApiVersionStrategy> strategy) {
            return new RetiredVersions(
                    strategy.getIfAvailable(), gatehouseConfiguredDeprecations.ofVersions(), gatehouseDeprecationGate);
        }

        private static ApiVersionInterceptor.Knowledge knowledge(
                @Nullable ApiVersionStrategy strategy, HandlerRoutes routes, ConfiguredDeprecations configured) {
            return new ApiVersionInterceptor.Knowledge(
                    strategy == null ? null : new ServedVersions(strategy, routes), configured.ofVersions());
        }

        @Bean
        DeprecationReport gatehouseDeprecationReport(
                ApiVersionProperties gatehouseApiVersionProperties,
                DeprecationGate gatehouseDeprecationGate,
                ConfiguredDeprecations gatehouseConfiguredDeprecations,
                HandlerDeprecations gatehouseHandlerDeprecations,
                HandlerRoutes gatehouseDeprecationHandlerRoutes) {
            return new DeprecationReport(
                    gatehouseDeprecationGate,
                    gatehouseConfiguredDeprecations,
                    gatehouseHandlerDeprecations,
                    gatehouseDeprecationHandlerRoutes,
                    gatehouseApiVersionProperties.goneAfterSunset());
        }
    }

    /** The mark in the OpenAPI description. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({GlobalOperationCustomizer.class, WebMvcConfigurer.class})
    static class OpenApi {

        @Bean
        DeprecatedOperations gatehouseDeprecatedOperations(
                ConfiguredDeprecations gatehouseConfiguredDeprecations,
                HandlerDeprecations gatehouseHandlerDeprecations,
                HandlerRoutes gatehouseDeprecationHandlerRoutes,
                ObjectProvider<ApiVersionStrategy> strategy) {
            return new DeprecatedOperations(
                    gatehouseConfiguredDeprecations,
                    gatehouseHandlerDeprecations,
                    gatehouseDeprecationHandlerRoutes,
                    strategy.getIfAvailable());
        }
    }

    /** Counters of requests for what is deprecated. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Metrics {

        @Bean
        @ConditionalOnSingleCandidate(MeterRegistry.class)
        DeprecationMeters gatehouseDeprecationMeters(MeterRegistry registry) {
            return new DeprecationMeters(registry);
        }
    }
}
