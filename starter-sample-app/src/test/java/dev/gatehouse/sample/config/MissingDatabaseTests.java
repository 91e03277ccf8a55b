package dev.gatehouse.sample.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import dev.gatehouse.sample.SampleApplication;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.NestedExceptionUtils;

class MissingDatabaseTests {

    @ParameterizedTest
    @ValueSource(strings = {"staging", "prod"})
    void deploymentThatForgotItsDatabaseDoesNotStartOnAnEmptyOne(String profile) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(SampleApplication.class)
                .web(WebApplicationType.NONE)
                .profiles(profile)
                .properties("SMTP_HOST=mail.example.com");
        assertThatException()
                .isThrownBy(application::run)
                .satisfies(refused -> assertThat(NestedExceptionUtils.getMostSpecificCause(refused))
                        .hasMessageContaining("url"));
    }
}
