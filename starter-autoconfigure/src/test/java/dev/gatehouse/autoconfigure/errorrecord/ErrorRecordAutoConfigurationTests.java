package dev.gatehouse.autoconfigure.errorrecord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.errorrecord.ErrorGroup;
import dev.gatehouse.errorrecord.ErrorOccurrence;
import dev.gatehouse.errorrecord.ErrorRecordFilter;
import dev.gatehouse.errorrecord.ErrorRecordSettings;
import dev.gatehouse.errorrecord.ErrorRecorder;
import dev.gatehouse.errorrecord.ErrorStore;
import dev.gatehouse.errorrecord.MemoryErrorStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.DispatcherType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;

class ErrorRecordAutoConfigurationTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(ErrorFormatAutoConfiguration.class, ErrorRecordAutoConfiguration.class));

    @Test
    void recordsInMemoryByDefault() {
        runner.run(context -> {
            assertThat(context).hasSingleBean(MemoryErrorStore.class).hasSingleBean(ErrorRecorder.class);
            assertThat(context.getBean(ErrorRecordProperties.class))
                    .isEqualTo(new ErrorRecordProperties(true, 500, 10, 1000));
            assertThat(context.getBean(ErrorRecordProperties.class).toSettings("r"))
                    .isEqualTo(new ErrorRecordSettings(
                            ErrorRecordSettings.defaults().queueCapacity(), "r"));
            FilterRegistrationBean<?> registration =
                    context.getBean("gatehouseErrorRecordFilterRegistration", FilterRegistrationBean.class);
            assertThat(registration.getOrder())
                    .isEqualTo(FilterOrder.ERROR_RECORD)
                    .isLessThan(FilterOrder.ERROR_FORMAT);
            assertThat(registration.getFilterName()).isEqualTo("gatehouseErrorRecord");
            assertThat(registration.determineDispatcherTypes())
                    .containsExactlyInAnyOrder(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
            assertThat(context.getBean(ErrorRecorderLifecycle.class).isRunning())
                    .isTrue();
        });
    }

    @Test
    void isOffByItsProperty() {
        runner.withPropertyValues("gatehouse.error-record.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(ErrorRecorder.class)
                        .doesNotHaveBean(ErrorRecordFilter.class));
    }

    @Test
    void goesWithGatehouse() {
        runner.withPropertyValues("gatehouse.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ErrorRecorder.class));
    }

    @Test
    void givesWayToAStoreOfTheApplication() {
        runner.withBean(OwnStore.class)
                .run(context ->
                        assertThat(context).hasSingleBean(OwnStore.class).doesNotHaveBean(MemoryErrorStore.class));
    }

    @Test
    void namesTheBadProperty() {
        runner.withPropertyValues("gatehouse.error-record.max-groups=0")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("gatehouse.error-record.max-groups")
                        .hasStackTraceContaining("1 to 10000"));
    }

    @Test
    void countsWhereThereIsARegistry() {
        runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> assertThat(context).hasSingleBean(ErrorMeters.class));
    }

    @Test
    void worksWithoutMicrometerAndActuator() {
        runner.withClassLoader(new FilteredClassLoader(MeterRegistry.class, WebEndpoint.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(ErrorRecorder.class)
                        .doesNotHaveBean("gatehouseErrorMeters")
                        .doesNotHaveBean("gatehouseErrorsEndpoint"));
    }

    static class OwnStore implements ErrorStore {

        @Override
        public void record(List<ErrorOccurrence> occurrences) {}

        @Override
        public List<ErrorGroup> list(int limit) {
            return List.of();
        }

        @Override
        public ErrorGroup find(String id) {
            return null;
        }

        @Override
        public boolean remove(String id) {
            return false;
        }

        @Override
        public void clear() {}
    }
}
