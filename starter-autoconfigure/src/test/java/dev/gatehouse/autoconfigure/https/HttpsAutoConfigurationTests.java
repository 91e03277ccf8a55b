package dev.gatehouse.autoconfigure.https;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.net.ClientAddressAutoConfiguration;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.https.HttpsFilter;
import dev.gatehouse.https.HttpsMode;
import dev.gatehouse.https.HttpsSettings;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.net.ForwardedTarget;
import dev.gatehouse.net.HostSet;
import dev.gatehouse.net.Probes;
import jakarta.servlet.DispatcherType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.env.MockEnvironment;

class HttpsAutoConfigurationTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ErrorFormatAutoConfiguration.class,
                    ClientAddressAutoConfiguration.class,
                    HttpsAutoConfiguration.class));

    @Test
    void isOffInDevelopment() {
        runner.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(HttpsFilter.class));
        runner.withPropertyValues("spring.profiles.active=dev,staging,preprod")
                .run(context -> assertThat(context).doesNotHaveBean(HttpsFilter.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "production", "eu,prod"})
    void isOnInProduction(String profiles) {
        runner.withPropertyValues("spring.profiles.active=" + profiles).run(context -> {
            assertThat(context).hasSingleBean(HttpsFilter.class);
            assertThat(EffectiveMode.of(context.getEnvironment())).isEqualTo(HttpsMode.AUTO);
            FilterRegistrationBean<?> registration =
                    context.getBean("gatehouseHttpsFilterRegistration", FilterRegistrationBean.class);
            assertThat(registration.getOrder()).isEqualTo(FilterOrder.HTTPS);
            assertThat(registration.getFilterName()).isEqualTo("gatehouseHttps");
            assertThat(registration.determineDispatcherTypes()).containsExactly(DispatcherType.REQUEST);
        });
    }

    @ParameterizedTest
    @CsvSource({"auto, AUTO", "redirect, REDIRECT", "reject, REJECT", "REJECT, REJECT", "off, OFF"})
    void takesTheModeOfThePropertyWhereverItRuns(String value, HttpsMode mode) {
        for (String profile : new String[] {"dev", "prod"}) {
            MockEnvironment environment = new MockEnvironment().withProperty("gatehouse.https.mode", value);
            environment.setActiveProfiles(profile);
            assertThat(EffectiveMode.of(environment)).isEqualTo(mode);
        }
    }

    @Test
    void isOffByItsProperty() {
        runner.withPropertyValues("spring.profiles.active=prod", "gatehouse.https.mode=off")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(HttpsFilter.class));
    }

    @Test
    void goesWithGatehouse() {
        runner.withPropertyValues("spring.profiles.active=prod", "gatehouse.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(HttpsFilter.class));
    }

    @Test
    void hasTheDefaultsOfCore() {
        runner.run(
                context -> assertThat(context.getBean(HttpsProperties.class).toSettings(HttpsMode.AUTO, HostSet.of()))
                        .usingRecursiveComparison()
                        .ignoringFields("exempt")
                        .isEqualTo(HttpsSettings.defaults()));
    }

    @Test
    void namesThePropertyThatCannotBeUsed() {
        runner.withPropertyValues("gatehouse.https.redirect-status=200")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("gatehouse.https.redirect-status")
                        .hasStackTraceContaining("Use 301, 302, 307 or 308."));
    }

    @Test
    void givesWayToABeanOfTheApplication() {
        runner.withPropertyValues("spring.profiles.active=prod")
                .withUserConfiguration(Own.class)
                .run(context -> assertThat(context.getBean(HttpsFilter.class)).isSameAs(context.getBean("own")));
    }

    @Configuration(proxyBeanMethods = false)
    static class Own {

        @Bean
        HttpsFilter own(
                ClientAddressResolver addresses, ForwardedTarget forwarded, Probes probes, RejectionWriter rejections) {
            return new HttpsFilter(HttpsSettings.defaults(), addresses, forwarded, probes, rejections);
        }
    }
}
