package dev.gatehouse.autoconfigure.error;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Errors of the filters that stand before all of ours. */
@Configuration(proxyBeanMethods = false)
class ForwardedErrorConfiguration {

    @Bean
    static BeanPostProcessor gatehouseForwardedErrors(ConfigurableListableBeanFactory beans) {
        return new ForwardedErrorFilters(beans);
    }
}
