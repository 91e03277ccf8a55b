package dev.gatehouse.autoconfigure.health;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

/** Puts the bounded registry in the place of Spring Boot's, or of the application's own. */
final class BoundedRegistryPostProcessor implements BeanPostProcessor {

    private final ObjectProvider<ContributorChecks> checks;
    private final ObjectProvider<ReactiveHealthContributorRegistry> reactive;

    BoundedRegistryPostProcessor(
            ObjectProvider<ContributorChecks> checks, ObjectProvider<ReactiveHealthContributorRegistry> reactive) {
        this.checks = checks;
        this.reactive = reactive;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof HealthContributorRegistry registry && !(bean instanceof BoundedRegistry)
                ? new BoundedRegistry(registry, reactive.getIfAvailable(), checks.getObject())
                : bean;
    }
}
