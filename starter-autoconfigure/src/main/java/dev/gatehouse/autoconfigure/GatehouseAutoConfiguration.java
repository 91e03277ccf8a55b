package dev.gatehouse.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Declares what stands above the single features. */
@AutoConfiguration
@ConditionalOnGatehouse
@EnableConfigurationProperties(GatehouseProperties.class)
public final class GatehouseAutoConfiguration {}
