package dev.gatehouse.autoconfigure.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.GatehouseAutoConfiguration;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.net.ClientAddressAutoConfiguration;
import dev.gatehouse.autoconfigure.requestid.RequestIdAutoConfiguration;
import dev.gatehouse.autoconfigure.testing.CapturedLog;
import dev.gatehouse.cors.CorsFilter;
import dev.gatehouse.cors.CorsPolicies;
import dev.gatehouse.cors.CorsPolicy;
import dev.gatehouse.cors.CorsSettings;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.net.ClientAddress;
import dev.gatehouse.net.ForwardedHeader;
import dev.gatehouse.net.ForwardedTarget;
import dev.gatehouse.net.Origin;
import dev.gatehouse.net.OriginPattern;
import dev.gatehouse.net.SameOrigin;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.servlet.DispatcherServlet;

class CorsAutoConfigurationTests {

    private static final String ORIGINS = "gatehouse.cors.allowed-origins=https://app.example.com";

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    GatehouseAutoConfiguration.class,
                    ErrorFormatAutoConfiguration.class,
                    ClientAddressAutoConfiguration.class,
                    RequestIdAutoConfiguration.class,
                    CorsAutoConfiguration.class));

    @Test
    void isOffUntilAnOriginIsNamed() {
        runner.run(context ->
                assertThat(context).doesNotHaveBean(CorsFilter.class).doesNotHaveBean("corsConfigurationSource"));
    }

    @Test
    void isOnAsSoonAsAnOriginIsNamed() {
        for (String property : List.of(
                ORIGINS,
                "gatehouse.cors.allowed-origins[0]=https://app.example.com",
                "gatehouse.cors.paths[0].path=/public/**")) {
            runner.withPropertyValues(property).run(context -> {
                assertThat(context).hasSingleBean(CorsFilter.class).hasBean("corsConfigurationSource");
                FilterRegistrationBean<?> registration =
                        context.getBean("gatehouseCorsFilterRegistration", FilterRegistrationBean.class);
                assertThat(registration.getOrder()).isEqualTo(FilterOrder.CORS);
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"gatehouse.cors.enabled=false", "gatehouse.enabled=false", "gatehouse.cors.allowed-origins="})
    void isOffByItsProperty(String property) {
        runner.withPropertyValues(ORIGINS, property)
                .run(context -> assertThat(context).doesNotHaveBean(CorsFilter.class));
    }

    @Test
    void hasTheDefaultsOfCore() {
        runner.withPropertyValues(ORIGINS).run(context -> {
            CorsPolicy policy = context.getBean(CorsPolicies.class).of(new MockHttpServletRequest("GET", "/any"));
            assertThat(policy).isNotNull();
            assertThat(policy.settings())
                    .isEqualTo(CorsSettings.defaults()
                            .withAllowedOrigins(List.of(OriginPattern.of("https://app.example.com"))));
            assertThat(policy.settings().maxAge()).isEqualTo(Duration.ofSeconds(600));
        });
    }

    @Test
    void letsTheRequestIdInByItsConfiguredName() {
        runner.withPropertyValues(
                        "gatehouse.cors.allowed-origins=https://app.example.com",
                        "gatehouse.cors.paths[0].path=/a",
                        "gatehouse.cors.paths[1].path=/b",
                        "gatehouse.cors.paths[1].allowed-headers=X-Request-ID",
                        "gatehouse.request-id.header=X-Correlation-ID")
                .run(context -> {
                    CorsPolicies policies = context.getBean(CorsPolicies.class);
                    assertThat(allowed(policies, "/"))
                            .contains("X-Correlation-ID")
                            .doesNotContain("X-Request-ID");
                    assertThat(allowed(policies, "/a")).contains("X-Correlation-ID");
                    assertThat(allowed(policies, "/b")).containsExactly("X-Request-ID");
                });
    }

    private static List<String> allowed(CorsPolicies policies, String path) {
        return policies.of(new MockHttpServletRequest("GET", path)).settings().allowedHeaders();
    }

    @Test
    void exposesTheRequestIdByItsConfiguredName() {
        runner.withPropertyValues(ORIGINS, "gatehouse.request-id.header=X-Trace")
                .run(context -> assertThat(context.getBean(CorsPolicies.class)
                                .of(new MockHttpServletRequest())
                                .settings()
                                .exposedHeaders())
                        .contains("X-Trace", "Retry-After")
                        .doesNotContain("X-Request-ID"));
    }

    @Test
    void inheritsOnPathsWhatTheyLeaveOut() {
        runner.withPropertyValues(
                        ORIGINS,
                        "gatehouse.cors.allow-credentials=true",
                        "gatehouse.cors.paths[0].path=/a/**",
                        "gatehouse.cors.paths[0].max-age=1h")
                .run(context -> {
                    CorsSettings settings = context.getBean(CorsPolicies.class)
                            .of(new MockHttpServletRequest("GET", "/a/b"))
                            .settings();
                    assertThat(settings.maxAge()).isEqualTo(Duration.ofHours(1));
                    assertThat(settings.allowCredentials()).isTrue();
                    assertThat(settings.allowedOrigins()).hasSize(1);
                });
    }

    @Test
    void sharesItsWayToCompareOriginsWithSpring() {
        runner.withPropertyValues("gatehouse.cors.allowed-origins=https://*.example.com")
                .run(context -> {
                    CorsConfiguration shared = context.getBean("corsConfigurationSource", CorsConfigurationSource.class)
                            .getCorsConfiguration(new MockHttpServletRequest());
                    assertThat(shared).isNotNull();
                    assertThat(shared.checkOrigin("https://a.example.com")).isEqualTo("https://a.example.com");
                    assertThat(shared.checkOrigin("https://evil.com/.example.com"))
                            .isNull();
                    assertThat(shared.checkOrigin(null)).isNull();
                    assertThat(shared.combine(new CorsConfiguration()).checkOrigin("https://evil.com/.example.com"))
                            .isNull();
                    assertThat(shared.getMaxAge()).isEqualTo(600);
                });
    }

    @Test
    void givesWayToBeansOfTheApplication() {
        CorsPolicies policies = CorsPolicies.everywhere(CorsSettings.defaults());
        CorsConfigurationSource source = request -> null;
        runner.withPropertyValues(ORIGINS)
                .withBean(CorsPolicies.class, () -> policies)
                .withBean("corsConfigurationSource", CorsConfigurationSource.class, () -> source)
                .run(context -> {
                    assertThat(context.getBean(CorsPolicies.class)).isSameAs(policies);
                    assertThat(context.getBean(CorsConfigurationSource.class)).isSameAs(source);
                });
    }

    @Test
    void warnsOfASecondMaster() {
        try (CapturedLog log = CapturedLog.of(CorsReport.class.getName())) {
            runner.withPropertyValues(ORIGINS)
                    .withBean("corsConfigurationSource", CorsConfigurationSource.class, () -> request -> null)
                    .run(context -> assertThat(log.events())
                            .singleElement()
                            .satisfies(event -> assertThat(event.getFormattedMessage())
                                    .contains("gatehouse.cors.*", "corsConfigurationSource")));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com, prod, false",
        "http://localhost:3000, dev, false",
        "http://localhost:3000, prod, true",
        "http://app.example.com, dev, true",
        "'*', dev, true",
    })
    void warnsOfWhatIsInsecure(String origin, String profile, boolean warned) {
        try (CapturedLog log = CapturedLog.of(CorsReport.class.getName())) {
            runner.withPropertyValues("gatehouse.cors.allowed-origins=" + origin, "spring.profiles.active=" + profile)
                    .run(context -> assertThat(log.events())
                            .hasSize(warned ? 1 : 0)
                            .allSatisfy(event -> assertThat(event.getFormattedMessage())
                                    .contains("gatehouse.cors.allowed-origins", origin)));
        }
    }

    @Test
    void warnsByThePathThatIsInsecure() {
        try (CapturedLog log = CapturedLog.of(CorsReport.class.getName())) {
            runner.withPropertyValues("gatehouse.cors.paths[0].path=/a", "gatehouse.cors.paths[0].allowed-origins=*")
                    .run(context -> assertThat(log.events())
                            .singleElement()
                            .satisfies(event -> assertThat(event.getFormattedMessage())
                                    .contains("gatehouse.cors.paths[0].allowed-origins")));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gatehouse.cors.paths[0].allow-credentials=true | gatehouse.cors.paths[0].allowed-origins",
                "gatehouse.cors.paths[0].max-age=-1s | gatehouse.cors.paths[0].max-age",
                "gatehouse.cors.paths[0].allowed-methods=get | gatehouse.cors.paths[0].allowed-methods",
            })
    void namesThePathWhoseSettingsCannotBeUsed(String property, String named) {
        runner.withPropertyValues("gatehouse.cors.allowed-origins=*", "gatehouse.cors.paths[0].path=/a", property)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(
                                InvalidConfigurationPropertyValueException.class,
                                e -> assertThat(e.getName()).isEqualTo(named)));
    }

    @Test
    void needsNeitherSpringSecurityNorSpringMvc() {
        runner.withClassLoader(new FilteredClassLoader(HttpSecurity.class, DispatcherServlet.class))
                .withPropertyValues(ORIGINS)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(CorsFilter.class));
    }

    @Test
    void isReplacedByAFilterOfTheApplication() {
        CorsFilter own = new CorsFilter(
                CorsPolicies.everywhere(CorsSettings.defaults()),
                new SameOrigin(new ForwardedTarget(request -> ClientAddress.UNKNOWN, ForwardedHeader.AUTO)),
                RejectionWriter.withDefaults());
        runner.withPropertyValues(ORIGINS)
                .withBean(CorsFilter.class, () -> own)
                .run(context -> assertThat(context.getBean(CorsFilter.class)).isSameAs(own));
        assertThat(CorsPolicy.closed().names(Origin.of("https://app.example.com")))
                .isFalse();
    }
}
