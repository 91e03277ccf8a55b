package dev.gatehouse.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The switch above all features.
 *
 * @param enabled whether Gatehouse does anything at all; one line switches every feature off
 */
@ConfigurationProperties("gatehouse")
public record GatehouseProperties(@DefaultValue("true") boolean enabled) {}
