package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.autoconfigure.FilterOrder;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The failing handlers behind a filter that refuses as many filters do. */
@Configuration(proxyBeanMethods = false)
@Import(FailingController.class)
class FailingService {

    /** Before uploads are looked at, as Spring Security is. */
    @Bean
    FilterRegistrationBean<Filter> refusingFilter() {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
            if (((HttpServletRequest) request).getHeader("X-Refuse") != null) {
                ((HttpServletResponse) response).sendError(403, "secret detail");
            } else {
                chain.doFilter(request, response);
            }
        });
        registration.setOrder(FilterOrder.SPRING_SECURITY);
        return registration;
    }
}
