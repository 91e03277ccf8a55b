package dev.gatehouse.autoconfigure.requestid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.net.ClientAddressAutoConfiguration;
import dev.gatehouse.autoconfigure.task.TaskPostProcessor;
import dev.gatehouse.requestid.InvalidRequestIdFilter;
import dev.gatehouse.requestid.InvalidRequestIdListener;
import dev.gatehouse.requestid.RequestIdFilter;
import dev.gatehouse.requestid.RequestIdGenerator;
import dev.gatehouse.requestid.RequestIdSettings;
import dev.gatehouse.requestid.RequestIds;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

class RequestIdAutoConfigurationTests {

    private final WebApplicationContextRunner runner =
            new WebApplicationContextRunner().withConfiguration(configurations());

    static AutoConfigurations configurations() {
        return AutoConfigurations.of(
                ErrorFormatAutoConfiguration.class,
                ClientAddressAutoConfiguration.class,
                RequestIdAutoConfiguration.class);
    }

    @Test
    void emptyPropertiesAreTheDefaultsOfCore() {
        runner.run(
                context -> assertThat(context.getBean(RequestIdProperties.class).toSettings())
                        .isEqualTo(RequestIdSettings.defaults()));
    }

    @Test
    void standsOutermost() {
        runner.run(context -> {
            FilterRegistrationBean<?> registration =
                    context.getBean("gatehouseRequestIdFilterRegistration", FilterRegistrationBean.class);
            assertThat(registration.getOrder()).isEqualTo(FilterOrder.REQUEST_ID);
            assertThat(registration.getFilterName()).isEqualTo("gatehouseRequestId");
            assertThat(context).doesNotHaveBean(InvalidRequestIdFilter.class);
        });
    }

    @ParameterizedTest
    @CsvSource({"gatehouse.enabled=false", "gatehouse.request-id.enabled=false"})
    void canBeSwitchedOff(String property) {
        runner.withPropertyValues(property)
                .run(context -> assertThat(context)
                        .doesNotHaveBean(RequestIdFilter.class)
                        .doesNotHaveBean(TaskPostProcessor.class)
                        .doesNotHaveBean(RestClientCustomizer.class)
                        .doesNotHaveBean("gatehouseRequestIdMvcConfigurer"));
    }

    @Test
    void beansOfTheServiceReplaceOurs() {
        RequestIdFilter own = RequestIdFilter.withDefaults();
        runner.withBean(RequestIdFilter.class, () -> own)
                .withBean(RequestIdGenerator.class, () -> () -> "same")
                .run(context -> {
                    assertThat(context.getBean(RequestIdFilter.class)).isSameAs(own);
                    context.getBean(RequestIds.class)
                            .runWithNewId(() -> assertThat(
                                            context.getBean(RequestIds.class).current())
                                    .isEqualTo("same"));
                });
    }

