package dev.gatehouse.autoconfigure.net;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.net.ForwardedTarget;
import dev.gatehouse.net.Probes;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * The one answer to who the client is, what it asked a proxy for, and whether it is a probe; a bean of the application's
 * own replaces each for all features.
 */
@AutoConfiguration
@ConditionalOnGatehouse
@EnableConfigurationProperties({ClientAddressProperties.class, ProbesProperties.class})
public final class ClientAddressAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ClientAddressResolver gatehouseClientAddressResolver(
            ClientAddressProperties gatehouseClientAddressProperties, Environment environment) {
        return ClientAddressResolver.of(
                gatehouseClientAddressProperties.toSettings(ContainerForwarding.isOn(environment)));
    }

    @Bean
    @ConditionalOnMissingBean
    ForwardedTarget gatehouseForwardedTarget(
            ClientAddressResolver gatehouseClientAddressResolver,
            ClientAddressProperties gatehouseClientAddressProperties) {
        return new ForwardedTarget(gatehouseClientAddressResolver, gatehouseClientAddressProperties.header());
    }

    @Bean
    @ConditionalOnMissingBean
    Probes gatehouseProbes(
            ClientAddressResolver gatehouseClientAddressResolver,
            ProbesProperties gatehouseProbesProperties,
            ObjectProvider<ProbePaths> added) {
        return gatehouseProbesProperties.toProbes(gatehouseClientAddressResolver, added.orderedStream());
    }
}
