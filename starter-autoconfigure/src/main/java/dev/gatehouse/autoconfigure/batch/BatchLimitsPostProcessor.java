package dev.gatehouse.autoconfigure.batch;

import dev.gatehouse.batch.BatchLimits;
import dev.gatehouse.batch.MaxBatchSizeValidator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Hands the configured limits to validators, which Spring makes like beans but core cannot annotate as such. */
final class BatchLimitsPostProcessor implements BeanPostProcessor {

    private final ObjectProvider<BatchLimits> limits;

    BatchLimitsPostProcessor(ObjectProvider<BatchLimits> limits) {
        this.limits = limits;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof MaxBatchSizeValidator validator) {
            validator.use(limits.getObject());
        }
        return bean;
    }
}
