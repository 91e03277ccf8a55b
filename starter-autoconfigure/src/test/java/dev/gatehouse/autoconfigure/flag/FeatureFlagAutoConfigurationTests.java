package dev.gatehouse.autoconfigure.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.net.ClientAddressAutoConfiguration;
import dev.gatehouse.autoconfigure.testing.CapturedLog;
import dev.gatehouse.flag.FeatureFlag;
import dev.gatehouse.flag.Flag;
import dev.gatehouse.flag.FlagEvaluator;
import dev.gatehouse.flag.FlagGate;
import dev.gatehouse.flag.FlagKey;
import dev.gatehouse.flag.FlagSet;
import dev.gatehouse.flag.openfeature.FlagProvider;
import dev.gatehouse.flag.openfeature.RequestContexts;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.NoOpTransactionContextPropagator;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.providers.memory.InMemoryProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.DispatcherType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

class FeatureFlagAutoConfigurationTests {

    private static final String ENDPOINT = "gatehouse.feature-flags.endpoints[0].";

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DispatcherServletAutoConfiguration.class,
                    WebMvcAutoConfiguration.class,
                    ErrorFormatAutoConfiguration.class,
                    ClientAddressAutoConfiguration.class,
                    FeatureFlagAutoConfiguration.class));

    @Test
    void registersNoFilterWhileNoPathDependsOnAFlag() {
        runner.run(context -> {
            FilterRegistrationBean<?> registration =
                    context.getBean("gatehouseFlagFilterRegistration", FilterRegistrationBean.class);
            assertThat(registration.isEnabled()).isFalse();
            assertThat(context.getBean(FlagSet.class).names()).isEmpty();
            assertThat(context).hasSingleBean(Client.class).hasSingleBean(FlagEvaluator.class);
        });
    }

    @Test
    void readsFlagsInEveryForm() {
        runner.withPropertyValues(
                        "gatehouse.flags.plain=true",
                        "gatehouse.flags.closed=off",
                        "gatehouse.flags.part=12.5%",
                        "gatehouse.flags.long.percentage=25",
                        "gatehouse.flags.long.key=api-key",
                        "gatehouse.flags.dead.enabled=false",
                        "gatehouse.flags.dead.percentage=50",
                        "gatehouse.flags[with.dot]=true")
                .run(context -> {
                    FlagSet flags = context.getBean(FlagSet.class);
                    assertThat(flags.find("plain")).isEqualTo(Flag.ON);
                    assertThat(flags.find("closed")).isEqualTo(Flag.OFF);
                    assertThat(flags.find("part")).isEqualTo(Flag.ON.withPercentage(12.5));
                    assertThat(flags.find("long")).isEqualTo(new Flag(true, 25, FlagKey.API_KEY));
                    assertThat(flags.find("dead")).isEqualTo(new Flag(false, 50, FlagKey.AUTO));
                    assertThat(flags.find("with.dot")).isEqualTo(Flag.ON);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"gatehouse.auth.api-key.header=Token", "gatehouse.feature-flags.api-key-header=Token"})
    void readsApiKeysFromTheHeaderOfTheProperty(String property) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Token", "secret");
        runner.withPropertyValues(property)
                .run(context -> assertThat(context.getBean(RequestContexts.class)
                                .of(request)
                                .getTargetingKey())
                        .startsWith("api_key:"));
    }

    @Test
    void readsBooleansOfYaml() {
        runner.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("yaml", Map.of("gatehouse.flags.checkout", Boolean.TRUE))))
                .run(context -> assertThat(context.getBean(FlagSet.class).find("checkout"))
                        .isEqualTo(Flag.ON));
    }

    static Stream<Number> numbers() {
        return Stream.of(25, 12.5, 3_000_000_000L);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void refusesANumberSinceNobodyKnowsOfWhat(Number number) {
        runner.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("yaml", Map.of("gatehouse.flags.checkout", number))))
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("a percentage, e.g. 25%"));
    }

    @Test
    void makesPathsDependOnFlags() {
        runner.withPropertyValues(ENDPOINT + "paths=/checkout/**", ENDPOINT + "flag=checkout")
                .run(context -> {
                    FilterRegistrationBean<?> registration =
                            context.getBean("gatehouseFlagFilterRegistration", FilterRegistrationBean.class);
                    assertThat(registration.isEnabled()).isTrue();
                    assertThat(registration.getOrder()).isEqualTo(FilterOrder.FEATURE_FLAGS);
                    assertThat(registration.getFilterName()).isEqualTo("gatehouseFeatureFlags");
                    assertThat(registration.determineDispatcherTypes())
                            .containsExactlyInAnyOrder(
                                    DispatcherType.REQUEST,
                                    DispatcherType.ASYNC,
                                    DispatcherType.FORWARD,
                                    DispatcherType.INCLUDE);
                });
    }

    @Test
    void knowsTheUserRightBehindAuthentication() {
        runner.run(context -> {
            FilterRegistrationBean<?> registration =
                    context.getBean("gatehouseFlagContextFilterRegistration", FilterRegistrationBean.class);
            assertThat(registration.getOrder()).isEqualTo(FilterOrder.FLAG_CONTEXT);
            assertThat(registration.getFilterName()).isEqualTo("gatehouseFlagContext");
            assertThat(registration.determineDispatcherTypes())
                    .containsExactlyInAnyOrder(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        });
    }

    @Test
    void keepsNoRequestWithoutSpringSecurity() {
        runner.withClassLoader(new FilteredClassLoader(SecurityFilterChain.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(FlagGate.class)
                        .doesNotHaveBean("gatehouseFlagContextFilterRegistration"));
    }

    @Test
    void isOffByItsProperty() {
        runner.withPropertyValues("gatehouse.feature-flags.enabled=false", "gatehouse.flags.a=true")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(FlagGate.class)
                        .doesNotHaveBean(OpenFeatureAPI.class));
    }

    @Test
    void goesWithGatehouse() {
        runner.withPropertyValues("gatehouse.enabled=false", "gatehouse.flags.a=true")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(FlagGate.class));
    }

    @Test
    void givesWayToAProviderOfTheApplication() {
        try (CapturedLog log = CapturedLog.of(FlagReport.class.getName())) {
            runner.withBean(FeatureProvider.class, () -> new InMemoryProvider(Map.of()))
                    .withPropertyValues("gatehouse.flags.a=true")
                    .run(context -> {
                        assertThat(context).doesNotHaveBean(FlagProvider.class);
                        assertThat(context.getBean(Client.class).getBooleanValue("a", false))
                                .isFalse();
                    });
            assertThat(log.events())
                    .singleElement()
                    .satisfies(event ->
                            assertThat(event.getFormattedMessage()).startsWith("gatehouse.flags has no effect"));
        }
    }

    @Test
    void keepsTheProviderOfAnApiOfTheApplication() {
        OpenFeatureAPI own = OpenFeatureAPI.createIsolated();
        FeatureProvider provider = new InMemoryProvider(Map.of());
        own.setProviderAndWait(provider);
        runner.withBean(OpenFeatureAPI.class, () -> own, definition -> definition.setDestroyMethodName(""))
                .run(context -> assertThat(context.getBean(OpenFeatureAPI.class).getProvider())
                        .isSameAs(provider));
        assertThat(own.getProvider()).isSameAs(provider);
        own.shutdown();
    }

    @Test
    void asksAClientOfItsOwnWhereTheApplicationHasSeveral() {
        OpenFeatureAPI own = OpenFeatureAPI.createIsolated();
        runner.withBean(OpenFeatureAPI.class, () -> own)
                .withBean("billing", Client.class, () -> own.getClient("billing"))
                .withBean("shipping", Client.class, () -> own.getClient("shipping"))
                .withPropertyValues("gatehouse.flags.a=true")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(FlagEvaluator.class).isOn("a", new MockHttpServletRequest()))
                            .isTrue();
                });
    }

    @Test
    void asksTheClientOfTheApplicationWhereThereIsOne() {
        OpenFeatureAPI other = OpenFeatureAPI.createIsolated();
        runner.withBean("billing", Client.class, () -> other.getClient("billing"))
                .withPropertyValues("gatehouse.flags.a=true")
                .run(context -> assertThat(context.getBean(FlagEvaluator.class).isOn("a", new MockHttpServletRequest()))
                        .isFalse());
        other.shutdown();
    }

    @Test
    void leavesAnApiThatOutlivesItAsItWas() {
        OpenFeatureAPI own = OpenFeatureAPI.createIsolated();
        runner.withBean(OpenFeatureAPI.class, () -> own, definition -> definition.setDestroyMethodName(""))
                .withPropertyValues("gatehouse.flags.a=true")
                .run(context ->
                        assertThat(own.getClient().getBooleanValue("a", false)).isTrue());
        assertThat(own.getProvider()).isNotInstanceOf(FlagProvider.class);
        own.shutdown();
    }

    @Test
    void leavesNothingBehindInAnApiThatOutlivesIt() {
        OpenFeatureAPI own = OpenFeatureAPI.createIsolated();
        MeterRegistry registry = new SimpleMeterRegistry();
        sharing(own)
                .withBean(MeterRegistry.class, () -> registry)
                .run(context -> own.getClient().getBooleanValue("a", false));
        own.getClient().getBooleanValue("a", false);
        assertThat(registry.get("gatehouse.flag_evaluations").counters())
                .singleElement()
                .satisfies(counter -> assertThat(counter.count()).isEqualTo(1));
        assertThat(own.getTransactionContextPropagator()).isInstanceOf(NoOpTransactionContextPropagator.class);
        own.shutdown();
    }

    @Test
    void changesNoFlagsWhereThoseOfAnotherServiceCount() {
        OpenFeatureAPI own = OpenFeatureAPI.createIsolated();
        sharing(own).run(one -> {
            try (CapturedLog log = CapturedLog.of(FlagReport.class.getName())) {
                sharing(own)
                        .run(other -> assertThat(
                                        other.getBean(FlagService.class).isOwnProvider())
                                .isFalse());
                assertThat(log.events())
                        .anySatisfy(event ->
                                assertThat(event.getFormattedMessage()).startsWith("gatehouse.flags has no effect"));
            }
            assertThat(one.getBean(FlagService.class).isOwnProvider()).isTrue();
        });
        own.shutdown();
    }

    @Test
    void changesTheFlagsThatAProviderOfTheApplicationTakesFromThem() {
        runner.withBean("provider", FlagProvider.class)
                .withPropertyValues("gatehouse.flags.a=true")
                .run(context -> assertThat(context.getBean(FlagService.class).isOwnProvider())
                        .isTrue());
    }

    private WebApplicationContextRunner sharing(OpenFeatureAPI api) {
        return runner.withBean(OpenFeatureAPI.class, () -> api, definition -> definition.setDestroyMethodName(""))
                .withPropertyValues("gatehouse.flags.a=true");
    }

    @Test
    void keepsTheFlagsOfTwoServicesInOneProcessApart() {
        runner.withPropertyValues("gatehouse.flags.a=true")
                .run(one -> runner.withPropertyValues("gatehouse.flags.a=false").run(other -> {
                    assertThat(one.getBean(Client.class).getBooleanValue("a", false))
                            .isTrue();
                    assertThat(other.getBean(Client.class).getBooleanValue("a", true))
                            .isFalse();
                }));
    }

    @Test
    void readsTheConfigurationAnewAndKeepsTheFlagsWhenItIsBad() {
        Map<String, Object> source = new ConcurrentHashMap<>(Map.of("gatehouse.flags.a", "true"));
        runner.withInitializer(context ->
                        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("live", source)))
                .run(context -> {
                    FlagService service = context.getBean(FlagService.class);
                    source.put("gatehouse.flags.a", "20%");
                    service.refresh();
                    assertThat(service.flags().find("a")).isEqualTo(Flag.ON.withPercentage(20));
                    source.put("gatehouse.flags.a", "maybe");
                    assertThatThrownBy(service::refresh).hasStackTraceContaining("is not the state of a flag");
                    assertThat(service.flags().find("a")).isEqualTo(Flag.ON.withPercentage(20));
                });
    }

    @Test
    void aBadAnnotationStopsTheStart() {
        runner.withBean(BadStatus.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("@FeatureFlag on")
                        .hasStackTraceContaining("400 to 599"));
    }

    @Test
    void warnsOfAFlagThatIsNotConfigured() {
        try (CapturedLog log = CapturedLog.of(FlagReport.class.getName())) {
            runner.withBean(Flagged.class).run(context -> assertThat(context).hasNotFailed());
            assertThat(log.events())
                    .singleElement()
                    .satisfies(event -> assertThat(event.getFormattedMessage())
                            .contains("Flagged#get")
                            .endsWith("depends on the flag 'checkout', which is off: set gatehouse.flags.checkout."));
        }
    }

    @Test
    void startsWithoutOpenFeatureWhileNoFlagIsUsed() {
        runner.withClassLoader(new FilteredClassLoader("dev.openfeature"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(FlagGate.class));
    }

    @Test
    void namesTheMissingDependencyWhereAFlagIsUsed() {
        WebApplicationContextRunner without = runner.withClassLoader(new FilteredClassLoader("dev.openfeature"));
        without.withPropertyValues("gatehouse.flags.checkout=true")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("gatehouse.flags.checkout")
                        .hasStackTraceContaining("Add the dependency dev.openfeature:sdk"));
        without.withPropertyValues(ENDPOINT + "paths=/checkout/**", ENDPOINT + "flag=checkout")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining(ENDPOINT + "flag")
                        .hasStackTraceContaining("dev.openfeature:sdk"));
        without.withBean(Flagged.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("Flagged#get")
                        .hasStackTraceContaining("dev.openfeature:sdk"));
    }

    @Test
    void worksWithoutSpringMvcMicrometerAndActuator() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ErrorFormatAutoConfiguration.class,
                        ClientAddressAutoConfiguration.class,
                        FeatureFlagAutoConfiguration.class))
                .withClassLoader(
                        new FilteredClassLoader(WebMvcConfigurer.class, MeterRegistry.class, WebEndpoint.class))
                .withPropertyValues("gatehouse.flags.a=true")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(FlagGate.class)
                        .doesNotHaveBean("gatehouseFlagsEndpoint"));
    }

    @Test
    void startsWithoutOpenFeatureAndSpringMvcWhileNoFlagIsUsed() {
        WebApplicationContextRunner without = new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ErrorFormatAutoConfiguration.class,
                        ClientAddressAutoConfiguration.class,
                        FeatureFlagAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("dev.openfeature", "org.springframework.web.servlet"));
        without.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(FlagGate.class));
        without.withPropertyValues("gatehouse.flags.checkout=true")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("dev.openfeature:sdk"));
    }

    @Test
    void countsEvaluationsWithinABound() {
        runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withPropertyValues("gatehouse.flags.a=true")
                .run(context -> {
                    Client client = context.getBean(Client.class);
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    client.getBooleanValue("a", false);
                    client.getBooleanValue("a", false);
                    assertThat(registry.get("gatehouse.flag_evaluations")
                                    .tags("flag", "a", "variant", "on")
                                    .counter()
                                    .count())
                            .isEqualTo(2);
                    for (int i = 0; i < 1500; i++) {
                        client.getBooleanValue("invented-" + i, false);
                    }
                    assertThat(registry.get("gatehouse.flag_evaluations").counters())
                            .hasSizeLessThanOrEqualTo(1001);
                    assertThat(registry.get("gatehouse.flag_evaluations")
                                    .tags("flag", "other", "variant", "other")
                                    .counter()
                                    .count())
                            .isGreaterThan(400);
                });
    }

    @RestController
    static class Flagged {

        @GetMapping("/checkout")
        @FeatureFlag("checkout")
        String get() {
            return "";
        }
    }

    @RestController
    static class BadStatus {

        @GetMapping("/checkout")
        @FeatureFlag(value = "checkout", status = 200)
        String get() {
            return "";
        }
    }
}
