package dev.gatehouse.autoconfigure.health;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.autoconfigure.ConditionalOnConfigured;
import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Contributors of Gatehouse, each for what is on the class path, named and switched off like those of Spring Boot. */
@AutoConfiguration(
        after = HealthAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration"
        },
        beforeName = "org.springframework.boot.mail.autoconfigure.MailHealthContributorAutoConfiguration")
@ConditionalOnGatehouse
@ConditionalOnSwitch("gatehouse.health.enabled")
@ConditionalOnClass({HealthContributorRegistry.class, ConditionalOnEnabledHealthIndicator.class})
@EnableConfigurationProperties(HealthProperties.class)
public final class HealthContributorsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = {"poolsHealthIndicator", "poolsHealthContributor"})
    @ConditionalOnEnabledHealthIndicator("pools")
    HealthIndicator poolsHealthIndicator(ObjectProvider<PoolSource> sources) {
        return new PoolsHealth(Stream.concat(sources.orderedStream(), Stream.of(new CommonsPools()))
                .toList());
    }

    @Bean
    @ConditionalOnConfigured("gatehouse.health.storage.paths")
    @ConditionalOnMissingBean(name = {"storageHealthIndicator", "storageHealthContributor"})
    @ConditionalOnEnabledHealthIndicator("storage")
    HealthIndicator storageHealthIndicator(HealthProperties gatehouseHealthProperties) {
        HealthProperties.Storage storage = gatehouseHealthProperties.storage();
        return new StorageHealth(
                storage.paths().stream().map(Path::of).toList(),
                storage.minFree().toBytes());
    }

    /** The pools of databases. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HikariDataSource.class, DataSourceUnwrapper.class})
    static class Hikari {

        @Bean
        HikariPools gatehouseHealthHikariPools(ListableBeanFactory beans) {
            // An injected provider leaves out the pools that are not for injection.
            return new HikariPools(beans.getBeanProvider(DataSource.class));
        }

        @Bean
        HikariDatabases gatehouseHealthHikariDatabases(BeanFactory beans) {
            return new HikariDatabases(beans);
        }
    }

    /** Migrations of databases. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Flyway.class)
    @ConditionalOnBean(Flyway.class)
    static class Migrations {

        @Bean
        @ConditionalOnMissingBean(name = {"migrationsHealthIndicator", "migrationsHealthContributor"})
        @ConditionalOnEnabledHealthIndicator("migrations")
        HealthIndicator migrationsHealthIndicator(ObjectProvider<Flyway> databases) {
            return new MigrationHealth(databases.orderedStream().toList());
        }
    }

    /** Mail servers. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({JavaMailSenderImpl.class, jakarta.mail.Session.class})
    static class Mail {

        @Bean
        @ConditionalOnMissingBean(name = {"mailHealthIndicator", "mailHealthContributor"})
        @ConditionalOnEnabledHealthIndicator("mail")
        HealthIndicator mailHealthIndicator(
                ObjectProvider<JavaMailSenderImpl> senders, HealthProperties gatehouseHealthProperties) {
            return new MailHealth(
                    senders.orderedStream().toList(),
                    new PartPolicy(gatehouseHealthProperties).times("mail").timeout());
        }
    }
}
