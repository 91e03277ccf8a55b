package dev.gatehouse.autoconfigure.logging;

import dev.gatehouse.accesslog.UserFilter;
import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.requestid.RequestIdProperties;
import dev.gatehouse.mask.SecretMask;
import dev.gatehouse.mask.TextMask;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
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
    TextMask gatehouseTextMask(LoggingProperties gatehouseLoggingProperties) {
        return SecretMask.of(gatehouseLoggingProperties.masking().names());
    }

    /** The name of the authenticated user. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnSwitch("gatehouse.logging.user.enabled")
    static class User {

        @Bean
        @ConditionalOnMissingBean
        UserFilter gatehouseUserFilter(
                LoggingProperties gatehouseLoggingProperties, ObjectProvider<RequestIdProperties> requestId) {
            String key = gatehouseLoggingProperties.user().mdcKey();
            requestId.ifAvailable(id -> checkIsAnother(key, id));
            return new UserFilter(key);
        }

        @Bean
        FilterRegistrationBean<UserFilter> gatehouseUserFilterRegistration(UserFilter gatehouseUserFilter) {
            FilterRegistrationBean<UserFilter> registration = new FilterRegistrationBean<>(gatehouseUserFilter);
            registration.setName("gatehouseUser");
            registration.setOrder(FilterOrder.USER);
            registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
            return registration;
        }

        /** Else the name takes the place of the id, in log lines and on the way to other services. */
        private static void checkIsAnother(String key, RequestIdProperties id) {
            if (key.equals(id.mdcKey())) {
                throw new InvalidConfigurationPropertyValueException(
                        "gatehouse.logging.user.mdc-key",
                        key,
                        "It is the key of the request id as well: give this or gatehouse.request-id.mdc-key another one.");
            }
        }
    }
}
