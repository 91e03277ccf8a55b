package dev.gatehouse.autoconfigure.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import com.netflix.concurrency.limits.Limit;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.net.ProbePaths;
import dev.gatehouse.autoconfigure.web.ExemptPaths;
import dev.gatehouse.concurrency.ConcurrencyLimit;
import dev.gatehouse.concurrency.ConcurrencyLimitFilter;
import dev.gatehouse.concurrency.ConcurrencyLimits;
import dev.gatehouse.concurrency.adaptive.AdaptiveLimit;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.mock.web.MockHttpServletRequest;

class ConcurrencyLimitAutoConfigurationTests {

    private static final String GROUP = "gatehouse.request-limits.concurrency-groups[0].";

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(ConcurrencyLimitAutoConfiguration.class, ErrorFormatAutoConfiguration.class));

    @Test
    void letsAThousandInByDefaultAndExemptsProbes() {
        runner.run(context -> {
            ConcurrencyLimits limits = context.getBean(ConcurrencyLimits.class);
            assertThat(limits.all().limit()).isEqualTo(1000);
            assertThat(limits.groups()).isEmpty();
            assertThat(limits.exempt().matches(new MockHttpServletRequest("GET", "/actuator/health/readiness")))
                    .isTrue();
            assertThat(limits.exempt().matches(new MockHttpServletRequest("GET", "/health")))
                    .isTrue();
            assertThat(limits.exempt().matches(new MockHttpServletRequest("GET", "/orders")))
                    .isFalse();
            FilterRegistrationBean<?> registration =
                    context.getBean("gatehouseConcurrencyLimitFilterRegistration", FilterRegistrationBean.class);
            assertThat(registration.getOrder())
                    .isEqualTo(FilterOrder.CONCURRENCY)
                    .isLessThan(FilterOrder.REQUEST_TIMEOUT);
            assertThat(registration.determineDispatcherTypes())
                    .containsExactlyInAnyOrder(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz", "/health/ready", "/actuator/health/liveness", "/status/live"})
    void exemptsTheSamePathsAsProbes(String path) {
        runner.withBean(ProbePaths.class, () -> new ProbePaths(ExemptPaths.anyOf(List.of("/status/**"))))
                .run(context -> assertThat(context.getBean(ConcurrencyLimits.class)
                                .exempt()
                                .matches(new MockHttpServletRequest("GET", path)))
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health/../soap/a",
                "/health/%2e%2e/soap/a",
                "/health/..;/soap/a",
                "/status/../soap/a",
                "//livez"
            })
    void exemptsNoPathThatCanBeReadInTwoWays(String path) {
        runner.withBean(ProbePaths.class, () -> new ProbePaths(ExemptPaths.anyOf(List.of("/status/**"))))
                .run(context -> {
                    MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
                    request.setServletPath("/soap/a");
                    assertThat(context.getBean(ConcurrencyLimits.class).exempt().matches(request))
                            .isFalse();
                });
    }

    @Test
    void exemptsNothingIfAskedTo() {
        runner.withBean(ProbePaths.class, () -> new ProbePaths(ExemptPaths.anyOf(List.of("/status/**"))))
                .withPropertyValues("gatehouse.request-limits.max-concurrent-exempt=")
                .run(context -> assertThat(context.getBean(ConcurrencyLimits.class)
                                .exempt()
                                .matches(new MockHttpServletRequest("GET", "/status/live")))
                        .isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gatehouse.enabled=false",
                "gatehouse.request-limits.enabled=false",
                "gatehouse.request-limits.max-concurrent=0"
            })
    void isSwitchedOff(String property) {
        runner.withPropertyValues(property)
                .run(context -> assertThat(context).doesNotHaveBean(ConcurrencyLimitFilter.class));
    }

    @Test
    void givesWayToTheLimitsOfTheService() {
        ConcurrencyLimits own =
                new ConcurrencyLimits(ConcurrencyLimit.fixed(3), List.of(), request -> false, Duration.ofSeconds(1));
        runner.withBean(ConcurrencyLimits.class, () -> own)
                .run(context ->
                        assertThat(context.getBean(ConcurrencyLimits.class)).isSameAs(own));
    }

    @Test
    void makesGroups() {
        runner.withPropertyValues(
                        "gatehouse.request-limits.max-concurrent=0",
                        "gatehouse.request-limits.max-concurrent-exempt=",
                        GROUP + "name=search",
                        GROUP + "paths=/search/**",
                        GROUP + "adaptive=true")
                .run(context -> {
                    ConcurrencyLimits limits = context.getBean(ConcurrencyLimits.class);
                    assertThat(limits.all()).isNull();
                    assertThat(limits.exempt().matches(new MockHttpServletRequest("GET", "/health")))
                            .isFalse();
                    assertThat(limits.groups()).singleElement().satisfies(group -> {
                        assertThat(group.limit()).isInstanceOf(AdaptiveLimit.class);
                        assertThat(group.limit().limit()).isEqualTo(20);
                    });
                });
    }

    @Test
    void saysWhatToAddForAnAdaptiveLimit() {
        runner.withClassLoader(new FilteredClassLoader(Limit.class))
                .withPropertyValues(GROUP + "name=search", GROUP + "paths=/search/**", GROUP + "adaptive=true")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining(GROUP + "adaptive")
                        .hasMessageContaining("concurrency-limits-core"));
    }

    @ParameterizedTest
    @ValueSource(classes = {MeterRegistry.class, Limit.class})
    void worksWithoutTheOptionalLibrary(Class<?> missing) {
        runner.withClassLoader(new FilteredClassLoader(missing))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(ConcurrencyLimitFilter.class));
    }

    @ParameterizedTest
    @CsvSource({", /a, name", "a b, /a, name", "all, /a, name", "search, , paths", "search, /a/{b, paths"})
    void namesWhatIsWrongInAGroup(String name, String paths, String property) {
        runner.withPropertyValues(
                        GROUP + "max-concurrent=5",
                        name == null ? "x=y" : GROUP + "name=" + name,
                        paths == null ? "x=y" : GROUP + "paths=" + paths)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(GROUP + property));
    }

    @Test
    void showsHowManyAreIn() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        runner.withBean(MeterRegistry.class, () -> registry).run(context -> {
            context.getBean(ConcurrencyMeters.class).bindTo(registry);
            context.getBean(ConcurrencyLimits.class).all().tryEnter();
            assertThat(registry.get("gatehouse.requests.in_flight")
                            .tag("group", "all")
                            .gauge()
                            .value())
                    .isEqualTo(1);
            assertThat(registry.get("gatehouse.requests.limit")
                            .tag("group", "all")
                            .gauge()
                            .value())
                    .isEqualTo(1000);
        });
    }
}
