package dev.gatehouse.autoconfigure.error;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ForwardedHeaderFilter;

/** Errors of the one filter that stands before all of ours. */
@Configuration(proxyBeanMethods = false)
class ForwardedErrorConfiguration {

    @Bean
    static BeanPostProcessor gatehouseForwardedErrors() {
        return new BeanPostProcessor() {

            @Override
            @SuppressWarnings({"unchecked", "rawtypes"})
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof FilterRegistrationBean registration
                        && registration.getFilter() instanceof ForwardedHeaderFilter filter) {
                    // The default depends on the type of the filter.
                    registration.setDispatcherTypes(registration.determineDispatcherTypes());
                    registration.setFilter(new ForwardedErrors(filter));
                }
                return bean;
            }
        };
    }
}
