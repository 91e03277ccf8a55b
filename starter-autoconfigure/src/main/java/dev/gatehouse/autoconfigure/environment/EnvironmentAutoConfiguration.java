package dev.gatehouse.autoconfigure.environment;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.addresslist.ProbeLockouts;
import dev.gatehouse.environment.Check;
import dev.gatehouse.ratelimit.RateLimitStore;
import io.micrometer.core.instrument.binder.MeterBinder;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

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
            EnvironmentInspection inspection,
            ObjectProvider<Check> checks,
            ConfigurableEnvironment environment,
            ListableBeanFactory beans) {
        return new BeanInspection(inspection, checks, new StartBanner(environment, beans));
    }

    @Bean
    Check rateLimitStoreCheck(ObjectProvider<RateLimitStore> stores) {
        return new SharedStoreCheck(stores);
    }

    @Bean
    Check accountStoreCheck(ConfigurableListableBeanFactory beans) {
        return new AccountStoreCheck(beans);
    }

    @Bean
    Check probeLockoutCheck(ObjectProvider<ProbeLockouts> lockouts) {
        return new ProbeLockoutCheck(lockouts);
    }

    /** CORS that the application configures itself. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(UrlBasedCorsConfigurationSource.class)
    static class Cors {

        @Bean
        Check corsSourceCheck(ListableBeanFactory beans) {
            return new CorsSourceCheck(beans);
        }
    }

    /** What Spring Security guards. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({FilterChainProxy.class, InMemoryUserDetailsManager.class})
    static class Security {

        @Bean
        Check securityChainCheck(ListableBeanFactory beans) {
            return new SecurityChainCheck(beans);
        }
    }

    /** Databases that the application opens itself. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({DataSource.class, HikariDataSource.class, DataSourceUnwrapper.class})
    static class Database {

        @Bean
        Check dataSourceCheck(ListableBeanFactory beans) {
            return new DataSourceCheck(beans);
        }
    }

    /** How many findings there are. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class Metrics {

        @Bean
        MeterBinder environmentFindingMeters(EnvironmentInspection inspection) {
            return new FindingMeters(inspection);
        }
    }

    /** What operators see. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({WebEndpoint.class, ConditionalOnAvailableEndpoint.class})
    static class Operations {

        @Bean
        @ConditionalOnAvailableEndpoint(EnvironmentReportEndpoint.class)
        EnvironmentReportEndpoint environmentReportEndpoint(EnvironmentInspection inspection) {
            return new EnvironmentReportEndpoint(inspection);
        }
    }
}
