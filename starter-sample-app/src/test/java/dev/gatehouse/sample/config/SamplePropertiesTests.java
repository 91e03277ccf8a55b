package dev.gatehouse.sample.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.SampleApplication;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/** The sample's own properties: one that cannot be used stops the start and names itself. */
class SamplePropertiesTests {

    @ParameterizedTest
    @CsvSource({
        "gatehouse.sample.development-admin, perhaps",
        "gatehouse.sample.jobs.enabled, perhaps",
        "gatehouse.sample.audit.seal-interval, 0s",
        "gatehouse.sample.audit.seal-interval, -1s",
        "gatehouse.sample.audit.seal-interval, soon",
        "gatehouse.sample.audit.settle-time, -1s",
        "gatehouse.sample.error-record.retention, 0s",
        "gatehouse.sample.mail.transport, pigeon",
        "gatehouse.sample.mail.poll-interval, often",
        "gatehouse.sample.mail.max-attempts, many",
        "gatehouse.sample.mail.retention, long",
        "gatehouse.sample.sql.budget, -1",
        "gatehouse.sample.sql.write-budget, few"
    })
    void badValueNamesItsProperty(String property, String value) {
        new ApplicationContextRunner()
                .withUserConfiguration(AllProperties.class)
                .withPropertyValues(property + "=" + value)
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining(property));
    }

    @Configuration(proxyBeanMethods = false)
    @ConfigurationPropertiesScan(basePackageClasses = SampleApplication.class)
    static class AllProperties {}
}
