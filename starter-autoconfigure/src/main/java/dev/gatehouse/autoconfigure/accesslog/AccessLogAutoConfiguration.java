package dev.gatehouse.autoconfigure.accesslog;

import dev.gatehouse.accesslog.AccessLogFilter;
import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.web.RouteAttribute;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequestListener;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ClassUtils;

/** The access log. */
@AutoConfiguration
@ConditionalOnGatehouse
@ConditionalOnSwitch("gatehouse.access-log.enabled")
@EnableConfigurationProperties(AccessLogProperties.class)
public final class AccessLogAutoConfiguration {

    private static final boolean SPRING_MVC = ClassUtils.isPresent(
            "org.springframework.web.servlet.resource.ResourceHttpRequestHandler",
            AccessLogAutoConfiguration.class.getClassLoader());

    @Bean
    @ConditionalOnMissingBean
    AccessLogFilter gatehouseAccessLogFilter(AccessLogProperties gatehouseAccessLogProperties) {
        return new AccessLogFilter(
                gatehouseAccessLogProperties.toSettings(RouteAttribute.NAME),
                gatehouseAccessLogProperties.excluded(),
                SPRING_MVC ? new StaticResources() : request -> false);
    }

    @Bean
    FilterRegistrationBean<AccessLogFilter> gatehouseAccessLogFilterRegistration(
            AccessLogFilter gatehouseAccessLogFilter) {
        FilterRegistrationBean<AccessLogFilter> registration = new FilterRegistrationBean<>(gatehouseAccessLogFilter);
        registration.setName("gatehouseAccessLog");
        registration.setOrder(FilterOrder.ACCESS_LOG);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        return registration;
    }

    @Bean
    ServletListenerRegistrationBean<ServletRequestListener> gatehouseAccessLogListenerRegistration() {
        return new ServletListenerRegistrationBean<>(AccessLogFilter.requestListener());
    }
}
