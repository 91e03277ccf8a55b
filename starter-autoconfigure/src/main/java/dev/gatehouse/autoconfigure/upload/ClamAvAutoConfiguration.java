package dev.gatehouse.autoconfigure.upload;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.upload.MalwareScanner;
import dev.gatehouse.upload.scan.ClamAvScanner;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Scanning by clamd. */
@AutoConfiguration(before = UploadAutoConfiguration.class)
@ConditionalOnGatehouse
@ConditionalOnSwitch(value = "gatehouse.upload.clamav.enabled", matchIfMissing = false)
@EnableConfigurationProperties(UploadProperties.class)
public final class ClamAvAutoConfiguration {

    @Bean
    @ConditionalOnSwitch("gatehouse.upload.enabled")
    @ConditionalOnMissingBean(MalwareScanner.class)
    ClamAvScanner gatehouseClamAvScanner(UploadProperties gatehouseUploadProperties) {
        return new ClamAvScanner(gatehouseUploadProperties.clamav().toSettings());
    }
}
