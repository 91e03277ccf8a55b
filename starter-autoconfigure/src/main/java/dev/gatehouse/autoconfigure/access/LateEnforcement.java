package dev.gatehouse.autoconfigure.access;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Has Spring read the enforcement after all auto-configurations, whatever their names: a configuration that is registered while
 * others are read waits for the next round. The permissions may come from any of them.
 */
final class LateEnforcement implements ImportBeanDefinitionRegistrar {

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        registry.registerBeanDefinition(
                EnforcementConfiguration.class.getName(), new RootBeanDefinition(EnforcementConfiguration.class));
    }
}
