package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.autoconfigure.web.ErrorDispatch;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/**
 * Lets Spring Security judge a request and not the dispatch to its error page. A rule for any request covers the error path,
 * too, and its refusal would take the place of the error: a log-in instead of what was not found. Where such a page leads to is
 * judged.
 */
final class UnjudgedErrorPages implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof DefaultSecurityFilterChain chain) {
            chain.getFilters().replaceAll(UnjudgedErrorPages::replacement);
        }
        return bean;
    }

    private static Filter replacement(Filter filter) {
        return filter instanceof AuthorizationFilter judge ? new JudgeOfAllElse(judge) : filter;
    }

    /** Still an {@code AuthorizationFilter}, since Spring Security asks those of a chain what somebody may do. */
    private static final class JudgeOfAllElse extends AuthorizationFilter {

        private final AuthorizationFilter judge;

        JudgeOfAllElse(AuthorizationFilter judge) {
            super(judge.getAuthorizationManager());
            this.judge = judge;
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (request instanceof HttpServletRequest httpRequest && ErrorDispatch.leadsToErrorPage(httpRequest)) {
                chain.doFilter(request, response);
            } else {
                judge.doFilter(request, response, chain);
            }
        }
    }
}
