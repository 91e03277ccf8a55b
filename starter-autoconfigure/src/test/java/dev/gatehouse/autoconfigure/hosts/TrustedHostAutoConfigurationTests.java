package dev.gatehouse.autoconfigure.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.net.ClientAddressAutoConfiguration;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.hosts.TrustedHostFilter;
import dev.gatehouse.hosts.TrustedHostSettings;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.net.ForwardedHeader;
import dev.gatehouse.net.ForwardedTarget;
import dev.gatehouse.net.Probes;
import jakarta.servlet.DispatcherType;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class TrustedHostAutoConfigurationTests {

    private static final String ALLOWED = "gatehouse.trusted-hosts.allowed=api.example.com,*.example.org";

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ErrorFormatAutoConfiguration.class,
                    ClientAddressAutoConfiguration.class,
                    TrustedHostAutoConfiguration.class));

    @Test
    void isOffWhileNoHostIsListed() {
        runner.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(TrustedHostFilter.class));
        runner.withPropertyValues("gatehouse.trusted-hosts.allowed=")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(TrustedHostFilter.class));
    }

    @Test
    void isOnAsSoonAsHostsAreListed() {
        runner.withPropertyValues(ALLOWED).run(context -> {
            assertThat(context).hasSingleBean(TrustedHostFilter.class);
            assertThat(context.getBean(TrustedHostProperties.class).toSettings())
                    .isEqualTo(TrustedHostSettings.of("api.example.com", "*.example.org"));
            FilterRegistrationBean<?> registration =
                    context.getBean("gatehouseTrustedHostFilterRegistration", FilterRegistrationBean.class);
            assertThat(registration.getOrder()).isEqualTo(FilterOrder.TRUSTED_HOSTS);
            assertThat(registration.getFilterName()).isEqualTo("gatehouseTrustedHosts");
            assertThat(registration.determineDispatcherTypes()).containsExactly(DispatcherType.REQUEST);
        });
    }

    @Test
    void readsAnIndexedList() {
        runner.withPropertyValues("gatehouse.trusted-hosts.allowed[0]=api.example.com")
                .run(context -> assertThat(context).hasSingleBean(TrustedHostFilter.class));
    }

    @Test
    void isOffByItsProperty() {
        runner.withPropertyValues(ALLOWED, "gatehouse.trusted-hosts.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(TrustedHostFilter.class));
    }

    @Test
    void goesWithGatehouse() {
        runner.withPropertyValues(ALLOWED, "gatehouse.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(TrustedHostFilter.class));
    }

    @Test
    void cannotBeSwitchedOnWithoutHosts() {
        runner.withPropertyValues("gatehouse.trusted-hosts.enabled=true")
                .run(context ->
                        assertThat(context).getFailure().hasStackTraceContaining("gatehouse.trusted-hosts.allowed"));
    }

    @Test
    void namesThePropertyThatHoldsNoHost() {
        runner.withPropertyValues("gatehouse.trusted-hosts.allowed=https://api.example.com")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("gatehouse.trusted-hosts.allowed")
                        .hasStackTraceContaining("Write the host alone, e.g. api.example.com."));
    }

    @Test
    void givesWayToBeansOfTheApplication() {
        runner.withPropertyValues(ALLOWED).withUserConfiguration(Own.class).run(context -> {
            assertThat(context.getBean(TrustedHostFilter.class)).isSameAs(context.getBean("ownFilter"));
            assertThat(context.getBean(Probes.class)).isSameAs(context.getBean("ownProbes"));
            assertThat(context.getBean(ForwardedTarget.class)).isSameAs(context.getBean("ownTarget"));
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Own {

        @Bean
        TrustedHostFilter ownFilter(ForwardedTarget forwarded, Probes probes, RejectionWriter rejections) {
            return new TrustedHostFilter(TrustedHostSettings.of("own.example"), forwarded, probes, rejections);
        }

        @Bean
        Probes ownProbes(ClientAddressResolver addresses) {
            return new Probes(request -> false, Probes.privateNetworks(), addresses);
        }

        @Bean
        ForwardedTarget ownTarget(ClientAddressResolver addresses) {
            return new ForwardedTarget(addresses, ForwardedHeader.AUTO);
        }
    }
}
