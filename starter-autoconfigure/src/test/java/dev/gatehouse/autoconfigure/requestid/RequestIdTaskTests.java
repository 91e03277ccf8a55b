package dev.gatehouse.autoconfigure.requestid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.task.TaskPostProcessor;
import dev.gatehouse.autoconfigure.testing.RunningService;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.security.task.DelegatingSecurityContextAsyncTaskExecutor;

class RequestIdTaskTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(RequestIdAutoConfigurationTests.configurations())
            .withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class));

    /** On JDK 21 and later these are virtual threads, on 17 platform threads: the same must hold on both. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theExecutorOfSpringBootCarriesTheId(boolean virtual) {
        runner.withPropertyValues("spring.threads.virtual.enabled=" + virtual).run(context -> {
            AsyncTaskExecutor executor = context.getBean("applicationTaskExecutor", AsyncTaskExecutor.class);
            MDC.put("request_id", "mine");
            try {
                Future<String> seen = executor.submit(() -> MDC.get("request_id"));
                assertThat(seen.get(10, TimeUnit.SECONDS)).isEqualTo("mine");
            } finally {
                MDC.clear();
            }
            Future<Map<String, String>> after = executor.submit(MDC::getCopyOfContextMap);
            assertThat(after.get(10, TimeUnit.SECONDS)).isNullOrEmpty();
        });
    }

    @Test
    void aDecoratorBeanOfTheServiceStillApplies() {
        runner.withBean(
                        TaskDecorator.class,
                        () -> task -> () -> {
                            MDC.put("decorated", "by " + MDC.get("request_id"));
                            task.run();
                        })
                .run(context -> {
                    AsyncTaskExecutor executor = context.getBean(AsyncTaskExecutor.class);
                    MDC.put("request_id", "mine");
                    try {
                        assertThat(executor.submit(() -> MDC.get("decorated")).get(10, TimeUnit.SECONDS))
                                .isEqualTo("by mine");
                    } finally {
                        MDC.clear();
                    }
                });
    }

    @Test
    void anExecutorFromTheBuilderThatIsNoBeanCarriesTheId() {
        runner.run(context -> {
            ThreadPoolTaskExecutor executor =
                    context.getBean(ThreadPoolTaskExecutorBuilder.class).build();
            executor.initialize();
            MDC.put("request_id", "mine");
            try {
                assertThat(executor.submit(() -> MDC.get("request_id")).get(10, TimeUnit.SECONDS))
                        .isEqualTo("mine");
            } finally {
                MDC.clear();
                executor.shutdown();
            }
        });
    }

    @Test
    void oneDecoratorIsEnough() {
        runner.run(context -> {
            ThreadPoolTaskExecutor executor = context.getBean(ThreadPoolTaskExecutor.class);
            Object decorator =
                    new org.springframework.beans.DirectFieldAccessor(executor).getPropertyValue("taskDecorator");
            new TaskContext(context.getBeanProvider(dev.gatehouse.requestid.RequestIds.class)).decorate(executor);
            assertThat(new org.springframework.beans.DirectFieldAccessor(executor).getPropertyValue("taskDecorator"))
                    .isSameAs(decorator)
                    .extracting("inner")
                    .isNull();
        });
    }

    @Test
    void anAdaptedExecutorCarriesTheIdToo() {
        runner.withBean("adapted", ConcurrentTaskExecutor.class, () -> new ConcurrentTaskExecutor(Runnable::run))
                .run(context -> {
                    MDC.put("request_id", "mine");
                    try {
                        assertThat(context.getBean("adapted", ConcurrentTaskExecutor.class)
                                        .submit(() -> MDC.get("request_id"))
                                        .get(10, TimeUnit.SECONDS))
                                .isEqualTo("mine");
                    } finally {
                        MDC.clear();
                    }
                });
    }

    /** As Spring's own documentation shows it: the executor is no bean. */
    @Test
    void anExecutorThatAConfigurerMakesForAsyncMethodsCarriesTheId() {
        runner.withUserConfiguration(AsyncByConfigurer.class).run(RequestIdTaskTests::asyncMethodHasTheId);
    }

    @Test
    void anyOtherExecutorThatAConfigurerMakesForAsyncMethodsCarriesTheId() {
        runner.withUserConfiguration(AsyncByPlainExecutor.class).run(RequestIdTaskTests::asyncMethodHasTheId);
    }

    @Test
    void anExecutorThatPassesTheSecurityContextOnCarriesTheId() {
        runner.withUserConfiguration(AsyncWithSecurity.class).run(RequestIdTaskTests::asyncMethodHasTheId);
    }

    private static void asyncMethodHasTheId(ApplicationContext context) throws Exception {
        MDC.put("request_id", "mine");
        try {
            assertThat(context.getBean(Worker.class).id().get(10, TimeUnit.SECONDS))
                    .isEqualTo("mine");
        } finally {
            MDC.clear();
        }
    }

    @Test
    void aSchedulerOfTheServiceInheritsTheIdOrMakesOne() {
        runner.withBean(ThreadPoolTaskScheduler.class).run(context -> {
            TaskScheduler scheduler = context.getBean(TaskScheduler.class);
            Queue<String> seen = new ConcurrentLinkedQueue<>();
            CountDownLatch ran = new CountDownLatch(3);
            Runnable note = () -> {
                seen.add(String.valueOf(MDC.get("request_id")));
                ran.countDown();
            };
            MDC.put("request_id", "mine");
            scheduler.schedule(note, scheduler.getClock().instant());
            MDC.clear();
            var repeated = scheduler.scheduleAtFixedRate(note, java.time.Duration.ofMillis(5));
            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
            repeated.cancel(false);
            assertThat(seen).contains("mine").doesNotHaveDuplicates().doesNotContain("null");
        });
    }

    @Test
    void tasksCanBeLeftAlone() {
        runner.withPropertyValues("gatehouse.request-id.tasks=false").run(context -> {
            assertThat(context).doesNotHaveBean(TaskPostProcessor.class);
            MDC.put("request_id", "mine");
            try {
                assertThat(context.getBean(AsyncTaskExecutor.class)
                                .submit(() -> String.valueOf(MDC.get("request_id")))
                                .get(10, TimeUnit.SECONDS))
                        .isEqualTo("null");
            } finally {
                MDC.clear();
            }
        });
    }

    @Test
    void worksWithoutContextPropagation() {
        runner.withClassLoader(new FilteredClassLoader("io.micrometer.context")).run(context -> {
            assertThat(context).hasNotFailed().doesNotHaveBean("gatehouseRequestIdContextRegistration");
            assertThat(context).hasSingleBean(TaskPostProcessor.class);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachScheduledRunHasAnIdOfItsOwn(boolean virtual) throws Exception {
        try (RunningService service = RunningService.start(
                Clockwork.class, "spring.threads.virtual.enabled=" + virtual, "spring.task.scheduling.pool.size=2")) {
            Ticks ticks = service.context().getBean(Ticks.class);
            assertThat(ticks.ran.await(20, TimeUnit.SECONDS)).isTrue();
            List<String> ids = List.copyOf(ticks.ids);
            assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{32}"));
        }
    }

    static class Worker {

        @Async
        CompletableFuture<String> id() {
            return CompletableFuture.completedFuture(String.valueOf(MDC.get("request_id")));
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

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    @Import(Worker.class)
    static class AsyncWithSecurity {

        @Bean
        DelegatingSecurityContextAsyncTaskExecutor taskExecutor() {
            ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
            pool.setDaemon(true);
            pool.initialize();
            return new DelegatingSecurityContextAsyncTaskExecutor(pool);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Clockwork {

        @Bean
        Ticks ticks() {
            return new Ticks();
        }
    }

    static class Ticks {

        final Queue<String> ids = new ConcurrentLinkedQueue<>();
        final CountDownLatch ran = new CountDownLatch(6);

        @Scheduled(fixedRate = 5)
        void tick() {
            note();
        }

        @Scheduled(fixedDelay = 5)
        void tock() {
            note();
        }

        private void note() {
            if (ran.getCount() > 0) {
                ids.add(String.valueOf(MDC.get("request_id")));
                ran.countDown();
            }
        }
    }
}
