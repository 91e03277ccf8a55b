package dev.gatehouse.sample.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;

/** Whose word about the address of a client counts, where the service is deployed. */
class TrustedProxiesTests {

    private static final String PROXIES = "server.tomcat.remoteip.internal-proxies";

    private final ApplicationContextRunner deployed =
            new ApplicationContextRunner().withInitializer(new ConfigDataApplicationContextInitializer());

    @ParameterizedTest
    @ValueSource(strings = {"staging", "prod"})
    void areThoseThatAreNamed(String profile) {
        deployed.withPropertyValues("spring.profiles.active=" + profile, "TRUSTED_PROXIES=10.0.3.0/24")
                .run(context -> assertThat(context.getEnvironment().getProperty(PROXIES))
                        .isEqualTo("10.0.3.0/24"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"staging", "prod"})
    void areThePrivateNetworksOtherwise(String profile) {
        String usual = new TomcatServerProperties().getRemoteip().getInternalProxies();
        deployed.withPropertyValues("spring.profiles.active=" + profile)
                .run(context -> assertThat(context.getEnvironment().getProperty(PROXIES))
                        .isEqualTo(usual));
    }
}
