package dev.gatehouse.autoconfigure.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.accesslog.AccessLogFilter;
import dev.gatehouse.accesslog.AccessLogSettings;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.web.RouteAttribute;
import dev.gatehouse.web.RequestMatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.HandlerMapping;

class AccessLogAutoConfigurationTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AccessLogAutoConfiguration.class));

    @Test
    void emptyPropertiesAreTheDefaultsOfCore() {
        runner.run(
                context -> assertThat(context.getBean(AccessLogProperties.class).toSettings(null))
                        .isEqualTo(AccessLogSettings.defaults()));
    }

    @Test
    void standsRightInsideTheRequestId() {
        runner.run(context -> assertThat(
                        context.getBean(FilterRegistrationBean.class).getOrder())
                .isEqualTo(FilterOrder.ACCESS_LOG));
    }

    @Test
    void readsTheRouteWhereSpringMvcPutsIt() {
        assertThat(RouteAttribute.NAME).isEqualTo(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    }

    @ParameterizedTest
    @CsvSource({"gatehouse.enabled=false", "gatehouse.access-log.enabled=false"})
    void canBeSwitchedOff(String property) {
        runner.withPropertyValues(property)
                .run(context -> assertThat(context)
                        .doesNotHaveBean(AccessLogFilter.class)
                        .doesNotHaveBean("gatehouseAccessLogListenerRegistration"));
    }

    @Test
    void aBeanOfTheServiceReplacesOurs() {
        AccessLogFilter own = new AccessLogFilter(AccessLogSettings.defaults(), request -> true);
        runner.withBean(AccessLogFilter.class, () -> own)
                .run(context ->
                        assertThat(context.getBean(AccessLogFilter.class)).isSameAs(own));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "slow-threshold|-1s|Write e.g. 1s",
                "slow-threshold|2d|Write e.g. 1s",
                "exclude|/a/{|Write e.g. /admin/**"
            })
    void aBadValueNamesItsPropertyAndTheRemedy(String property, String value, String remedy) {
        runner.withPropertyValues("gatehouse.access-log." + property + "=" + value)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("gatehouse.access-log." + property)
                        .hasMessageContaining(remedy));
    }

    @Test
    void worksWithoutSpringMvc() {
        runner.withClassLoader(new FilteredClassLoader("org.springframework.web.servlet"))
                .run(context -> assertThat(context).hasSingleBean(AccessLogFilter.class));
    }

    @ParameterizedTest
    @CsvSource({"/health,true", "/health/live,true", "/app/health,false", "/healthy,false", "/,false"})
    void matchesExcludedPathsAsSpringMvcDoes(String path, boolean excluded) {
        runner.withPropertyValues("gatehouse.access-log.exclude=/health/**").run(context -> {
            RequestMatcher paths = context.getBean(AccessLogProperties.class).excluded();
            assertThat(paths.matches(new MockHttpServletRequest("GET", path))).isEqualTo(excluded);
        });
    }
}
