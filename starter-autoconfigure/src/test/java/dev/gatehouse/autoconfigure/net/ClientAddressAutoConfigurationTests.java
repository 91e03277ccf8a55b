package dev.gatehouse.autoconfigure.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.net.ClientAddress;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.net.ClientAddressSettings;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressAutoConfigurationTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ClientAddressAutoConfiguration.class));

    private static String client(ClientAddressResolver resolver) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr("10.0.0.1");
        request.addHeader("X-Forwarded-For", "203.0.113.9");
        return resolver.resolve(request).toString();
    }

    @Test
    void trustsNobodyByDefault() {
        runner.run(context -> {
            assertThat(client(context.getBean(ClientAddressResolver.class))).isEqualTo("10.0.0.1");
            assertThat(context.getBean(ClientAddressProperties.class).toSettings(false))
                    .isEqualTo(ClientAddressSettings.defaults());
        });
    }

    @Test
    void trustsTheProxiesOfTheProperty() {
        runner.withPropertyValues("gatehouse.client-address.trusted-proxies=10.0.0.0/8,::1")
                .run(context -> assertThat(client(context.getBean(ClientAddressResolver.class)))
                        .isEqualTo("203.0.113.9"));
    }

    @Test
    void readsTheHeaderOfTheProperty() {
        runner.withPropertyValues(
                        "gatehouse.client-address.trusted-proxies=10.0.0.0/8",
                        "gatehouse.client-address.header=forwarded")
                .run(context -> assertThat(client(context.getBean(ClientAddressResolver.class)))
                        .isEqualTo("10.0.0.1"));
    }

    @Test
    void namesThePropertyThatIsNoNetwork() {
        runner.withPropertyValues("gatehouse.client-address.trusted-proxies=10.0.0.1/8")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("gatehouse.client-address.trusted-proxies")
                        .hasStackTraceContaining("Write 10.0.0.0/8, or 10.0.0.1 for the one address."));
    }

    @Test
    void givesWayToABeanOfTheApplication() {
        runner.withBean(ClientAddressResolver.class, () -> request -> ClientAddress.UNKNOWN)
                .run(context -> assertThat(client(context.getBean(ClientAddressResolver.class)))
                        .isEqualTo("unknown"));
    }

    @Test
    void goesWithGatehouse() {
        runner.withPropertyValues("gatehouse.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(ClientAddressResolver.class));
    }

    @Test
    void knowsWhenTheContainerForwards() {
        assertThat(ContainerForwarding.isOn(new MockEnvironment())).isFalse();
        assertThat(ContainerForwarding.isOn(environment("server.forward-headers-strategy", "NATIVE")))
                .isTrue();
        assertThat(ContainerForwarding.isOn(environment("server.forward-headers-strategy", "framework")))
                .isFalse();
        assertThat(ContainerForwarding.isOn(environment("spring.main.cloud-platform", "heroku")))
                .isTrue();
    }

    private static MockEnvironment environment(String name, String value) {
        return new MockEnvironment().withProperty(name, value);
    }
}
