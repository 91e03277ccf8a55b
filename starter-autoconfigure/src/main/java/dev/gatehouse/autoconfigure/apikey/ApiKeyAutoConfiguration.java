package dev.gatehouse.autoconfigure.apikey;

import dev.gatehouse.apikey.ApiKeyCodec;
import dev.gatehouse.autoconfigure.ConditionalOnAuth;
import dev.gatehouse.autoconfigure.Production;
import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** Makes and reads API keys. */
@AutoConfiguration
@ConditionalOnAuth
@EnableConfigurationProperties(ApiKeyProperties.class)
@Lazy
public final class ApiKeyAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ApiKeyCodec gatehouseApiKeyCodec(ApiKeyProperties gatehouseApiKeyProperties, Environment environment) {
        String usual = Production.isActive(environment) ? "live" : "test";
        return new ApiKeyCodec(
                gatehouseApiKeyProperties.prefix(),
                Objects.requireNonNullElse(gatehouseApiKeyProperties.environment(), usual));
    }
}
