package dev.gatehouse.autoconfigure.health;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.net.ClientAddressAutoConfiguration;
import dev.gatehouse.autoconfigure.net.ProbePaths;
import dev.gatehouse.autoconfigure.web.AnsweredPaths;
import dev.gatehouse.drain.Drain;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.health.GuardedHealthFilter;
import dev.gatehouse.health.HealthChecker;
import dev.gatehouse.health.HealthFilter;
import dev.gatehouse.health.HealthRoutes;
import dev.gatehouse.health.HealthSection;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Health: bounded checks, and endpoints of its own beside those of Actuator. */
@AutoConfiguration(
        after = {ErrorFormatAutoConfiguration.class, ClientAddressAutoConfiguration.class},
        beforeName = "org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration",
        afterName =
                "org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration")
@ConditionalOnGatehouse
@ConditionalOnSwitch("gatehouse.health.enabled")
@EnableConfigurationProperties(HealthProperties.class)
public final class HealthAutoConfiguration implements BeanClassLoaderAware {

    private @Nullable ClassLoader classes;

    @Override
    public void setBeanClassLoader(ClassLoader loader) {
        classes = loader;
    }

    @Bean
    @ConditionalOnMissingBean
    HealthChecker gatehouseHealthChecker(HealthProperties gatehouseHealthProperties, ObjectProvider<Clock> clock) {
        return new HealthChecker(gatehouseHealthProperties.maxThreads(), clock.getIfUnique(Clock::systemUTC));
    }

    @Bean
    ServiceHealth gatehouseServiceHealth(
            ApplicationAvailability applicationAvailability,
            ObjectProvider<Drain> drains,
            ObjectProvider<HealthParts> parts) {
        Drain drain = drains.getIfUnique(Drain::new);
        return new ServiceHealth(
                applicationAvailability, drain::hasBegun, parts.getIfAvailable(() -> HealthParts.NONE));
    }

    /** A scraper comes by the address of an instance, as a probe does. */
    @Bean
    ProbePaths gatehouseHealthProbePaths(HealthRoutes gatehouseHealthRoutes) {
        return new ProbePaths(gatehouseHealthRoutes::answer);
    }

    @Bean
    @ConditionalOnMissingBean
    HealthRoutes gatehouseHealthRoutes(
            HealthProperties gatehouseHealthProperties,
            ServiceHealth gatehouseServiceHealth,
            ObjectProvider<HealthSection> sections,
            ObjectProvider<MetricsEndpoint> gatehouseHealthMetricsEndpoint,
            Environment environment,
            ObjectProvider<BuildProperties> build) {
        RouteObservation observed = RouteObservation.known(classes);
        return new HealthRoutes(new ConfiguredRoutes(
                        gatehouseHealthProperties, gatehouseServiceHealth, UserAuthorities.known(classes))
                        .toRoutes(
                                ServiceIdentity.of(environment, build.getIfAvailable()),
                                Stream.concat(sections.orderedStream(), Stream.of(new MachineSection()))
                                        .toList(),
                                gatehouseHealthMetricsEndpoint.getIfAvailable())
                        .stream()
                        .map(observed::observed)
                        .toList());
    }

    @Bean
    AnsweredPaths gatehouseHealthAnsweredPaths(HealthRoutes gatehouseHealthRoutes) {
        return new AnsweredPaths(gatehouseHealthRoutes.paths());
    }

    @Bean
    FilterRegistrationBean<HealthFilter> gatehouseHealthFilterRegistration(HealthRoutes gatehouseHealthRoutes) {
        FilterRegistrationBean<HealthFilter> registration =
                new FilterRegistrationBean<>(new HealthFilter(gatehouseHealthRoutes));
        registration.setName("gatehouseHealth");
        registration.setOrder(FilterOrder.HEALTH);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    @Bean
    FilterRegistrationBean<GuardedHealthFilter> gatehouseGuardedHealthFilterRegistration(
            HealthRoutes gatehouseHealthRoutes, RejectionWriter gatehouseRejectionWriter) {
        FilterRegistrationBean<GuardedHealthFilter> registration =
                new FilterRegistrationBean<>(new GuardedHealthFilter(gatehouseHealthRoutes, gatehouseRejectionWriter));
        registration.setName("gatehouseGuardedHealth");
        registration.setOrder(FilterOrder.GUARDED_HEALTH);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    /** Makes way for what the application serves itself. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RequestMappingInfoHandlerMapping.class)
    static class BesideControllers {

        @Bean
        TakenPaths gatehouseHealthTakenPaths(
                HealthRoutes gatehouseHealthRoutes,
                ObjectProvider<RequestMappingInfoHandlerMapping> mappings,
                WebApplicationContext context) {
            return new TakenPaths(gatehouseHealthRoutes, mappings, context.getServletContext());
        }
    }

    /** The contributors of Spring Boot, its own and those of the application. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthContributorRegistry.class)
    static class Contributors {

        @Bean
        ContributorChecks gatehouseHealthContributorChecks(
                HealthChecker gatehouseHealthChecker,
                HealthProperties gatehouseHealthProperties,
                ObjectProvider<CheckRefinement> refinement,
                ObjectProvider<HttpCodeStatusMapper> statuses,
                ObjectProvider<HealthContributorRegistry> registry) {
            return new ContributorChecks(
                    gatehouseHealthChecker,
                    new PartPolicy(gatehouseHealthProperties),
                    refinement.getIfAvailable(() -> (name, times, indicator, check) -> check),
                    () -> statuses.getIfAvailable(() -> status -> 200),
                    registry::getObject);
        }

        @Bean
        static BoundedRegistryPostProcessor gatehouseHealthBoundedRegistryPostProcessor(
                ObjectProvider<ContributorChecks> gatehouseHealthContributorChecks,
                ObjectProvider<ReactiveHealthContributorRegistry> reactive) {
            return new BoundedRegistryPostProcessor(gatehouseHealthContributorChecks, reactive);
        }

        @Bean
        PartNames gatehouseHealthPartNames(
                HealthProperties gatehouseHealthProperties, ContributorChecks gatehouseHealthContributorChecks) {
            return new PartNames(gatehouseHealthProperties, gatehouseHealthContributorChecks);
        }

        @Bean
        @ConditionalOnMissingBean
        StatusAggregator gatehouseHealthStatusAggregator(Environment environment) {
            return StatusOrder.of(environment);
        }
    }

    /** There are no parts without Spring Boot's health. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("org.springframework.boot.health.registry.HealthContributorRegistry")
    static class NoContributors {

        @Bean
        NoParts gatehouseHealthNoParts(HealthProperties gatehouseHealthProperties) {
            return new NoParts(gatehouseHealthProperties);
        }
    }

    /** Metrics for Prometheus. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(PrometheusMeterRegistry.class)
    @ConditionalOnBean(PrometheusMeterRegistry.class)
    static class Metrics {

        @Bean
        MetricsEndpoint gatehouseHealthMetricsEndpoint(ObjectProvider<PrometheusMeterRegistry> registry) {
            return new MetricsEndpoint(registry::getObject);
        }
    }
}
