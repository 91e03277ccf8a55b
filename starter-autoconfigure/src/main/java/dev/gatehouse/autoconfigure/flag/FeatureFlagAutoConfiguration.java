package dev.gatehouse.autoconfigure.flag;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.apikey.ApiKeyProperties;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.net.ClientAddressAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Feature flags, where OpenFeature is there. */
@AutoConfiguration(
        after = {ErrorFormatAutoConfiguration.class, ClientAddressAutoConfiguration.class},
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnGatehouse
@ConditionalOnSwitch("gatehouse.feature-flags.enabled")
@EnableConfigurationProperties({FlagProperties.class, FeatureFlagProperties.class, ApiKeyProperties.class})
@Import(OpenFeatureConfiguration.class)
public final class FeatureFlagAutoConfiguration {

    /** Where flags cannot be asked, none may be used. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("dev.openfeature.sdk.OpenFeatureAPI")
    static class WithoutOpenFeature {

        /** Handlers may ask for flags too. */
        @Configuration(proxyBeanMethods = false)
        @ConditionalOnClass(WebMvcConfigurer.class)
        static class WithHandlers {

            @Bean
            MissingOpenFeature gatehouseMissingOpenFeature(
                    FlagProperties gatehouseFlagProperties,
                    FeatureFlagProperties gatehouseFeatureFlagProperties,
                    ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
                return new MissingOpenFeature(
                        gatehouseFlagProperties,
                        gatehouseFeatureFlagProperties,
                        () -> mappings.orderedStream()
                                .flatMap(mapping -> mapping.getHandlerMethods().values().stream()));
            }
        }

        /** Only the configuration may. */
        @Configuration(proxyBeanMethods = false)
        @ConditionalOnMissingClass("org.springframework.web.servlet.config.annotation.WebMvcConfigurer")
        static class WithoutHandlers {

            @Bean
            MissingOpenFeature gatehouseMissingOpenFeature(
                    FlagProperties gatehouseFlagProperties, FeatureFlagProperties gatehouseFeatureFlagProperties) {
                return new MissingOpenFeature(gatehouseFlagProperties, gatehouseFeatureFlagProperties);
            }
        }
    }
}
