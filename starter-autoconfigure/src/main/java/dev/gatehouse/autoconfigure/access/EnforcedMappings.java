package dev.gatehouse.autoconfigure.access;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Brings the interceptor to the mappings that a service defines beside the one of Spring MVC, which asks for it itself. Before they
 * are initialised, since they ask for their interceptors then. What Actuator maps is for the chain alone.
 */
final class EnforcedMappings implements InstantiationAwareBeanPostProcessor {

    private static final String OF_SPRING_MVC = "requestMappingHandlerMapping";

    private static final String SPRING_BOOT = "org.springframework.boot.";

    private final ObjectProvider<AccessWebMvcConfigurer> configurer;

    EnforcedMappings(ObjectProvider<AccessWebMvcConfigurer> configurer) {
        this.configurer = configurer;
    }

    @Override
    public boolean postProcessAfterInstantiation(Object bean, String beanName) {
        if (bean instanceof RequestMappingHandlerMapping mapping
                && !beanName.equals(OF_SPRING_MVC)
                && !bean.getClass().getName().startsWith(SPRING_BOOT)) {
            mapping.setInterceptors(configurer.getObject().interceptor());
        }
        return true;
    }
}
