package dev.gatehouse.autoconfigure.environment;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.environment.Check;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.ConfigurableEnvironment;

/** The second part of the environment check, which looks at beans; its report for operators; the banner. */
@AutoConfiguration
@ConditionalOnGatehouse
@Conditional(OnEnvironmentCheck.class)
@EnableConfigurationProperties(EnvironmentProperties.class)
public final class EnvironmentAutoConfiguration {

    /** Usually there already, from before the refresh. */
    @Bean(EnvironmentInspection.BEAN)
    @ConditionalOnMissingBean
    EnvironmentInspection gatehouseEnvironmentInspection(ConfigurableEnvironment environment) {
        return EnvironmentInspection.of(environment, EnvironmentAutoConfiguration.class.getClassLoader());
    }

    @Bean
    @Lazy(false)
    BeanInspection gatehouseBeanInspection(
            EnvironmentInspection gatehouseEnvironmentInspection,
            ObjectProvider<Check> checks,
            ConfigurableEnvironment environment,
            ConfigurableListableBeanFactory beans) {
        return new BeanInspection(gatehouseEnvironmentInspection, beans, checks, new StartBanner(environment, beans));
    }

    /** How many findings there are. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class Metrics {

        @Bean
        MeterBinder gatehouseEnvironmentFindingMeters(EnvironmentInspection gatehouseEnvironmentInspection) {
            return new FindingMeters(gatehouseEnvironmentInspection);
        }
    }

    /** What operators see. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({WebEndpoint.class, ConditionalOnAvailableEndpoint.class})
    static class Operations {

        @Bean
        @ConditionalOnAvailableEndpoint(EnvironmentReportEndpoint.class)
        EnvironmentReportEndpoint gatehouseEnvironmentReportEndpoint(
                EnvironmentInspection gatehouseEnvironmentInspection) {
            return new EnvironmentReportEndpoint(gatehouseEnvironmentInspection);
        }
    }
}
