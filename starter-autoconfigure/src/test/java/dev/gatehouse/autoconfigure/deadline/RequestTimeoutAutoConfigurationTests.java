package dev.gatehouse.autoconfigure.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.deadline.Deadline;
import dev.gatehouse.deadline.RequestTimeoutFilter;
import dev.gatehouse.deadline.RequestTimeoutSettings;
import dev.gatehouse.deadline.TimeoutListener;
import dev.gatehouse.error.RejectionWriter;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

class RequestTimeoutAutoConfigurationTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    RequestTimeoutAutoConfiguration.class,
                    ErrorFormatAutoConfiguration.class,
                    TaskExecutionAutoConfiguration.class));

    @Test
    void standsInTheChainByDefault() {
        runner.run(context -> {
            FilterRegistrationBean<?> registration =
                    context.getBean("gatehouseRequestTimeoutFilterRegistration", FilterRegistrationBean.class);
            assertThat(registration.getOrder()).isEqualTo(FilterOrder.REQUEST_TIMEOUT);
            assertThat(registration.determineDispatcherTypes())
                    .containsExactlyInAnyOrder(DispatcherType.REQUEST, DispatcherType.ASYNC);
        });
    }

    @Test
    void emptyPropertiesGiveTheDefaults() {
        RequestTimeoutProperties properties = Binder.get(new MockEnvironment())
                .bindOrCreate("gatehouse.request-limits", RequestTimeoutProperties.class);
        assertThat(properties.toSettings(List.of())).isEqualTo(RequestTimeoutSettings.defaults());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gatehouse.enabled=false",
                "gatehouse.request-limits.enabled=false",
                "gatehouse.request-limits.timeout=0",
                "gatehouse.request-limits.timeout=off"
            })
    void isSwitchedOff(String property) {
        runner.withPropertyValues(property)
                .run(context -> assertThat(context).doesNotHaveBean(RequestTimeoutFilter.class));
    }

    @Test
    void staysForAPathWhenOnlyTheGeneralTimeoutIsOff() {
        runner.withPropertyValues(
                        "gatehouse.request-limits.timeout=off",
                        "gatehouse.request-limits.timeouts[0].paths=/reports/**",
                        "gatehouse.request-limits.timeouts[0].timeout=5m")
                .run(context -> assertThat(context).hasSingleBean(RequestTimeoutFilter.class));
    }

    /** A bare zero in YAML arrives as a number, and {@code off} as a boolean. */
    @Test
    void readsWhatYamlMakesOfNoTimeout() {
        for (Object none : List.of(0, false)) {
            Binder binder =
                    new Binder(new MapConfigurationPropertySource(Map.of("gatehouse.request-limits.timeout", none)));
            assertThat(binder.bindOrCreate("gatehouse.request-limits", RequestTimeoutProperties.class)
                            .timeout()
                            .duration())
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeouts[0].paths=/a", "timeouts[0].timeout=5s"})
    void namesWhatIsMissingInAPathRule(String property) {
        runner.withPropertyValues("gatehouse.request-limits." + property)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("gatehouse.request-limits.timeouts[0]."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/{b", "/a%20b", "/a;v=1"})
    void namesThePatternThatCannotBeRead(String pattern) {
        runner.withPropertyValues(
                        "gatehouse.request-limits.timeouts[0].paths=" + pattern,
                        "gatehouse.request-limits.timeouts[0].timeout=5s")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("gatehouse.request-limits.timeouts[0].paths"));
    }

    @Test
    void givesWayToTheFilterOfTheService() {
        runner.withUserConfiguration(OwnFilter.class)
                .run(context -> assertThat(context)
                        .hasSingleBean(RequestTimeoutFilter.class)
                        .hasBean("own"));
    }

    @Test
    void countsTimeouts() {
        runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run(context -> {
            TimeoutListener listener = context.getBean(TimeoutListener.class);
            listener.onTimeout();
            listener.onTimeout();
            listener.onStuck();
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            assertThat(registry.get("gatehouse.timeouts")
                            .tag("event", "interrupted")
                            .counter()
                            .count())
                    .isEqualTo(2);
            assertThat(registry.get("gatehouse.timeouts")
                            .tag("event", "stuck")
                            .counter()
                            .count())
                    .isEqualTo(1);
        });
    }

    @ParameterizedTest
    @ValueSource(
            classes = {MeterRegistry.class, RestClient.class, WebClient.class, HttpClients.class, ContextRegistry.class
            })
    void worksWithoutTheOptionalLibrary(Class<?> missing) {
        runner.withClassLoader(new FilteredClassLoader(missing))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(RequestTimeoutFilter.class));
    }

    @Test
    void executorsTakeTheDeadlineAlong() {
        runner.run(context -> {
            AsyncTaskExecutor executor = context.getBean(AsyncTaskExecutor.class);
            AtomicReference<Deadline> seen = new AtomicReference<>();
            Deadline deadline = Deadline.after(Duration.ofMinutes(1));
            deadline.call(() -> executor.submit(() -> seen.set(Deadline.current())))
                    .get(10, TimeUnit.SECONDS);
            assertThat(seen).hasValue(deadline);
            executor.submit(() -> seen.set(Deadline.current())).get(10, TimeUnit.SECONDS);
            assertThat(seen).hasValue(null);
        });
    }

    @ParameterizedTest
    @ValueSource(classes = {AsyncByConfigurer.class, AsyncByPlainExecutor.class})
    void anExecutorThatAConfigurerMakesForAsyncMethodsTakesTheDeadlineAlong(Class<?> configurer) {
        runner.withUserConfiguration(configurer).run(context -> {
            Worker worker = context.getBean(Worker.class);
            Deadline deadline = Deadline.after(Duration.ofMinutes(1));
            assertThat(deadline.call(worker::deadline).get(10, TimeUnit.SECONDS))
                    .isSameAs(deadline);
            assertThat(worker.deadline().get(10, TimeUnit.SECONDS)).isNull();
        });
    }

    @Test
    void contextPropagationTakesTheDeadlineAlong() {
        runner.run(context -> {
            Deadline deadline = Deadline.after(Duration.ofMinutes(1));
            AtomicReference<Deadline> seen = new AtomicReference<>();
            Runnable task = deadline.call(() ->
                    ContextSnapshotFactory.builder().build().captureAll().wrap(() -> seen.set(Deadline.current())));
            task.run();
            assertThat(seen).hasValue(deadline);
            assertThat(Deadline.current()).isNull();
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnFilter {

        @Bean
        RequestTimeoutFilter own(RejectionWriter rejections) {
            return new RequestTimeoutFilter(RequestTimeoutSettings.defaults(), rejections, List.of());
        }
    }

    static class Worker {

        @Async
        CompletableFuture<Deadline> deadline() {
            return CompletableFuture.completedFuture(Deadline.current());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    @Import(Worker.class)
    static class AsyncByConfigurer implements AsyncConfigurer {

        private final ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();

        @Override
        public Executor getAsyncExecutor() {
            executor.initialize();
            return executor;
        }

        @PreDestroy
        void shutdown() {
            executor.shutdown();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    @Import(Worker.class)
    static class AsyncByPlainExecutor implements AsyncConfigurer {

        private final ExecutorService executor = Executors.newSingleThreadExecutor();

        @Override
        public Executor getAsyncExecutor() {
            return executor;
        }

        @PreDestroy
        void shutdown() {
            executor.shutdown();
        }
    }
}
