package dev.gatehouse.autoconfigure.error;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.support.ErrorPageFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ForwardedHeaderFilter;

/** Errors of the filters that stand before all of ours. */
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

    @Bean
    static BeanPostProcessor gatehouseForwardedErrorPages() {
        return new BeanPostProcessor() {

            @Override
            @SuppressWarnings({"unchecked", "rawtypes"})
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof FilterRegistrationBean registration
                        && registration.getFilter() instanceof ErrorPageFilter filter) {
                    registration.setFilter(new ForwardedErrorPages(filter));
                }
                return bean;
            }
        };
    }
}
