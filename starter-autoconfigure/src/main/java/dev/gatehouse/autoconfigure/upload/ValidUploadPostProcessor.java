package dev.gatehouse.autoconfigure.upload;

import dev.gatehouse.upload.UploadPolicy;
import dev.gatehouse.upload.UploadValidator;
import dev.gatehouse.upload.ValidUploadValidator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Hands the configured policy to validators, which Spring makes like beans but core cannot annotate as such. */
final class ValidUploadPostProcessor implements BeanPostProcessor {

    private final ObjectProvider<UploadValidator> validator;
    private final ObjectProvider<UploadPolicy> policy;

    ValidUploadPostProcessor(ObjectProvider<UploadValidator> validator, ObjectProvider<UploadPolicy> policy) {
        this.validator = validator;
        this.policy = policy;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof ValidUploadValidator constraint) {
            constraint.use(validator.getObject(), policy.getObject(), new MultipartFiles());
        }
        return bean;
    }
}
