package dev.gatehouse.autoconfigure.sentry;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.logging.LoggingAutoConfiguration;
import dev.gatehouse.autoconfigure.logging.LoggingProperties;
import dev.gatehouse.mask.TextMask;
import dev.gatehouse.requestid.RequestIds;
import io.sentry.IScopes;
import io.sentry.Sentry;
import io.sentry.SentryOptions;
import jakarta.servlet.DispatcherType;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Completes and masks what Sentry is told, where its SDK is there and has an address to send to. */
@AutoConfiguration(after = LoggingAutoConfiguration.class, afterName = "io.sentry.spring.boot4.SentryAutoConfiguration")
@ConditionalOnGatehouse
@ConditionalOnClass({Sentry.class, IScopes.class})
@ConditionalOnProperty("sentry.dsn")
@ConditionalOnSwitch("gatehouse.sentry.enabled")
@EnableConfigurationProperties(SentryReportProperties.class)
public final class SentryReportAutoConfiguration {

    /** Request and user. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnSwitch("gatehouse.sentry.context.enabled")
    static class Context {

        @Bean
        @ConditionalOnMissingBean
        ReportContext gatehouseSentryReportContext(
                ObjectProvider<RequestIds> ids, LoggingProperties gatehouseLoggingProperties) {
            RequestIds requestIds = ids.getIfAvailable();
            String userKey = gatehouseLoggingProperties.user().mdcKey();
            return new ReportContext(() -> requestIds == null ? null : requestIds.current(), () -> MDC.get(userKey));
        }

        @Bean
        @ConditionalOnBean(name = "sentrySpringFilter")
        FilterRegistrationBean<ReportedRequestFilter> gatehouseSentryContextFilterRegistration() {
            FilterRegistrationBean<ReportedRequestFilter> registration =
                    new FilterRegistrationBean<>(new ReportedRequestFilter());
            registration.setName("gatehouseSentryContext");
            registration.setOrder(FilterOrder.SENTRY_CONTEXT);
            registration.setDispatcherTypes(DispatcherType.REQUEST);
            return registration;
        }
    }

    /** Groups. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnSwitch("gatehouse.sentry.grouping.enabled")
    static class Grouping {

        @Bean
        @ConditionalOnMissingBean
        ReportGrouping gatehouseSentryReportGrouping() {
            return new ReportGrouping();
        }
    }

    /** Exceptions that nobody handled. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnSwitch("gatehouse.sentry.uncaught.enabled")
    static class Uncaught {

        @Bean
        @ConditionalOnBean(IScopes.class)
        UncaughtReports gatehouseSentryUncaughtReports(IScopes scopes) {
            return new UncaughtReports(scopes);
        }
    }

    /** Secrets. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnSwitch("gatehouse.sentry.masking.enabled")
    static class Masking {

        @Bean
        AttachmentGuard gatehouseSentryAttachmentGuard() {
            return new AttachmentGuard();
        }

        @Bean
        @Order
        @ConditionalOnMissingBean(name = "sentryMasking")
        Sentry.OptionsConfiguration<SentryOptions> sentryMasking(TextMask gatehouseTextMask) {
            return options -> options.setSerializer(new MaskingSerializer(
                    options.getSerializer(),
                    new ReportMask(gatehouseTextMask),
                    options.getLogger(),
                    options.getMaxDepth()));
        }
    }
}
