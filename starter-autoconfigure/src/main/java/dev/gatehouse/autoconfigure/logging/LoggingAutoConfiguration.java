package dev.gatehouse.autoconfigure.logging;

import dev.gatehouse.accesslog.UserFilter;
import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.FilterOrder;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The user in log lines, and the mask of secrets. What happens to the lines themselves is set up before there is an application context. */
@AutoConfiguration
@ConditionalOnGatehouse
@EnableConfigurationProperties(LoggingProperties.class)
public final class LoggingAutoConfiguration {

    /** For what leaves the service in other ways than log lines. */
    @Bean
    @ConditionalOnMissingBean
    TextMask gatehouseTextMask(LoggingProperties properties) {
        return new SecretMask(new SecretNames(properties.masking().names()));
    }

    /** The name of the authenticated user. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnSwitch("gatehouse.logging.user.enabled")
    static class User {

        @Bean
        @ConditionalOnMissingBean
        UserFilter gatehouseUserFilter(LoggingProperties properties) {
            return new UserFilter(properties.user().mdcKey());
        }

        @Bean
        FilterRegistrationBean<UserFilter> gatehouseUserFilterRegistration(UserFilter gatehouseUserFilter) {
            FilterRegistrationBean<UserFilter> registration = new FilterRegistrationBean<>(gatehouseUserFilter);
            registration.setName("gatehouseUser");
            registration.setOrder(FilterOrder.USER);
            registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
            return registration;
        }
    }
}
