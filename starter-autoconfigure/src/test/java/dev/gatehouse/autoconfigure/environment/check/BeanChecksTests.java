package dev.gatehouse.autoconfigure.environment.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.autoconfigure.addresslist.AddressListAutoConfiguration;
import dev.gatehouse.autoconfigure.environment.EnvironmentAutoConfiguration;
import dev.gatehouse.autoconfigure.environment.EnvironmentInspection;
import dev.gatehouse.autoconfigure.environment.UnsafeEnvironmentException;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.lockout.LockoutAutoConfiguration;
import dev.gatehouse.autoconfigure.net.ClientAddressAutoConfiguration;
import dev.gatehouse.autoconfigure.ratelimit.RateLimitAutoConfiguration;
import dev.gatehouse.autoconfigure.token.RefreshTokenAutoConfiguration;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import dev.gatehouse.token.RefreshRotation;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.context.annotation.RequestScope;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.servlet.config.annotation.DelegatingWebMvcConfiguration;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurationSupport;

/** The second part of the check, on beans; here outside of production, where it only warns. */
class BeanChecksTests {

    private static final String INSPECTION = "gatehouseBeanInspection";

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    EnvironmentAutoConfiguration.class,
                    ErrorFormatAutoConfiguration.class,
                    ClientAddressAutoConfiguration.class));

    private static List<Finding> findings(ApplicationContext context, String id) {
        return context.getBean(EnvironmentInspection.class).report().findings().stream()
                .filter(finding -> finding.id().equals(id))
                .toList();
    }

    @Test
    void isThereByDefaultAndOffByItsMode() {
        runner.run(context -> assertThat(context).hasBean(INSPECTION));
        runner.withPropertyValues("gatehouse.environment.mode=off")
                .run(context -> assertThat(context).doesNotHaveBean(INSPECTION));
        runner.withPropertyValues("gatehouse.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(INSPECTION));
    }

    @Test
    void worksWithoutOptionalLibraries() {
        runner.withClassLoader(new FilteredClassLoader(
                        "org.springframework.security",
                        "org.springframework.boot.actuate",
                        "com.zaxxer.hikari",
                        "org.springframework.boot.jdbc",
                        "org.springframework.jdbc"))
                .run(context -> assertThat(context).hasNotFailed().hasBean(INSPECTION));
    }

    @Test
    void findsAConfigurationOfSpringMvcThatTakesNoInterceptors() {
        runner.withBean("mvc", WebMvcConfigurationSupport.class)
                .run(context -> assertThat(findings(context, "WEB017"))
                        .singleElement()
                        .satisfies(finding -> {
                            assertThat(finding.property()).isEqualTo("bean mvc");
                            assertThat(finding.severity()).isEqualTo(Severity.INFO);
                            assertThat(finding.advice()).contains("DelegatingWebMvcConfiguration");
                        }));
        runner.withBean("mvc", DelegatingWebMvcConfiguration.class)
                .run(context -> assertThat(findings(context, "WEB017")).isEmpty());
        runner.run(context -> assertThat(findings(context, "WEB017")).isEmpty());
    }

    @Test
    void findsCorsForEverybody() {
        runner.withUserConfiguration(OpenCors.class)
                .run(context -> assertThat(findings(context, "WEB001"))
                        .singleElement()
                        .satisfies(finding -> {
                            assertThat(finding.property()).isEqualTo("bean openCors");
                            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                            assertThat(finding.problem()).contains("/api/**", "cookies");
                        }));
        runner.withUserConfiguration(AnyHostCors.class)
                .run(context -> assertThat(findings(context, "WEB001"))
                        .extracting(Finding::property)
                        .containsExactly("bean anyHostCors"));
        runner.withUserConfiguration(NamedCors.class)
                .run(context -> assertThat(findings(context, "WEB001")).isEmpty());
    }

    @Test
    void findsInstancesThatCountAlone() {
        WebApplicationContextRunner limited =
                runner.withConfiguration(AutoConfigurations.of(RateLimitAutoConfiguration.class));
        limited.withPropertyValues("gatehouse.rate-limit.instances=3")
                .run(context -> assertThat(findings(context, "RL001")).hasSize(1));
        limited.withPropertyValues("gatehouse.rate-limit.instances=1")
                .run(context -> assertThat(findings(context, "RL001")).isEmpty());
        limited.run(context -> assertThat(findings(context, "RL001")).isEmpty());
        limited.withPropertyValues("gatehouse.environment.mode=production", "spring.main.cloud-platform=kubernetes")
                .run(context -> assertThat(findings(context, "RL001")).hasSize(1));
    }

    @Test
    void findsAccountsThatAreKeptInMemoryOnceSomebodyUsesThem() {
        WebApplicationContextRunner accounts = runner.withConfiguration(
                        AutoConfigurations.of(RefreshTokenAutoConfiguration.class, LockoutAutoConfiguration.class))
                .withPropertyValues("gatehouse.environment.mode=production");
        accounts.run(context -> assertThat(findings(context, "AUTH007")).isEmpty());
        accounts.withBean(UsesRefreshTokens.class)
                .run(context -> assertThat(findings(context, "AUTH007"))
                        .singleElement()
                        .satisfies(finding -> {
                            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                            assertThat(finding.problem())
                                    .contains("RefreshStore")
                                    .doesNotContain("LoginGuardStore");
                        }));
    }

    record UsesRefreshTokens(RefreshRotation rotation) {}

    @Test
    void findsAListThatLocksProbesOut() {
        WebApplicationContextRunner listed =
                runner.withConfiguration(AutoConfigurations.of(AddressListAutoConfiguration.class));
        listed.withPropertyValues(
                        "gatehouse.address-lists[0].path=/**", "gatehouse.address-lists[0].allow=203.0.113.0/24")
                .run(context -> assertThat(findings(context, "WEB013"))
                        .singleElement()
                        .satisfies(finding ->
                                assertThat(finding.property()).isEqualTo("gatehouse.address-lists[0].allow")));
        listed.withPropertyValues(
                        "gatehouse.address-lists[0].path=/**",
                        "gatehouse.address-lists[0].allow=203.0.113.0/24,127.0.0.1,::1,10.0.0.0/8")
                .run(context -> assertThat(findings(context, "WEB013")).isEmpty());
    }

    @Test
    void findsTheUserThatSpringBootMadeUp() {
        WebApplicationContextRunner secured = runner.withConfiguration(AutoConfigurations.of(
                SecurityAutoConfiguration.class,
                ServletWebSecurityAutoConfiguration.class,
                UserDetailsServiceAutoConfiguration.class));
        secured.run(context -> assertThat(findings(context, "SEC008"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.remedy())
                            .contains("spring.autoconfigure.exclude="
                                    + UserDetailsServiceAutoConfiguration.class.getName());
                }));
        secured.withPropertyValues("spring.security.user.password=une0xGEg72dVqwslIo8ecE5XoBsgSwNu6EGztGuTPbQ")
                .run(context -> {
                    assertThat(findings(context, "SEC008")).isEmpty();
                    assertThat(findings(context, "SEC009")).hasSize(1);
                });
    }

    @Test
    void findsAChainWithoutRules() {
        WebApplicationContextRunner secured = runner.withConfiguration(
                AutoConfigurations.of(SecurityAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class));
        secured.withUserConfiguration(OpenChain.class).run(context -> {
            assertThat(context).hasSingleBean(FilterChainProxy.class);
            assertThat(findings(context, "SEC010")).hasSize(1);
        });
        secured.withUserConfiguration(ClosedChain.class)
                .run(context -> assertThat(findings(context, "SEC010")).isEmpty());
    }

    @Test
    void judgesDatabasesThatPropertiesDoNotName() {
        runner.withUserConfiguration(OwnDatabase.class).run(context -> {
            assertThat(findings(context, "DB004"))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.property()).isEqualTo("bean pooled"));
            assertThat(findings(context, "DB008"))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.property()).isEqualTo("bean unpooled"));
        });
    }

    @Test
    void judgesADatabaseThatAFactoryMade() {
        runner.withUserConfiguration(MadeDatabase.class).run(context -> {
            assertThat(findings(context, "DB008"))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.property()).isEqualTo("bean made"));
            assertThat(Made.COUNT).hasValue(1);
        });
    }

    @Test
    void makesNoBeanThatDoesNotExistYet() {
        runner.withUserConfiguration(NotYet.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(findings(context, "DB004")).isEmpty();
            assertThat(findings(context, "WEB001")).isEmpty();
            assertThat(context.getBeanFactory().containsSingleton("lazySource")).isFalse();
            assertThat(context.getBeanFactory().containsSingleton("lazyCors")).isFalse();
        });
    }

    @Test
    void stopsInProduction() {
        runner.withUserConfiguration(OwnDatabase.class)
                .withPropertyValues("gatehouse.environment.mode=production")
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOf(UnsafeEnvironmentException.class)
                        .hasStackTraceContaining("DB004  bean pooled"));
    }

    @Configuration(proxyBeanMethods = false)
    static class OpenCors {

        @Bean
        UrlBasedCorsConfigurationSource openCors() {
            CorsConfiguration cors = new CorsConfiguration();
            cors.addAllowedOriginPattern("*");
            cors.setAllowCredentials(true);
            return source(cors);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class AnyHostCors {

        @Bean
        UrlBasedCorsConfigurationSource anyHostCors() {
            CorsConfiguration cors = new CorsConfiguration();
            cors.addAllowedOriginPattern("https://*");
            return source(cors);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class NamedCors {

        @Bean
        UrlBasedCorsConfigurationSource namedCors() {
            CorsConfiguration cors = new CorsConfiguration();
            cors.addAllowedOrigin("https://app.example.com");
            cors.addAllowedOriginPattern("https://*.example.com");
            return source(cors);
        }
    }

    private static UrlBasedCorsConfigurationSource source(CorsConfiguration cors) {
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/api/**", cors);
        return source;
    }

    @Configuration(proxyBeanMethods = false)
    static class OpenChain {

        @Bean
        SecurityFilterChain open(HttpSecurity http) {
            return http.build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ClosedChain {

        @Bean
        SecurityFilterChain closed(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class NotYet {

        @Bean
        @RequestScope
        DataSource ofTheRequest() {
            throw new IllegalStateException("There is no request.");
        }

        @Bean
        @RequestScope
        UrlBasedCorsConfigurationSource corsOfTheRequest() {
            throw new IllegalStateException("There is no request.");
        }

        @Bean
        @Lazy
        DataSource lazySource() {
            return new OwnDatabase().pooled();
        }

        @Bean
        @Lazy
        UrlBasedCorsConfigurationSource lazyCors() {
            return new OpenCors().openCors();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnDatabase {

        @Bean
        DataSource pooled() {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl("jdbc:h2:mem:own");
            return pool;
        }

        @Bean
        DataSource unpooled() {
            return new DriverManagerDataSource("jdbc:postgresql://localhost/own");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class MadeDatabase {

        @Bean
        Made made() {
            return new Made();
        }

        /** Made when it is asked for, and nobody asks. */
        @Bean
        Made madeLater() {
            return new Made();
        }

        @Bean
        Object user(@Qualifier("made") DataSource made) {
            return "used " + made;
        }
    }

    static final class Made implements FactoryBean<DataSource> {

        private static final AtomicInteger COUNT = new AtomicInteger();

        @Override
        public DataSource getObject() {
            COUNT.incrementAndGet();
            return new OwnDatabase().unpooled();
        }

        @Override
        public Class<?> getObjectType() {
            return DataSource.class;
        }
    }
}
