package dev.gatehouse.autoconfigure.headers;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.web.AnsweredPaths;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.headers.HeaderProfile;
import dev.gatehouse.headers.SecurityHeadersFilter;
import dev.gatehouse.headers.report.ReportCollector;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.web.servlet.view.UrlBasedViewResolver;

/** Security headers on every response. */
@AutoConfiguration
@ConditionalOnGatehouse
@ConditionalOnSwitch("gatehouse.headers.enabled")
@EnableConfigurationProperties(SecurityHeadersProperties.class)
public final class SecurityHeadersAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    SecurityHeadersFilter gatehouseSecurityHeadersFilter(
            SecurityHeadersProperties gatehouseSecurityHeadersProperties, Environment environment) {
        return new SecurityHeadersFilter(gatehouseSecurityHeadersProperties.toSettings(
                environment.getProperty("server.servlet.context-path", "")));
    }

    @Bean
    FilterRegistrationBean<SecurityHeadersFilter> gatehouseSecurityHeadersFilterRegistration(
            SecurityHeadersFilter gatehouseSecurityHeadersFilter) {
        FilterRegistrationBean<SecurityHeadersFilter> registration =
                new FilterRegistrationBean<>(gatehouseSecurityHeadersFilter);
        registration.setName("gatehouseSecurityHeaders");
        registration.setOrder(FilterOrder.SECURITY_HEADERS);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        return registration;
    }

    /** Offers the nonce to every template. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(UrlBasedViewResolver.class)
    static class Templates {

        @Bean
        static CspNonceInTemplates gatehouseCspNonceInTemplates() {
            return new CspNonceInTemplates();
        }
    }

    /** Collects the reports of browsers. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnSwitch(value = "gatehouse.headers.reporting.enabled", matchIfMissing = false)
    static class Reports {

        @Bean
        @ConditionalOnMissingBean
        ReportCollector gatehouseReportCollector(
                SecurityHeadersProperties gatehouseSecurityHeadersProperties,
                RejectionWriter gatehouseRejectionWriter) {
            return new ReportCollector(
                    gatehouseSecurityHeadersProperties.reporting().toSettings(), gatehouseRejectionWriter);
        }

        @Bean
        FilterRegistrationBean<ReportCollector> gatehouseReportCollectorRegistration(
                ReportCollector gatehouseReportCollector,
                SecurityHeadersProperties gatehouseSecurityHeadersProperties) {
            FilterRegistrationBean<ReportCollector> registration =
                    new FilterRegistrationBean<>(gatehouseReportCollector);
            registration.setName("gatehouseSecurityReports");
            registration.setOrder(FilterOrder.SECURITY_REPORTS);
            registration.setDispatcherTypes(DispatcherType.REQUEST);
            registration.addUrlPatterns(
                    gatehouseSecurityHeadersProperties.reporting().path());
            return registration;
        }

        @Bean
        AnsweredPaths gatehouseSecurityReportsAnsweredPaths(
                SecurityHeadersProperties gatehouseSecurityHeadersProperties) {
            return new AnsweredPaths(
                    List.of(gatehouseSecurityHeadersProperties.reporting().path()));
        }

        /** Counts the reports as a metric. */
        @Configuration(proxyBeanMethods = false)
        @ConditionalOnClass(MeterBinder.class)
        static class Metrics {

            @Bean
            MeterBinder gatehouseSecurityReportMetrics(ReportCollector gatehouseReportCollector) {
                return registry -> FunctionCounter.builder(
                                "gatehouse.headers.reports", gatehouseReportCollector, ReportCollector::total)
                        .description("Violations of security policies that browsers reported")
                        .register(registry);
            }
        }
    }

    /**
     * Switches the headers off that Spring Security sends by default. Runs before all other customizers, so that those
     * which the application configures are sent, and then win over ours.
     */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HttpSecurity.class, Customizer.class})
    static class SpringSecurity {

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        Customizer<HttpSecurity> gatehouseHeadersCustomizer(
                SecurityHeadersProperties gatehouseSecurityHeadersProperties) {
            return new SpringSecurityDefaults(gatehouseSecurityHeadersProperties.profile() != HeaderProfile.OFF);
        }
    }
}
