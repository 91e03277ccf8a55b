package dev.gatehouse.autoconfigure.error;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/**
 * Lets Spring Security judge a request and not the dispatch to its error page. A rule for any request covers the error path,
 * too, and its refusal would take the place of the error: a log-in instead of what was not found.
 */
final class UnjudgedErrorDispatches implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof SecurityFilterChain chain) {
            chain.getFilters().forEach(filter -> {
                if (filter instanceof AuthorizationFilter authorization) {
                    authorization.setFilterErrorDispatch(false);
                }
            });
        }
        return bean;
    }
}
