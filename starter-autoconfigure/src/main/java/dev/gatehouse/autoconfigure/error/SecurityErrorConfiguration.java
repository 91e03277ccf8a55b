package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.error.ErrorPageMatcher;
import dev.gatehouse.error.RejectionWriter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.ExceptionHandlingConfigurer;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Errors in Spring Security. Entry points stay as they are: each knows the challenge of its scheme. Their answers get
 * the format on the way out.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({HttpSecurity.class, AccessDeniedHandler.class})
class SecurityErrorConfiguration {

    @Bean
    static UnjudgedErrorPages gatehouseUnjudgedErrorPages() {
        return new UnjudgedErrorPages();
    }

    @Bean
    @ConditionalOnMissingBean(AccessDeniedHandler.class)
    ProblemAccessDeniedHandler gatehouseProblemAccessDeniedHandler(
            RejectionWriter gatehouseRejectionWriter, ObjectProvider<ErrorPageMatcher> pages) {
        return handler(gatehouseRejectionWriter, pages);
    }

    @Bean
    Customizer<ExceptionHandlingConfigurer<HttpSecurity>> gatehouseProblemAccessDeniedCustomizer(
            ObjectProvider<AccessDeniedHandler> denied,
            RejectionWriter gatehouseRejectionWriter,
            ObjectProvider<ErrorPageMatcher> pages) {
        return exceptions ->
                exceptions.accessDeniedHandler(denied.getIfUnique(() -> handler(gatehouseRejectionWriter, pages)));
    }

    private static ProblemAccessDeniedHandler handler(
            RejectionWriter rejections, ObjectProvider<ErrorPageMatcher> pages) {
        return new ProblemAccessDeniedHandler(
                rejections, (request, status) -> pages.stream().anyMatch(page -> page.hasPage(request, status)));
    }
}
