package dev.gatehouse.autoconfigure.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.net.ClientAddressAutoConfiguration;
import dev.gatehouse.ratelimit.MemoryRateLimitStore;
import dev.gatehouse.ratelimit.RateLimit;
import dev.gatehouse.ratelimit.RateLimitFilter;
import dev.gatehouse.ratelimit.RateLimitGate;
import dev.gatehouse.ratelimit.RateLimitOutcome;
import dev.gatehouse.ratelimit.RateLimitRules;
import dev.gatehouse.ratelimit.RateLimitSettings;
import dev.gatehouse.ratelimit.RateLimitStore;
import dev.gatehouse.ratelimit.RequestCost;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@ExtendWith(OutputCaptureExtension.class)
class RateLimitAutoConfigurationTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ErrorFormatAutoConfiguration.class,
                    ClientAddressAutoConfiguration.class,
                    RateLimitAutoConfiguration.class,
                    WebMvcAutoConfiguration.class));

    @Test
    void limitsEveryAddressByDefault(CapturedOutput output) {
        runner.run(context -> {
            assertThat(context.getBean(RateLimitProperties.class).toSettings()).isEqualTo(RateLimitSettings.defaults());
            assertThat(context).hasSingleBean(MemoryRateLimitStore.class);
            assertThat(context.getBean(RateLimitRules.class).defaultRule()).hasToString("default 100/minute per ip");
            FilterRegistrationBean<?> registration =
                    context.getBean("gatehouseRateLimitFilterRegistration", FilterRegistrationBean.class);
            assertThat(registration.getOrder()).isEqualTo(FilterOrder.RATE_LIMIT);
            assertThat(registration.getFilterName()).isEqualTo("gatehouseRateLimit");
            assertThat(registration.determineDispatcherTypes()).isEqualTo(EnumSet.of(DispatcherType.REQUEST));
        });
        assertThat(output).containsOnlyOnce("Rate limits: default 100/minute per ip.");
    }

    @ParameterizedTest
    @CsvSource({"gatehouse.rate-limit.enabled=false", "gatehouse.enabled=false"})
    void isOffByOneProperty(String property) {
        runner.withPropertyValues(property)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(RateLimitFilter.class)
                        .doesNotHaveBean(RateLimitGate.class)
                        .doesNotHaveBean("gatehouseRateLimitWebMvcConfigurer"));
    }

    @Test
    void givesWayToBeansOfTheApplication() {
        RateLimitStore store = new MemoryRateLimitStore(5);
        runner.withBean(RateLimitStore.class, () -> store)
                .run(context ->
                        assertThat(context.getBean(RateLimitStore.class)).isSameAs(store));
        runner.withBean("mine", RateLimitFilter.class, () -> new RateLimitFilter(null, null))
                .run(context -> assertThat(context).hasSingleBean(RateLimitFilter.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "default-limit=10 per second | gatehouse.rate-limit.default-limit | Write <count>/<period>",
                "ipv6-prefix=31 | gatehouse.rate-limit.ipv6-prefix | Use 32 to 128.",
                "max-keys=10 | gatehouse.rate-limit.max-keys | Use 1000 to 100000000.",
                "exempt-addresses=10.0.0.1/8 | gatehouse.rate-limit.exempt-addresses | Write 10.0.0.0/8",
                "headers=standard | gatehouse.rate-limit.headers | RateLimitHeaderFormat",
                "rules[0].limit=1/s | gatehouse.rate-limit.rules[0].name | Give the rule a name",
                "rules[0].limit=1/s | gatehouse.rate-limit.rules[0].name | overrides a part of a list has to give all of it",
                "rules[0].name=a | gatehouse.rate-limit.rules[0].limit | Write a limit",
                "rules[0].name=a b;rules[0].limit=1/s | gatehouse.rate-limit.rules[0].name | is not a name",
                "rules[0].name=a;rules[0].limit=x | gatehouse.rate-limit.rules[0].limit | Write <count>/<period>",
                "rules[0].name=default;rules[0].limit=1/s | gatehouse.rate-limit.rules[0].name | the default limit",
                "rules[0].name=a;rules[0].limit=1/s;rules[0].scope=tenant | gatehouse.rate-limit.rules[0].scope | [api-key, global, ip, route, user]",
                "rules[0].name=a;rules[0].limit=1/s;rules[0].methods=GTE | gatehouse.rate-limit.rules[0].methods | GTE",
                "rules[0].name=a;rules[0].limit=1/s;rules[0].cost=0 | gatehouse.rate-limit.rules[0].cost | Use 1 or more",
                "rules[0].name=a;rules[0].limit=1/s;rules[0].cost-by=words | gatehouse.rate-limit.rules[0].cost-by | There is no RequestCost bean",
                "rules[0].name=a;rules[0].limit=1/s;rules[0].cost=1;rules[0].cost-by=words | gatehouse.rate-limit.rules[0].cost-by | Set either",
                "rules[0].name=a;rules[0].limit=1/s;rules[0].refund-on=ok | gatehouse.rate-limit.rules[0].refund-on | e.g. 2xx",
                "rules[0].name=a;rules[0].limit=1/s;rules[0].penalty=often | gatehouse.rate-limit.rules[0].penalty | Write <count>/<period> block <time>",
                "rules[0].name=a;rules[0].limit=1/s;rules[0].fallback=wait | gatehouse.rate-limit.rules[0].fallback | StoreFailure",
                "default-penalty=5min | gatehouse.rate-limit.default-penalty | Write <count>/<period> block <time>",
                "instances=0 | gatehouse.rate-limit.instances | Use 1 or more",
                "api-key-header=Authorization | gatehouse.rate-limit.api-key-header | use the scope user",
                "rules[0].name=a;rules[0].limit=1/s;rules[0].paths=/a{ | gatehouse.rate-limit.rules[0].paths | as in controllers",
            })
    void namesThePropertyThatCannotBeUsed(String properties, String name, String remedy) {
        String[] pairs = properties.split(";");
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = "gatehouse.rate-limit." + pairs[i];
        }
        runner.withPropertyValues(pairs)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining(name)
                        .hasStackTraceContaining(remedy));
    }

    @Test
    void worksWithoutSpringMvc() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ErrorFormatAutoConfiguration.class,
                        ClientAddressAutoConfiguration.class,
                        RateLimitAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader(WebMvcConfigurer.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(RateLimitFilter.class)
                        .doesNotHaveBean("gatehouseRateLimitWebMvcConfigurer")
                        .satisfies(without -> assertThat(
                                        without.getBean(KeyResolvers.class).find("route"))
                                .isNull()));
    }

    @Test
    void worksWithoutMicrometer() {
        runner.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("gatehouseRateLimitMeters"));
    }

    @Test
    void countsDecisionsWhereThereIsARegistry() {
        runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run(context -> {
            context.getBean(RateLimitMeters.class)
                    .onDecision(context.getBean(RateLimitRules.class).defaultRule(), RateLimitOutcome.REJECTED);
            assertThat(context.getBean(MeterRegistry.class)
                            .get("gatehouse.rate_limit.decisions")
                            .tags("rule", "default", "outcome", "rejected")
                            .counter()
                            .count())
                    .isEqualTo(1);
        });
    }

    @Test
    void stopsTheStartAtABadAnnotation() {
        runner.withBean(BadLimit.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("@RateLimit on RateLimitAutoConfigurationTests.BadLimit.hello: '10 per"
                                + " minute' is not a limit."));
        runner.withBean(BadScope.class)
                .run(
                        context -> assertThat(context)
                                .getFailure()
                                .hasStackTraceContaining(
                                        "BadScope.hello: 'tenant' is not a scope. Use one of [api-key, global, ip, route, user]"));
        runner.withBean(SameName.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("the name 'shared' stands on another handler"));
    }

    @Test
    void namesTheCostsThereAre() {
        runner.withBean(RequestCost.class, () -> new RequestCost() {
                    @Override
                    public String name() {
                        return "words";
                    }

                    @Override
                    public int of(HttpServletRequest request) {
                        return 1;
                    }
                })
                .withPropertyValues(
                        "gatehouse.rate-limit.rules[0].name=a",
                        "gatehouse.rate-limit.rules[0].limit=1/s",
                        "gatehouse.rate-limit.rules[0].cost-by=letters")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("'letters' is not a cost. Use one of [words]"));
    }

    @Test
    void logsAllThatARuleSays(CapturedOutput output) {
        runner.withPropertyValues(
                        "gatehouse.rate-limit.default-penalty=100/minute block 1min",
                        "gatehouse.rate-limit.rules[0].name=log-in",
                        "gatehouse.rate-limit.rules[0].paths=/login",
                        "gatehouse.rate-limit.rules[0].limit=5/minute",
                        "gatehouse.rate-limit.rules[0].cost=2",
                        "gatehouse.rate-limit.rules[0].refund-on=2xx,404",
                        "gatehouse.rate-limit.rules[0].penalty=10/minute block 5min max 7d",
                        "gatehouse.rate-limit.rules[0].shadow=true",
                        "gatehouse.rate-limit.rules[1].name=users",
                        "gatehouse.rate-limit.rules[1].limit=50/minute",
                        "gatehouse.rate-limit.rules[1].scope=user")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output)
                .contains(
                        "Rate limits: default 100/minute per ip penalty 100/minute block 1min max 24min; log-in 5/minute"
                                + " per ip cost 2 refunded on 2xx,404 penalty 10/minute block 5min max 7d (shadow) on [/login];"
                                + " users 50/minute per user on any path.");
    }

    @Test
    void standsBehindAuthenticationOnlyWhereARuleNeedsIt() {
        runner.run(
                context -> assertThat(registrationBehindAuthentication(context).isEnabled())
                        .isFalse());
        runner.withPropertyValues(
                        "gatehouse.rate-limit.rules[0].name=users",
                        "gatehouse.rate-limit.rules[0].limit=50/minute",
                        "gatehouse.rate-limit.rules[0].scope=user")
                .run(context -> {
                    FilterRegistrationBean<?> registration = registrationBehindAuthentication(context);
                    assertThat(registration.isEnabled()).isTrue();
                    assertThat(registration.getOrder()).isEqualTo(FilterOrder.RATE_LIMIT_USER);
                    assertThat(registration.determineDispatcherTypes()).isEqualTo(EnumSet.of(DispatcherType.REQUEST));
                });
    }

    private static FilterRegistrationBean<?> registrationBehindAuthentication(ApplicationContext context) {
        return context.getBean("gatehouseRateLimitUserFilterRegistration", FilterRegistrationBean.class);
    }

    @Test
    void warnsAtEachStartThatATestPassesEverything(CapturedOutput output) {
        runner.withPropertyValues("gatehouse.rate-limit.test-bypass=true").run(context -> {
            assertThat(context.getBean("gatehouseRateLimitFilterRegistration", FilterRegistrationBean.class)
                            .isEnabled())
                    .isFalse();
            assertThat(registrationBehindAuthentication(context).isEnabled()).isFalse();
        });
        assertThat(output).contains("gatehouse.rate-limit.test-bypass is true: no rate limit applies.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "production"})
    void doesNotStartWithATestsBypassInProduction(String profile) {
        runner.withPropertyValues("gatehouse.rate-limit.test-bypass=true", "spring.profiles.active=" + profile)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("gatehouse.rate-limit.test-bypass")
                        .hasStackTraceContaining("this is production"));
    }

    @Test
    void takesTheUserOfTheRequestWithoutSpringSecurity() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setUserPrincipal(
                new AnonymousAuthenticationToken("key", "anonymous", AuthorityUtils.createAuthorityList("none")));
        WebApplicationContextRunner users = runner.withPropertyValues(
                "gatehouse.rate-limit.rules[0].name=users",
                "gatehouse.rate-limit.rules[0].limit=50/minute",
                "gatehouse.rate-limit.rules[0].scope=user");
        users.run(context -> assertThat(keyOfUser(context, request)).isNull());
        users.withClassLoader(new FilteredClassLoader(SecurityContextHolder.class))
                .run(context -> assertThat(keyOfUser(context, request)).isNotNull());
    }

    private static @Nullable Object keyOfUser(ApplicationContext context, HttpServletRequest request) {
        return context.getBean(KeyResolvers.class).find("user").resolve(request);
    }

    @Test
    void worksWithoutActuator() {
        runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
                .withPropertyValues("management.endpoints.web.exposure.include=ratelimits")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(RateLimitStatistics.class));
    }

    @Test
    void hasAnEndpointOnlyWhereItIsExposed() {
        runner.run(context -> assertThat(context).doesNotHaveBean(RateLimitsEndpoint.class));
        runner.withPropertyValues("management.endpoints.web.exposure.include=ratelimits")
                .run(context -> assertThat(context).hasSingleBean(RateLimitsEndpoint.class));
        runner.withPropertyValues(
                        "management.endpoints.web.exposure.include=ratelimits",
                        "management.endpoint.ratelimits.access=NONE")
                .run(context -> assertThat(context).doesNotHaveBean(RateLimitsEndpoint.class));
    }

    @Test
    void warnsOfAnAnnotationWithoutEffect(CapturedOutput output) {
        runner.withBean(Loose.class).run(context -> assertThat(context).hasNotFailed());
        assertThat(output)
                .contains("Rate limits: default 100/minute per ip; hello 500/minute per ip on ")
                .containsOnlyOnce("@RateLimit(\"500/minute\") on ")
                .contains("has no effect: gatehouse.rate-limit.default-limit (100/minute) refuses first.");
    }

    @Test
    void anAnnotationWithTheNameOfARuleStopsTheStart() {
        runner.withBean(Loose.class)
                .withPropertyValues(
                        "gatehouse.rate-limit.rules[0].name=hello", "gatehouse.rate-limit.rules[0].limit=1000/minute")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageContaining("Loose")
                        .hasMessageContaining("'hello'")
                        .hasMessageContaining("name = \"hello-handler\""));
    }

    @Test
    void doesNotWarnWhereARuleReplacesTheDefault(CapturedOutput output) {
        runner.withBean(Loose.class)
                .withPropertyValues(
                        "gatehouse.rate-limit.rules[0].name=loose",
                        "gatehouse.rate-limit.rules[0].paths=/hello/**",
                        "gatehouse.rate-limit.rules[0].methods=GET",
                        "gatehouse.rate-limit.rules[0].limit=1000/minute")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output)
                .doesNotContain("has no effect")
                .contains("loose 1000/minute per ip on [/hello/**] GET; hello 500/minute per ip on");
    }

    @RestController
    static class BadLimit {

        @RateLimit("10 per minute")
        @GetMapping("/hello")
        String hello() {
            return "hello";
        }
    }

    @RestController
    static class BadScope {

        @RateLimit(value = "10/minute", scope = "tenant")
        @GetMapping("/hello")
        String hello() {
            return "hello";
        }
    }

    @RestController
    static class SameName {

        @RateLimit(value = "10/minute", name = "shared")
        @GetMapping("/one")
        String one() {
            return "one";
        }

        @RateLimit(value = "11/minute", name = "shared")
        @GetMapping("/two")
        String two() {
            return "two";
        }
    }

    @RestController
    static class Loose {

        @RateLimit("500/minute")
        @GetMapping("/hello/{name}")
        String hello() {
            return "hello";
        }
    }
}
