package dev.gatehouse.autoconfigure.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.logging.LoggingAutoConfiguration;
import dev.gatehouse.error.UncaughtExceptionListener;
import io.sentry.EventProcessor;
import io.sentry.IScopes;
import io.sentry.NoOpScopes;
import io.sentry.Sentry;
import io.sentry.SentryOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** Without Sentry's own auto-configuration, which would set up the SDK of this whole JVM. */
class SentryReportAutoConfigurationTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(LoggingAutoConfiguration.class, SentryReportAutoConfiguration.class))
            .withBean(IScopes.class, NoOpScopes::getInstance)
            .withPropertyValues("sentry.dsn=http://public@127.0.0.1:9/1");

    @Test
    void completesAndMasksReportsByDefault() {
        runner.run(context -> {
            assertThat(context)
                    .hasSingleBean(ReportContext.class)
                    .hasSingleBean(ReportGrouping.class)
                    .hasSingleBean(UncaughtReports.class)
                    .hasSingleBean(AttachmentGuard.class);
            SentryOptions options = new SentryOptions();
            optionsConfiguration(context.getBean("sentryMasking")).configure(options);
            assertThat(options.getSerializer()).isInstanceOf(MaskingSerializer.class);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"gatehouse.enabled=false", "gatehouse.sentry.enabled=false"})
    void canBeSwitchedOff(String property) {
        runner.withPropertyValues(property)
                .run(context -> assertThat(context).doesNotHaveBean(SentryReportAutoConfiguration.class));
    }

    @ParameterizedTest
    @CsvSource({
        "gatehouse.sentry.context.enabled, gatehouseSentryReportContext",
        "gatehouse.sentry.grouping.enabled, gatehouseSentryReportGrouping",
        "gatehouse.sentry.uncaught.enabled, gatehouseSentryUncaughtReports",
        "gatehouse.sentry.masking.enabled, sentryMasking",
    })
    void eachPartCanBeSwitchedOff(String property, String bean) {
        runner.run(context -> assertThat(context).hasBean(bean));
        runner.withPropertyValues(property + "=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(bean));
    }

    @Test
    void doesNothingWithoutAnAddress() {
        new WebApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(LoggingAutoConfiguration.class, SentryReportAutoConfiguration.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(EventProcessor.class)
                        .doesNotHaveBean(UncaughtExceptionListener.class));
    }

    @Test
    void doesNothingWithoutSentry() {
        new WebApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(LoggingAutoConfiguration.class, SentryReportAutoConfiguration.class))
                .withPropertyValues("sentry.dsn=http://public@127.0.0.1:9/1")
                .withClassLoader(new FilteredClassLoader("io.sentry"))
                .run(context ->
                        assertThat(context).hasNotFailed().doesNotHaveBean(SentryReportAutoConfiguration.class));
    }

    @Test
    void aMaskingOfTheServiceReplacesOurs() {
        Sentry.OptionsConfiguration<SentryOptions> own = options -> {};
        runner.withBean("sentryMasking", Sentry.OptionsConfiguration.class, () -> own)
                .run(context -> assertThat(context.getBean("sentryMasking")).isSameAs(own));
    }

    @SuppressWarnings("unchecked")
    private static Sentry.OptionsConfiguration<SentryOptions> optionsConfiguration(Object bean) {
        return (Sentry.OptionsConfiguration<SentryOptions>) bean;
    }
}
