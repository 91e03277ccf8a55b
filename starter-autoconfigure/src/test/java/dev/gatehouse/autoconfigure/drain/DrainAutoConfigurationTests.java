package dev.gatehouse.autoconfigure.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import dev.gatehouse.drain.Drain;
import dev.gatehouse.drain.ShutdownTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

class DrainAutoConfigurationTests {

    private final WebApplicationContextRunner runner =
            new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(DrainAutoConfiguration.class));

    @ParameterizedTest
    @CsvSource({
        "spring.profiles.active=dev, 0, 30",
        "spring.profiles.active=prod, 5, 30",
        "spring.profiles.active=production, 5, 30",
        "spring.profiles.active=prod;gatehouse.drain.delay=0s, 0, 30",
        "gatehouse.drain.delay=7s, 7, 30",
        "spring.lifecycle.timeout-per-shutdown-phase=10s, 0, 10",
        "server.shutdown=immediate, 0, 0",
    })
    void drainsForAWhileInProduction(String properties, int drain, int inFlight) {
        runner.withPropertyValues(properties.split(";")).run(context -> {
            ShutdownTimes times = context.getBean(ShutdownTimes.class);
            assertThat(times.drain()).hasSeconds(drain);
            assertThat(times.inFlight()).hasSeconds(inFlight);
        });
    }

    @Test
    void endsConnectionsAlsoWhereOnlyTheApplicationDrains() {
        runner.withPropertyValues("gatehouse.drain.delay=0s")
                .run(context -> assertThat(
                                context.getBean("gatehouseDrainFilterRegistration", FilterRegistrationBean.class)
                                        .isEnabled())
                        .isTrue());
    }

    @Test
    void isOffByItsProperty() {
        for (String off : List.of("gatehouse.drain.enabled=false", "gatehouse.enabled=false")) {
            runner.withPropertyValues(off)
                    .run(context ->
                            assertThat(context).doesNotHaveBean(Drain.class).doesNotHaveBean("gatehouseDrainOnClose"));
        }
    }

    @Test
    void givesWayToBeansOfTheApplication() {
        runner.withUserConfiguration(Own.class).run(context -> {
            assertThat(context.getBean(Drain.class)).isSameAs(context.getBean("ownDrain"));
            assertThat(context.getBean(ShutdownTimes.class).drain()).hasMinutes(1);
        });
    }

    @Test
    void waitsOnceWhenTheContextOfAServiceThatWasReadyEnds() {
        List<Long> pauses = new ArrayList<>();
        ApplicationContext context = mock(ApplicationContext.class);
        Drain drain = new Drain();
        DrainOnClose onClose = new DrainOnClose(drain, times(5), context, pauses::add);
        onClose.onApplicationEvent(new AvailabilityChangeEvent<>(context, ReadinessState.ACCEPTING_TRAFFIC));
        onClose.onApplicationEvent(new ContextClosedEvent(mock(ApplicationContext.class)));
        assertThat(pauses).isEmpty();
        onClose.onApplicationEvent(new ContextClosedEvent(context));
        onClose.stop();
        assertThat(pauses).containsExactly(5000L);
        assertThat(drain.hasBegun()).isTrue();
    }

    @Test
    void doesNotWaitWhereNobodyEverCame() {
        List<Long> pauses = new ArrayList<>();
        ApplicationContext context = mock(ApplicationContext.class);
        new DrainOnClose(new Drain(), times(5), context, pauses::add)
                .onApplicationEvent(new ContextClosedEvent(context));
        DrainOnClose without = new DrainOnClose(new Drain(), times(0), context, pauses::add);
        without.onApplicationEvent(new AvailabilityChangeEvent<>(context, ReadinessState.ACCEPTING_TRAFFIC));
        without.onApplicationEvent(new ContextClosedEvent(context));
        assertThat(pauses).isEmpty();
    }

    @Test
    void waitsAsTheFirstToStopWhereEventsComeLate() {
        List<Long> pauses = new ArrayList<>();
        ApplicationContext context = mock(ApplicationContext.class);
        DrainOnClose onClose = new DrainOnClose(new Drain(), times(5), context, pauses::add);
        onClose.onApplicationEvent(new AvailabilityChangeEvent<>(context, ReadinessState.ACCEPTING_TRAFFIC));
        onClose.stop();
        onClose.onApplicationEvent(new ContextClosedEvent(context));
        assertThat(pauses).containsExactly(5000L);
        assertThat(onClose.getPhase()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void drainsAgainAfterAContextWasStoppedAndStarted() {
        List<Long> pauses = new ArrayList<>();
        ApplicationContext context = mock(ApplicationContext.class);
        Drain drain = new Drain();
        DrainOnClose onClose = new DrainOnClose(drain, times(5), context, pauses::add);
        onClose.start();
        onClose.onApplicationEvent(new AvailabilityChangeEvent<>(context, ReadinessState.ACCEPTING_TRAFFIC));
        onClose.stop();
        assertThat(drain.hasBegun()).isTrue();
        onClose.start();
        assertThat(drain.hasBegun()).isFalse();
        onClose.onApplicationEvent(new ContextClosedEvent(context));
        onClose.stop();
        assertThat(pauses).containsExactly(5000L, 5000L);
        assertThat(drain.hasBegun()).isTrue();
    }

    @Test
    void waitsAlsoWhenTheApplicationBeganTheDrain() {
        List<Long> pauses = new ArrayList<>();
        ApplicationContext context = mock(ApplicationContext.class);
        Drain drain = new Drain();
        DrainOnClose onClose = new DrainOnClose(drain, times(5), context, pauses::add);
        onClose.onApplicationEvent(new AvailabilityChangeEvent<>(context, ReadinessState.ACCEPTING_TRAFFIC));
        drain.begin();
        onClose.onApplicationEvent(new ContextClosedEvent(context));
        onClose.stop();
        assertThat(pauses).containsExactly(5000L);
        onClose.start();
        assertThat(drain.hasBegun()).isTrue();
    }

    @Test
    void leavesADrainAloneThatTheApplicationBegan() {
        Drain drain = new Drain();
        drain.begin();
        DrainOnClose onClose = new DrainOnClose(drain, times(5), mock(ApplicationContext.class), millis -> {});
        onClose.start();
        onClose.stop();
        onClose.start();
        assertThat(drain.hasBegun()).isTrue();
    }

    @Test
    void givesBackNoReadinessThatItDidNotTake() {
        List<ReadinessState> published = new ArrayList<>();
        ApplicationContext context = mock(ApplicationContext.class);
        doAnswer(call -> published.add((ReadinessState) ((AvailabilityChangeEvent<?>) call.getArgument(0)).getState()))
                .when(context)
                .publishEvent(any(ApplicationEvent.class));
        Drain drain = new Drain();
        DrainOnClose onClose = new DrainOnClose(drain, times(5), context, millis -> {});
        drain.begin();
        drain.cancel();
        onClose.onApplicationEvent(new AvailabilityChangeEvent<>(context, ReadinessState.ACCEPTING_TRAFFIC));
        onClose.onApplicationEvent(new AvailabilityChangeEvent<>(context, LivenessState.BROKEN));
        onClose.onApplicationEvent(new AvailabilityChangeEvent<>(context, ReadinessState.REFUSING_TRAFFIC));
        drain.begin();
        drain.cancel();
        assertThat(published).isEmpty();

        onClose.onApplicationEvent(new AvailabilityChangeEvent<>(context, ReadinessState.ACCEPTING_TRAFFIC));
        drain.begin();
        assertThat(published).containsExactly(ReadinessState.REFUSING_TRAFFIC);
        onClose.onApplicationEvent(new AvailabilityChangeEvent<>(context, ReadinessState.REFUSING_TRAFFIC));
        drain.cancel();
        assertThat(published).hasSize(1);
    }

    @Test
    void goesOnWhenItIsInterrupted() {
        ApplicationContext context = mock(ApplicationContext.class);
        DrainOnClose onClose = new DrainOnClose(new Drain(), times(5), context, millis -> {
            throw new InterruptedException();
        });
        onClose.onApplicationEvent(new AvailabilityChangeEvent<>(context, ReadinessState.ACCEPTING_TRAFFIC));
        onClose.onApplicationEvent(new ContextClosedEvent(context));
        assertThat(Thread.interrupted()).isTrue();
    }

    private static ShutdownTimes times(int seconds) {
        return new ShutdownTimes(Duration.ofSeconds(seconds), Duration.ofSeconds(30));
    }

    @Configuration(proxyBeanMethods = false)
    static class Own {

        @Bean
        Drain ownDrain() {
            return new Drain();
        }

        @Bean
        ShutdownTimes ownTimes() {
            return new ShutdownTimes(Duration.ofMinutes(1), Duration.ZERO);
        }
    }
}
