package dev.gatehouse.sample.config;

import static org.assertj.core.api.Assertions.assertThatException;

import dev.gatehouse.sample.SampleApplication;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

class MissingDatabaseTests {

    @ParameterizedTest
    @ValueSource(strings = {"staging", "prod"})
    void deploymentThatForgotItsDatabaseDoesNotStartOnAnEmptyOne(String profile) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(SampleApplication.class)
                .web(WebApplicationType.NONE)
                .profiles(profile);
        assertThatException().isThrownBy(application::run).havingRootCause().withMessageContaining("url");
    }
}