    @ParameterizedTest
    @CsvSource({
        "header,X Request,HTTP token",
        "mdc-key,a}b,request_id",
        "max-length,129,from 1 to 128",
        "on-invalid,maybe,on-invalid",
        "sql-comment,all,sql-comment"
    })
    void aBadValueNamesItsPropertyAndTheRemedy(String property, String value, String remedy) {
        runner.withPropertyValues("gatehouse.request-id." + property + "=" + value)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .satisfiesAnyOf(
                                failure -> assertThat(failure)
                                        .hasMessageContaining("gatehouse.request-id." + property)
                                        .hasMessageContaining(remedy),
                                failure -> assertThat(context.getStartupFailure())
                                        .hasStackTraceContaining("gatehouse.request-id." + property)));
    }

    @Test
    void refusesInvalidIdsWhenToldSo() {
        runner.withPropertyValues("gatehouse.request-id.on-invalid=reject").run(context -> {
            assertThat(context).hasSingleBean(InvalidRequestIdFilter.class);
            MockHttpServletRequest request = new MockHttpServletRequest();
            request.addHeader("X-Request-ID", "$(id)");
            MockHttpServletResponse response = new MockHttpServletResponse();
            context.getBean(RequestIdFilter.class)
                    .doFilter(
                            request,
                            response,
                            (outer, inner) -> context.getBean(InvalidRequestIdFilter.class)
                                    .doFilter(outer, inner, new MockFilterChain()));
            assertThat(response.getStatus()).isEqualTo(400);
            assertThat(response.getContentAsString())
                    .contains("invalid_request_id")
                    .doesNotContain("$(id)");
        });
    }

    @Test
    void believesTrustedProxiesOnlyWhenToldSo() {
        runner.withPropertyValues(
                        "gatehouse.request-id.trusted-only=true", "gatehouse.client-address.trusted-proxies=10.0.0.0/8")
                .run(context -> {
                    RequestIdFilter filter = context.getBean(RequestIdFilter.class);
                    assertThat(idGivenTo(filter, "10.1.2.3")).isEqualTo("mine");
                    assertThat(idGivenTo(filter, "192.0.2.1")).matches("[0-9a-f]{32}");
                });
    }

    @Test
    void countsInvalidIds() {
        runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run(context -> {
            context.getBean(InvalidRequestIdListener.class).onInvalidId(new MockHttpServletRequest());
            assertThat(context.getBean(MeterRegistry.class)
                            .get("gatehouse.request_id.invalid")
                            .counter()
                            .count())
                    .isEqualTo(1);
        });
        runner.run(context -> assertThat(context).doesNotHaveBean(InvalidRequestIdListener.class));
    }

    @Test
    void startsWhereOneCannotTellWhichRegistryCounts() {
        runner.withBean("one", MeterRegistry.class, SimpleMeterRegistry::new)
                .withBean("other", MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(InvalidRequestIdListener.class));
    }

    @Test
    void worksWithoutMicrometer() {
        runner.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
                .run(context -> assertThat(context).hasSingleBean(RequestIdFilter.class));
    }

    @Test
    void worksWithoutSpringMvc() {
        runner.withClassLoader(new FilteredClassLoader(WebMvcConfigurer.class))
                .run(context -> assertThat(context)
                        .hasSingleBean(RequestIdFilter.class)
                        .doesNotHaveBean("gatehouseRequestIdMvcConfigurer"));
    }

    @Test
    void worksWithoutRestClient() {
        runner.withClassLoader(new FilteredClassLoader(RestClientCustomizer.class))
                .run(context -> assertThat(context)
                        .hasSingleBean(RequestIdFilter.class)
                        .doesNotHaveBean("gatehouseRequestIdRestClientCustomizer")
                        .hasSingleBean(WebClientCustomizer.class));
    }

    @Test
    void worksWithoutWebClient() {
        runner.withClassLoader(new FilteredClassLoader(WebClientCustomizer.class, WebClient.class))
                .run(context -> assertThat(context)
                        .hasSingleBean(RequestIdFilter.class)
                        .doesNotHaveBean("gatehouseRequestIdWebClientCustomizer")
                        .hasSingleBean(RestTemplateCustomizer.class));
    }

    @Test
    void clientsCanBeLeftAlone() {
        runner.withPropertyValues("gatehouse.request-id.clients=false")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(RestClientCustomizer.class)
                        .doesNotHaveBean(RestTemplateCustomizer.class)
                        .doesNotHaveBean(WebClientCustomizer.class));
    }

    @Test
    void sqlIsLeftAloneUnlessToldOtherwise() {
        runner.run(context -> assertThat(context).doesNotHaveBean(HibernatePropertiesCustomizer.class));
        runner.withPropertyValues("gatehouse.request-id.sql-comment=id")
                .run(context -> assertThat(context).hasSingleBean(HibernatePropertiesCustomizer.class));
        runner.withPropertyValues("gatehouse.request-id.sql-comment=id")
                .withClassLoader(new FilteredClassLoader(StatementInspector.class))
                .run(context -> assertThat(context)
                        .hasSingleBean(RequestIdFilter.class)
                        .doesNotHaveBean(HibernatePropertiesCustomizer.class));
    }

    private static String idGivenTo(RequestIdFilter filter, String peer) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(peer);
        request.addHeader("X-Request-ID", "mine");
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, new MockFilterChain());
        return response.getHeader("X-Request-ID");
    }
}
