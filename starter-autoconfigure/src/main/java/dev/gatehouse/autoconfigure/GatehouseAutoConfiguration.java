package dev.gatehouse.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Declares what stands above the single features. */
@AutoConfiguration
@ConditionalOnGatehouse
@EnableConfigurationProperties(GatehouseProperties.class)
public final class GatehouseAutoConfiguration {

    @Bean
    static UntouchedProperties gatehouseUntouchedProperties(Environment environment) {
        return new UntouchedProperties(environment);
    }
}
