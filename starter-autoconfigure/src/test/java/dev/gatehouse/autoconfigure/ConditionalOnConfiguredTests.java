package dev.gatehouse.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class ConditionalOnConfiguredTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(WithEntries.class);

    @ParameterizedTest
    @ValueSource(strings = {"test.list=a", "test.list[0]=a", "test.list=${ENTRY:a}", "test.list=${ENTRY}"})
    void matchesWhereThereIsAnEntry(String property) {
        runner.withPropertyValues(property).run(context -> assertThat(context).hasBean("feature"));
    }

    /** As deployments write it: {@code allowed: ${ALLOWED_HOSTS:}}. */
    @ParameterizedTest
    @ValueSource(strings = {"test.list=", "test.list= ", "test.list=${ENTRY:}", "test.other=a"})
    void matchesNotWhereNothingIsLeft(String property) {
        runner.withPropertyValues(property).run(context -> assertThat(context).doesNotHaveBean("feature"));
    }

    @Configuration(proxyBeanMethods = false)
    static class WithEntries {

        @Bean
        @ConditionalOnConfigured("test.list")
        String feature() {
            return "feature";
        }
    }
}
