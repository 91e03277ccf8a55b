package dev.gatehouse.autoconfigure.limits;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** Bounds on JSON, for the mapper that Spring Boot makes. What the application sets itself comes later and holds. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({JsonMapper.class, JsonMapperBuilderCustomizer.class})
class JsonLimitsConfiguration {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    JsonMapperBuilderCustomizer gatehouseUniqueJsonKeysCustomizer(
            RequestLimitsProperties gatehouseRequestLimitsProperties) {
        return builder -> builder.configure(
                StreamReadFeature.STRICT_DUPLICATE_DETECTION, gatehouseRequestLimitsProperties.uniqueJsonKeys());
    }

    /** Spring Boot 4.1 and later. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JsonFactoryBuilderCustomizer.class)
    static class OfFactory {

        private static final String BY_SPRING = "spring.jackson.factory.constraints.read.max-nesting-depth";

        /** Right behind Spring Boot's own, which sets all constraints anew. */
        @Bean
        @Order(1)
        JsonFactoryBuilderCustomizer gatehouseJsonDepthCustomizer(
                RequestLimitsProperties gatehouseRequestLimitsProperties, Environment environment) {
            return builder -> {
                if (!environment.containsProperty(BY_SPRING)) {
                    builder.streamReadConstraints(builder.build()
                            .streamReadConstraints()
                            .rebuild()
                            .maxNestingDepth(gatehouseRequestLimitsProperties.maxJsonDepth())
                            .build());
                }
            };
        }
    }

    /** Spring Boot 4.0 makes its builder without asking about the factory. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer")
    static class OfBuilder {

        @Bean
        @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
        @ConditionalOnMissingBean
        JsonMapper.Builder gatehouseJsonMapperBuilder(
                RequestLimitsProperties gatehouseRequestLimitsProperties,
                ObjectProvider<JsonMapperBuilderCustomizer> customizers) {
            JsonFactory factory = JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(gatehouseRequestLimitsProperties.maxJsonDepth())
                            .build())
                    .build();
            JsonMapper.Builder builder = JsonMapper.builder(factory);
            customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
            return builder;
        }
    }
}
