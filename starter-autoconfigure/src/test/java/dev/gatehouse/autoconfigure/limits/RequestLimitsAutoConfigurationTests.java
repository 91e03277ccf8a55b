package dev.gatehouse.autoconfigure.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.limits.BodyLimits;
import dev.gatehouse.limits.ContainerCounting;
import dev.gatehouse.limits.RequestLimitsFilter;
import dev.gatehouse.limits.RequestLimitsSettings;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.apache.catalina.valves.ValveBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

class RequestLimitsAutoConfigurationTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ErrorFormatAutoConfiguration.class,
                    RequestLimitsAutoConfiguration.class,
                    JacksonAutoConfiguration.class,
                    WebMvcAutoConfiguration.class));

    @Test
    void limitsEveryRequestByDefault() {
        runner.run(context -> {
            assertThat(context.getBean(RequestLimitsProperties.class).toSettings())
                    .isEqualTo(RequestLimitsSettings.defaults());
            assertThat(context.getBean(BodyLimits.class).largest())
                    .isEqualTo(RequestLimitsSettings.DEFAULT_MAX_BODY_SIZE);
            FilterRegistrationBean<?> registration =
                    context.getBean("gatehouseRequestLimitsFilterRegistration", FilterRegistrationBean.class);
            assertThat(registration.getOrder()).isEqualTo(FilterOrder.REQUEST_LIMITS);
            assertThat(registration.getFilterName()).isEqualTo("gatehouseRequestLimits");
            assertThat(registration.determineDispatcherTypes())
                    .isEqualTo(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
            assertThat(context).hasBean("gatehouseBodyMeterValveCustomizer");
        });
    }

    @ParameterizedTest
    @CsvSource({"gatehouse.request-limits.enabled=false", "gatehouse.enabled=false"})
    void isOffByOneProperty(String property) {
        runner.withPropertyValues(property).run(context -> {
            assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(RequestLimitsFilter.class)
                    .doesNotHaveBean(BodyLimits.class)
                    .doesNotHaveBean("gatehouseBodyMeterValveCustomizer");
            assertThat(isStrict(context.getBean(JsonMapper.class))).isFalse();
        });
    }

    @Test
    void givesWayToBeansOfTheApplication() {
        BodyLimits mine = BodyLimits.of(5);
        runner.withBean(BodyLimits.class, () -> mine)
                .run(context -> assertThat(context.getBean(BodyLimits.class)).isSameAs(mine));
        runner.withBean(
                        "mine",
                        RequestLimitsFilter.class,
                        () -> new RequestLimitsFilter(
                                RequestLimitsSettings.defaults(),
                                mine,
                                RejectionWriter.withDefaults(),
                                new ContainerCounting()))
                .run(context -> assertThat(context).hasSingleBean(RequestLimitsFilter.class));
    }

    @Test
    void findsTheLargestOfAllLimits() {
        runner.withPropertyValues(
                        "gatehouse.request-limits.max-body-size=1MB",
                        "gatehouse.request-limits.bodies[0].paths=/files/**",
                        "gatehouse.request-limits.bodies[0].max-size=100MB",
                        "gatehouse.request-limits.bodies[1].media-types=application/json",
                        "gatehouse.request-limits.bodies[1].max-size=64KB")
                .run(context ->
                        assertThat(context.getBean(BodyLimits.class).largest()).isEqualTo(100L * 1024 * 1024));
    }

    @ParameterizedTest
    @CsvSource({
        "gatehouse.request-limits.bodies[0].paths=/a, gatehouse.request-limits.bodies[0].max-size",
        "gatehouse.request-limits.bodies[0].max-size=-1B, gatehouse.request-limits.bodies[0].max-size",
        "gatehouse.request-limits.bodies[0].media-types=json, Write e.g. application/json",
    })
    void stopsOnABodyLimitThatCannotBeUsed(String property, String named) {
        runner.withPropertyValues(property)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .satisfiesAnyOf(
                                cause -> assertThat(cause).hasMessageContaining(named),
                                cause -> assertThat(String.valueOf(cause)).contains(named)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/{b", "/a%20b", "/a;v=1"})
    void stopsOnAPatternThatNoPathMatches(String pattern) {
        runner.withPropertyValues(
                        "gatehouse.request-limits.bodies[0].paths=" + pattern,
                        "gatehouse.request-limits.bodies[0].max-size=1KB")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("gatehouse.request-limits.bodies[0].paths"));
    }

    @Test
    void boundsTheJsonOfSpringBootsMapper() {
        runner.run(context -> {
            JsonMapper mapper = context.getBean(JsonMapper.class);
            assertThat(isStrict(mapper)).isTrue();
            assertThat(mapper.tokenStreamFactory().streamReadConstraints().getMaxNestingDepth())
                    .isEqualTo(64);
        });
    }

    @Test
    void givesWayToWhatTheApplicationSaysAboutJson() {
        runner.withPropertyValues("gatehouse.request-limits.unique-json-keys=false")
                .run(context ->
                        assertThat(isStrict(context.getBean(JsonMapper.class))).isFalse());
        runner.withBean(
                        JsonMapperBuilderCustomizer.class,
                        () -> builder -> builder.disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION))
                .run(context ->
                        assertThat(isStrict(context.getBean(JsonMapper.class))).isFalse());
        JsonMapper mine = new JsonMapper();
        runner.withBean(JsonMapper.class, () -> mine)
                .run(context -> assertThat(context.getBean(JsonMapper.class)).isSameAs(mine));
    }

    @Test
    void worksWithoutTomcat() {
        withoutClasses(ValveBase.class)
                .accept(context -> assertThat(context)
                        .hasSingleBean(RequestLimitsFilter.class)
                        .doesNotHaveBean("gatehouseBodyMeterValveCustomizer"));
        withoutClasses(ConfigurableTomcatWebServerFactory.class)
                .accept(context -> assertThat(context)
                        .hasSingleBean(RequestLimitsFilter.class)
                        .doesNotHaveBean("gatehouseBodyMeterValveCustomizer"));
    }

    @Test
    void worksWithoutJackson() {
        withoutClasses(JsonMapper.class)
                .accept(context -> assertThat(context)
                        .hasSingleBean(RequestLimitsFilter.class)
                        .doesNotHaveBean("gatehouseUniqueJsonKeysCustomizer"));
        withoutClasses(JsonMapperBuilderCustomizer.class)
                .accept(context -> assertThat(context)
                        .hasSingleBean(RequestLimitsFilter.class)
                        .doesNotHaveBean("gatehouseUniqueJsonKeysCustomizer"));
    }

    private static Consumer<Consumer<org.springframework.boot.test.context.assertj.AssertableWebApplicationContext>>
            withoutClasses(Class<?>... hidden) {
        return check -> new WebApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(ErrorFormatAutoConfiguration.class, RequestLimitsAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader(hidden))
                .run(check::accept);
    }

    private static boolean isStrict(JsonMapper mapper) {
        return mapper.isEnabled(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }
}
