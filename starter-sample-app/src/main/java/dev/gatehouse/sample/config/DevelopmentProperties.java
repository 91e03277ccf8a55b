package dev.gatehouse.sample.config;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What only development has.
 *
 * @param secretFile file that keeps the root secret of development, made at the first start; used where no root secret is set
 */
@ConfigurationProperties("gatehouse.sample.development")
record DevelopmentProperties(
        @DefaultValue("data/root-secret") Path secretFile) {}
