package dev.gatehouse.autoconfigure.net;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.net.ClientAddressResolver;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** The one answer to who the client is; a bean of the application's own replaces it for all features. */
@AutoConfiguration
@ConditionalOnGatehouse
@EnableConfigurationProperties(ClientAddressProperties.class)
public final class ClientAddressAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ClientAddressResolver clientAddressResolver(ClientAddressProperties properties, Environment environment) {
        return ClientAddressResolver.of(properties.toSettings(ContainerForwarding.isOn(environment)));
    }
}
