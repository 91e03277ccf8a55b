package dev.gatehouse.autoconfigure.batch;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.batch.BatchLimits;
import jakarta.validation.ConstraintValidator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The limits of batches. {@code gatehouse.batch.enabled} is read by the limits, which must be there all the same. */
@AutoConfiguration
@ConditionalOnGatehouse
@EnableConfigurationProperties(BatchProperties.class)
public final class BatchAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    BatchLimits gatehouseBatchLimits(BatchProperties gatehouseBatchProperties) {
        return gatehouseBatchProperties.toLimits();
    }

    /** The constraint. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConstraintValidator.class)
    static class Validation {

        @Bean
        static BatchLimitsPostProcessor gatehouseBatchLimitsPostProcessor(
                ObjectProvider<BatchLimits> gatehouseBatchLimits) {
            return new BatchLimitsPostProcessor(gatehouseBatchLimits);
        }
    }
}
