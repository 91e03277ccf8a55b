package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.error.ErrorFormatFilter;
import dev.gatehouse.error.ErrorPageMatcher;
import dev.gatehouse.error.ExceptionProblems;
import dev.gatehouse.error.ProblemBody;
import dev.gatehouse.error.RejectionListener;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.error.UncaughtExceptionListener;
import dev.gatehouse.error.UncaughtExceptions;
import dev.gatehouse.web.RequestMatcher;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The one error format. The writer is always there: every feature refuses through it. */
@AutoConfiguration(
        beforeName = "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration",
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnGatehouse
@EnableConfigurationProperties(ErrorProperties.class)
public final class ErrorFormatAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ProblemBody gatehouseProblemBody(ErrorProperties gatehouseErrorProperties, ObjectProvider<Clock> clock) {
        return ProblemBody.of(gatehouseErrorProperties.format(), clock.getIfUnique(Clock::systemUTC));
    }

    @Bean
    @ConditionalOnMissingBean
    RejectionWriter gatehouseRejectionWriter(
            ProblemBody gatehouseProblemBody, ObjectProvider<RejectionListener> listeners) {
        return new RejectionWriter(
                gatehouseProblemBody, listeners.orderedStream().toList());
    }

    @Bean
    @ConditionalOnMissingBean
    UncaughtExceptions gatehouseUncaughtExceptions(
            ObjectProvider<UncaughtExceptionListener> listeners, ObjectProvider<ExceptionProblems> known) {
        return new UncaughtExceptions(
                listeners.orderedStream().toList(), known.orderedStream().toList());
    }

    /** The errors that are not refusals by Gatehouse. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnSwitch("gatehouse.errors.enabled")
    @Import({
        ForwardedErrorConfiguration.class,
        MvcErrorConfiguration.class,
        ObservedErrorConfiguration.class,
        SecurityErrorConfiguration.class,
        TomcatErrorConfiguration.class
    })
    static class EveryError {

        @Bean
        @ConditionalOnMissingBean
        ErrorFormatFilter gatehouseErrorFormatFilter(
                RejectionWriter gatehouseRejectionWriter,
                UncaughtExceptions gatehouseUncaughtExceptions,
                ObjectProvider<ErrorDispatchExemption> exemptions,
                ObjectProvider<ErrorPageMatcher> pages) {
            RequestMatcher errorPages =
                    request -> exemptions.orderedStream().anyMatch(exemption -> exemption.matches(request));
            return new ErrorFormatFilter(
                    gatehouseRejectionWriter,
                    gatehouseUncaughtExceptions,
                    errorPages,
                    (request, status) -> pages.stream().anyMatch(page -> page.hasPage(request, status)));
        }

        @Bean
        FilterRegistrationBean<ErrorFormatFilter> gatehouseErrorFormatFilterRegistration(
                ErrorFormatFilter gatehouseErrorFormatFilter) {
            FilterRegistrationBean<ErrorFormatFilter> registration =
                    new FilterRegistrationBean<>(gatehouseErrorFormatFilter);
            registration.setName("gatehouseErrorFormat");
            registration.setOrder(FilterOrder.ERROR_FORMAT);
            registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
            return registration;
        }
    }

    /** Counters of refusals. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Metrics {

        @Bean
        @ConditionalOnSingleCandidate(MeterRegistry.class)
        RefusalMeters gatehouseRefusalMeters(MeterRegistry registry) {
            return new RefusalMeters(registry);
        }
    }
}
