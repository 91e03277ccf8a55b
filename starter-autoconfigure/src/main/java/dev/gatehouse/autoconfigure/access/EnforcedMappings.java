package dev.gatehouse.autoconfigure.access;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Brings the interceptor to the mappings that do not ask for it: those that a service defines beside the one of Spring MVC, and
 * that one itself where the configuration of Spring MVC was replaced by one that takes no interceptors. Before they are
 * initialised, since they look for their interceptors then. What Actuator maps is for the chain alone.
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
        if (bean instanceof RequestMappingHandlerMapping mapping && !asksFor(mapping, beanName)) {
            mapping.setInterceptors(configurer.getObject().interceptor());
        }
        return true;
    }

    /** Spring MVC has asked when it made its mapping, or never does; it makes that with Spring Boot's subclass, too. */
    private boolean asksFor(RequestMappingHandlerMapping mapping, String beanName) {
        return beanName.equals(OF_SPRING_MVC)
                ? configurer.getObject().wasAsked()
                : mapping.getClass().getName().startsWith(SPRING_BOOT);
    }
}
