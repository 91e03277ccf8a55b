package dev.gatehouse.autoconfigure.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.net.ClientAddressAutoConfiguration;
import dev.gatehouse.health.HealthChecker;
import dev.gatehouse.health.HealthPart;
import dev.gatehouse.health.HealthRoute;
import dev.gatehouse.health.HealthRoutes;
import dev.gatehouse.health.HealthStatus;
import dev.gatehouse.health.StatusEndpoint;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.DispatcherType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

class HealthAutoConfigurationTests {

    private static final String TOKEN = "0123456789abcdef";

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ApplicationAvailabilityAutoConfiguration.class,
                    ErrorFormatAutoConfiguration.class,
                    ClientAddressAutoConfiguration.class,
                    HealthAutoConfiguration.class,
                    HealthContributorsAutoConfiguration.class,
                    HealthContributorAutoConfiguration.class,
                    HealthContributorRegistryAutoConfiguration.class,
                    HealthEndpointAutoConfiguration.class));

    @Test
    void hasEndpointsByDefault() {
        runner.run(context -> {
            assertThat(context.getBean(HealthRoutes.class).paths())
                    .containsExactlyInAnyOrder(
                            "/health", "/health/ping", "/health/live", "/health/ready", "/health/detailed");
            FilterRegistrationBean<?> first =
                    context.getBean("gatehouseHealthFilterRegistration", FilterRegistrationBean.class);
            assertThat(first.getOrder()).isEqualTo(FilterOrder.HEALTH);
            assertThat(first.getFilterName()).isEqualTo("gatehouseHealth");
            assertThat(first.determineDispatcherTypes()).containsExactly(DispatcherType.REQUEST);
            FilterRegistrationBean<?> second =
                    context.getBean("gatehouseGuardedHealthFilterRegistration", FilterRegistrationBean.class);
            assertThat(second.getOrder()).isEqualTo(FilterOrder.GUARDED_HEALTH);
            assertThat(context.getBean(HealthProperties.class).times()).isEqualTo(HealthPart.Times.defaults());
            assertThat(context.getBean(HealthContributorRegistry.class)).isInstanceOf(BoundedRegistry.class);
        });
    }

    @Test
    void isOffByItsProperty() {
        for (String off : List.of("gatehouse.health.enabled=false", "gatehouse.enabled=false")) {
            runner.withPropertyValues(off).run(context -> {
                assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(HealthRoutes.class)
                        .doesNotHaveBean("poolsHealthIndicator");
                assertThat(context.getBean(HealthContributorRegistry.class)).isNotInstanceOf(BoundedRegistry.class);
            });
        }
    }

    @Test
    void givesWayToBeansOfTheApplication() {
        runner.withUserConfiguration(Own.class).run(context -> {
            assertThat(context.getBean(HealthChecker.class)).isSameAs(context.getBean("ownChecker"));
            assertThat(context.getBean(HealthRoutes.class).paths()).containsExactly("/own");
            assertThat(context.getBean("poolsHealthIndicator")).isSameAs(Own.POOLS);
        });
    }

    @Test
    void hasMetricsWherePrometheusIs() {
        runner.withUserConfiguration(Prometheus.class)
                .run(context -> assertThat(context.getBean(HealthRoutes.class).paths())
                        .contains("/health/metrics", "/metrics"));
        runner.withUserConfiguration(Prometheus.class)
                .withPropertyValues("gatehouse.health.metrics-path=", "gatehouse.health.base-path=/ops/state")
                .run(context -> assertThat(context.getBean(HealthRoutes.class).paths())
                        .contains("/ops/state/metrics")
                        .doesNotContain("/metrics"));
        runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("gatehouseHealthMetricsEndpoint"));
    }

    @Test
    void hasNoEndpointThatNobodyCouldBeLetInTo() {
        WebApplicationContextRunner open = runner.withClassLoader(new FilteredClassLoader(SecurityContextHolder.class))
                .withUserConfiguration(Prometheus.class);
        open.run(context -> assertThat(context.getBean(HealthRoutes.class).paths())
                .doesNotContain("/health/detailed", "/health/metrics", "/metrics"));
        open.withPropertyValues("gatehouse.health.token=" + TOKEN)
                .run(context -> assertThat(context.getBean(HealthRoutes.class).paths())
                        .contains("/health/detailed")
                        .doesNotContain("/metrics"));
        open.withPropertyValues("gatehouse.health.metrics-token=" + TOKEN)
                .run(context -> assertThat(context.getBean(HealthRoutes.class).paths())
                        .contains("/metrics", "/health/metrics")
                        .doesNotContain("/health/detailed"));
    }

    private static WebApplicationContextRunner withoutSpringBootsHealth() {
        return new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ApplicationAvailabilityAutoConfiguration.class,
                        ErrorFormatAutoConfiguration.class,
                        ClientAddressAutoConfiguration.class,
                        HealthAutoConfiguration.class,
                        HealthContributorsAutoConfiguration.class))
                .withClassLoader(
                        new FilteredClassLoader("org.springframework.boot.health", "org.springframework.boot.actuate"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"required=db", "optional=*", "parts.db.timeout=1s", "storage.paths=/data"})
    void stopsTheStartForPartsThatNeedSpringBootsHealth(String property) {
        withoutSpringBootsHealth()
                .withPropertyValues("gatehouse.health." + property)
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, invalid -> {
                            assertThat(invalid.getName()).startsWith("gatehouse.health.");
                            assertThat("gatehouse.health." + property).startsWith(invalid.getName());
                            assertThat(invalid.getReason()).contains("spring-boot-starter-actuator");
                        }));
        withoutSpringBootsHealth()
                .withPropertyValues("gatehouse.health." + property, "gatehouse.health.enabled=false")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void worksWithoutSpringBootsHealthAndWithoutSpringMvc() {
        withoutSpringBootsHealth().run(context -> {
            assertThat(context).hasNotFailed().doesNotHaveBean(HealthParts.class);
            assertThat(context.getBean(ServiceHealth.class).whole()).isEqualTo(HealthStatus.OUT_OF_SERVICE);
            AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
            assertThat(context.getBean(ServiceHealth.class).whole()).isEqualTo(HealthStatus.UP);
            assertThat(context.getBean(ServiceHealth.class).ready()).isEqualTo(HealthStatus.UP);
        });
        runner.withClassLoader(new FilteredClassLoader(RequestMappingInfoHandlerMapping.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(TakenPaths.class));
    }

    @Test
    void readsPoolsWhereThereAreSome() {
        runner.run(
                context -> assertThat(context).hasBean("poolsHealthIndicator").hasSingleBean(HikariPools.class));
        runner.withClassLoader(new FilteredClassLoader(HikariDataSource.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasBean("poolsHealthIndicator")
                        .doesNotHaveBean(HikariPools.class));
    }

    @Test
    void looksAtMigrationsWhereFlywayIs() {
        runner.run(context -> assertThat(context).doesNotHaveBean("migrationsHealthIndicator"));
        runner.withUserConfiguration(Migrated.class)
                .run(context -> assertThat(context).hasBean("migrationsHealthIndicator"));
        runner.withClassLoader(new FilteredClassLoader(Flyway.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("migrationsHealthIndicator"));
    }

    @Test
    void looksAtMailWhereItIs() {
        runner.run(context -> assertThat(context).hasBean("mailHealthIndicator"));
        runner.withClassLoader(new FilteredClassLoader(JavaMailSenderImpl.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("mailHealthIndicator"));
        runner.withPropertyValues("management.health.mail.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean("mailHealthIndicator"));
    }

    @Test
    void looksAtStorageThatIsNamed(@TempDir Path directory) {
        runner.run(context -> assertThat(context).doesNotHaveBean("storageHealthIndicator"));
        runner.withPropertyValues("gatehouse.health.storage.paths=" + directory)
                .run(context -> assertThat(context).hasBean("storageHealthIndicator"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pools", "storage", "migrations", "mail"})
    void givesWayToAContributorOfTheApplicationUnderEitherSuffix(String part, @TempDir Path directory) {
        for (String suffix : List.of("HealthIndicator", "HealthContributor")) {
            runner.withUserConfiguration(Migrated.class)
                    .withPropertyValues("gatehouse.health.storage.paths=" + directory)
                    .withBean(part + suffix, HealthContributor.class, () -> Own.POOLS)
                    .run(context -> assertThat(context)
                            .hasNotFailed()
                            .getBeanNames(HealthContributor.class)
                            .filteredOn(name -> name.startsWith(part))
                            .containsExactly(part + suffix));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db | '' | '' | true",
                "mail | '' | '' | false",
                "pools | '' | '' | false",
                "mail | mail | '' | true",
                "pools | mail | pools | false",
                "db | '' | db | false",
                "db/orders | '' | db | false",
                "db/orders | db/orders | db | true",
                "db/orders | db | db/orders | false",
                "db/routing/first | '' | db | false",
                "db/routing/first | '' | db/routing | false",
                "db/routing/first | db/routing | db | true",
                "db/routing/first | db | db/routing | false",
                "db/routing/first | db/routing/first | db/routing | true",
                "db | '' | * | false",
                "db | db | * | true",
            })
    void knowsWhichPartsAreRequired(String name, String required, String optional, boolean expected) {
        runner.withUserConfiguration(Named.class)
                .withPropertyValues("gatehouse.health.required=" + required, "gatehouse.health.optional=" + optional)
                .run(context -> assertThat(new PartPolicy(context.getBean(HealthProperties.class)).isRequired(name))
                        .isEqualTo(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "/health, /health",
        "/health, /health/ping",
        "/health, /health/live",
        "/health, /health/ready",
        "/ops/state, /ops/state/detailed",
        "/metrics, /metrics",
    })
    void stopsTheStartForMetricsAtThePathOfAnotherEndpoint(String base, String metrics) {
        runner.withUserConfiguration(Prometheus.class)
                .withPropertyValues(
                        "gatehouse.health.base-path=" + base,
                        "gatehouse.health.metrics-path=" + metrics,
                        "gatehouse.health.metrics-token=" + TOKEN)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                        .hasMessageContaining("gatehouse.health.metrics-path")
                        .hasMessageContaining(metrics));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.0009S", "61s", "-1s", "PT9223372036854775807S"})
    void stopsTheStartForATimeThatNobodyCanWait(String timeout) {
        runner.withPropertyValues("gatehouse.health.timeout=" + timeout)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, invalid -> {
                            assertThat(invalid.getName()).isEqualTo("gatehouse.health.timeout");
                            assertThat(invalid.getReason()).isEqualTo("Use 1ms to 1m.");
                        }));
    }

    @Test
    void stopsTheStartForANameThatIsNoPart() {
        for (String property : List.of("required", "optional")) {
            runner.withUserConfiguration(Named.class)
                    .withPropertyValues("gatehouse.health." + property + "=db/routing/second")
                    .run(context -> assertThat(context)
                            .getFailure()
                            .hasMessageContaining("gatehouse.health." + property)
                            .hasMessageContaining("db/routing/second"));
        }
    }

    /** By the whole name of the property its origin is found, a variable of the environment, too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "gatehouse.health.parts.database.timeout",
                "gatehouse.health.parts.database.cache",
                "gatehouse.health.parts[db/nothing].cache"
            })
    void stopsTheStartForTimesOfWhatIsNoPart(String property) {
        runner.withUserConfiguration(Named.class)
                .withPropertyValues(property + "=5s")
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, invalid -> {
                            assertThat(invalid.getName()).isEqualTo(property);
                            assertThat(invalid.getReason()).contains("There is no part '", "db/orders");
                        }));
    }

    @Test
    void hasTimesFromTheEnvironmentWhereNamesHaveNoCase() {
        runner.withBean("someThingHealthIndicator", HealthIndicator.class, () -> Own.POOLS)
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "test-systemEnvironment", Map.of("GATEHOUSE_HEALTH_PARTS_SOMETHING_TIMEOUT", "7s"))))
                .run(context -> assertThat(new PartPolicy(context.getBean(HealthProperties.class))
                                .times("someThing")
                                .timeout())
                        .hasSeconds(7));
    }

    @Test
    void hasTimesForSingleParts() {
        runner.withUserConfiguration(Named.class)
                .withPropertyValues(
                        "gatehouse.health.timeout=1s",
                        "gatehouse.health.cache=3s",
                        "gatehouse.health.parts.db.timeout=5s",
                        "gatehouse.health.parts[db/orders].cache=0s",
                        "gatehouse.health.parts[db/routing].timeout=7s")
                .run(context -> {
                    PartPolicy policy = new PartPolicy(context.getBean(HealthProperties.class));
                    assertThat(policy.times("redis").timeout()).hasSeconds(1);
                    assertThat(policy.times("db").timeout()).hasSeconds(5);
                    assertThat(policy.times("db/other").timeout()).hasSeconds(5);
                    assertThat(policy.times("db/other").cache()).hasSeconds(3);
                    assertThat(policy.times("db/routing/first").timeout()).hasSeconds(7);
                    assertThat(policy.times("db/orders").cache()).isZero();
                    assertThat(policy.times("db/orders").stale()).isZero();
                    assertThat(policy.times("migrations").cache()).hasMinutes(5);
                    assertThat(policy.times("migrations").retry()).hasSeconds(3);
                    assertThat(policy.times("db/orders").retry()).isZero();
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class Own {

        static final HealthIndicator POOLS = () -> null;

        @Bean
        HealthChecker ownChecker() {
            return new HealthChecker(1);
        }

        @Bean
        HealthRoutes ownRoutes() {
            return new HealthRoutes(List.of(new HealthRoute("/own", StatusEndpoint.ping(), null)));
        }

        @Bean
        HealthIndicator poolsHealthIndicator() {
            return POOLS;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Prometheus {

        @Bean
        PrometheusMeterRegistry prometheusMeterRegistry() {
            return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Migrated {

        @Bean
        Flyway flyway() {
            DataSource database = new EmbeddedDatabaseBuilder()
                    .setType(EmbeddedDatabaseType.H2)
                    .generateUniqueName(true)
                    .build();
            return Flyway.configure().dataSource(database).load();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Named {

        @Bean
        org.springframework.boot.health.contributor.HealthContributor dbHealthContributor() {
            HealthIndicator up = () ->
                    org.springframework.boot.health.contributor.Health.up().build();
            return org.springframework.boot.health.contributor.CompositeHealthContributor.fromMap(Map.of(
                    "orders",
                    up,
                    "other",
                    up,
                    "routing",
                    org.springframework.boot.health.contributor.CompositeHealthContributor.fromMap(
                            Map.of("first", up))));
        }
    }
}
