package dev.gatehouse.autoconfigure.web;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.web.IncludeFilter;
import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** Lets what an included resource sets count for as little here as it does for the container. */
@AutoConfiguration
@ConditionalOnGatehouse
public final class IncludeAutoConfiguration {

    /** Mapped to the names of servlets, too: a resource that is included by its name has no path. */
    @Bean
    FilterRegistrationBean<IncludeFilter> gatehouseIncludeFilterRegistration() {
        FilterRegistrationBean<IncludeFilter> registration = new FilterRegistrationBean<>(new IncludeFilter());
        registration.setName("gatehouseInclude");
        registration.setOrder(FilterOrder.INCLUDE);
        registration.setDispatcherTypes(DispatcherType.INCLUDE);
        registration.addUrlPatterns("/*");
        registration.setServletNames(List.of("*"));
        return registration;
    }
}
