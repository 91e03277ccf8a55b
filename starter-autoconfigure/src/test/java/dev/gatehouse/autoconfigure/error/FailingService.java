package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.autoconfigure.FilterOrder;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;

/** The failing handlers behind a filter that refuses as many filters do. */
@Configuration(proxyBeanMethods = false)
@Import(FailingController.class)
class FailingService {

    /** Before uploads are looked at, as Spring Security is. */
    @Bean
    @Order(FilterOrder.SPRING_SECURITY)
    Filter refusingFilter() {
        return (request, response, chain) -> {
            if (((HttpServletRequest) request).getHeader("X-Refuse") != null) {
                ((HttpServletResponse) response).sendError(403, "secret detail");
            } else {
                chain.doFilter(request, response);
            }
        };
    }
}
