package dev.gatehouse.autoconfigure.headers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.GatehouseAutoConfiguration;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.headers.SecurityHeadersFilter;
import dev.gatehouse.headers.SecurityHeadersSettings;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.web.servlet.view.UrlBasedViewResolver;

class SecurityHeadersAutoConfigurationTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    GatehouseAutoConfiguration.class,
                    ErrorFormatAutoConfiguration.class,
                    SecurityHeadersAutoConfiguration.class));

    @Test
    void isOnByDefaultAndStandsInItsPlace() {
        runner.run(context -> {
            assertThat(context).hasSingleBean(SecurityHeadersFilter.class);
            FilterRegistrationBean<?> registration =
                    context.getBean("gatehouseSecurityHeadersFilterRegistration", FilterRegistrationBean.class);
            assertThat(registration.getOrder()).isEqualTo(FilterOrder.SECURITY_HEADERS);
            assertThat(registration.getFilterName()).isEqualTo("gatehouseSecurityHeaders");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"gatehouse.headers.enabled=false", "gatehouse.enabled=false"})
    void isOffByItsPropertyAndByTheMainSwitch(String off) {
        runner.withPropertyValues(off).run(context -> {
            assertThat(context).doesNotHaveBean(SecurityHeadersFilter.class);
            assertThat(context).doesNotHaveBean(SpringSecurityDefaults.class);
        });
    }

    @Test
    void aFilterOfTheApplicationReplacesIt() {
        runner.withUserConfiguration(OwnFilter.class)
                .run(context ->
                        assertThat(context).getBean(SecurityHeadersFilter.class).isSameAs(context.getBean("own")));
    }

    @Test
    void worksWithoutSpringSecurity() {
        runner.withClassLoader(new FilteredClassLoader(HttpSecurity.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(SecurityHeadersFilter.class)
                        .doesNotHaveBean("gatehouseHeadersCustomizer"));
    }

    @Test
    void worksWithoutSpringMvc() {
        runner.withClassLoader(new FilteredClassLoader(UrlBasedViewResolver.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(SecurityHeadersFilter.class)
                        .doesNotHaveBean("gatehouseCspNonceInTemplates"));
    }

    @Test
    void withoutPropertiesTheSettingsAreTheDefaultsOfCore() {
        SecurityHeadersSettings settings = bind(new MockEnvironment()).toSettings("");
        SecurityHeadersSettings defaults = SecurityHeadersSettings.defaults();

        assertThat(settings.profile()).isEqualTo(defaults.profile());
        assertThat(settings.removed()).isEqualTo(defaults.removed());
        assertThat(settings.paths()).isEqualTo(defaults.paths());
        assertThat(settings.reportsTo()).isEqualTo(defaults.reportsTo());
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void theCollectorIsBelowTheContextPath() {
        MockEnvironment environment = new MockEnvironment().withProperty("gatehouse.headers.reporting.enabled", "true");

        assertThat(bind(environment).toSettings("/shop").reportsTo()).isEqualTo("/shop/security-reports");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GATEHOUSE_HEADERS_WEB_REFERRERPOLICY", "GATEHOUSE_HEADERS_WEB_REFERRER_POLICY"})
    void anEnvironmentVariableOverridesTheHeaderOfAProfile(String variable) throws Exception {
        MockEnvironment environment =
                new MockEnvironment().withProperty("gatehouse.headers.web.referrer-policy", "same-origin");
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(variable, "origin")));
        MockHttpServletResponse response = new MockHttpServletResponse();
        new SecurityHeadersFilter(bind(environment).toSettings(""))
                .doFilter(new MockHttpServletRequest("GET", "/"), response, (request, answer) -> {
                    answer.setContentType("text/html");
                    answer.getWriter().print("page");
                });
        assertThat(response.getHeader("Referrer-Policy")).isEqualTo("origin");
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of("content-security-policy", "default-src self", "'self'"),
                Arguments.of("web.content-security-policy", "defualt-src 'self'", "Check its spelling"),
                Arguments.of("strict-transport-security", "max-age=300; preload", "hstspreload.org"),
                Arguments.of("referrer-policy", "none", "no-referrer"),
                Arguments.of("permissions-policy", "camera 'none'", "camera=(self)"),
                Arguments.of("x-frame-options", "DENY\r\nX-Evil: 1", "one line"),
                Arguments.of("api.x-frame-option", "DENY", "is not a security header"),
                Arguments.of("paths[0].headers.x-frame-options", "SAMEORIGN", "SAMEORIGIN"),
                Arguments.of("paths[0].path", "admin", "Start it with a slash"),
                Arguments.of("docs-paths", "/docs/{", "is not a path pattern"),
                Arguments.of("reporting.url", "http://example.com/", "https"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void aValueThatCannotBeUsedStopsTheStartAndNamesTheProperty(String property, String value, String remedy) {
        runner.withPropertyValues("gatehouse.headers.paths[0].path=/embed/**")
                .withInitializer(context -> TestPropertyValues.of(Map.of("gatehouse.headers." + property, value))
                        .applyTo(context))
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("gatehouse.headers." + property)
                        .hasMessageContaining(remedy));
    }

    @Test
    void aProfileThatDoesNotExistStopsTheStartAndNamesTheProperty() {
        runner.withPropertyValues("gatehouse.headers.profile=strict")
                .run(context ->
                        assertThat(context.getStartupFailure()).hasStackTraceContaining("gatehouse.headers.profile"));
    }

    private static SecurityHeadersProperties bind(MockEnvironment environment) {
        BindResult<SecurityHeadersProperties> bound =
                Binder.get(environment).bind("gatehouse.headers", SecurityHeadersProperties.class);
        return bound.orElseGet(
                () -> Binder.get(environment).bindOrCreate("gatehouse.headers", SecurityHeadersProperties.class));
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnFilter {
        @Bean
        SecurityHeadersFilter own() {
            return new SecurityHeadersFilter(SecurityHeadersSettings.defaults());
        }
    }
}
