package dev.gatehouse.sample.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.requestid.RequestIds;
import dev.gatehouse.sample.HttpTest;
import dev.gatehouse.sample.TestClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import net.javacrumbs.shedlock.core.LockingTaskExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;

/** What two instances that share a database know of their jobs. */
class JobRunnerTests extends HttpTest {

    @Autowired
    private LockingTaskExecutor locks;

    @Autowired
    private SharedSuccesses successes;

    @Autowired
    private ObjectProvider<RequestIds> ids;

    @Autowired
    private Clock clock;

    @Autowired
    private TestClock time;

    @AfterEach
    void putTheClockBack() {
        time.reset();
    }

    @Test
    void oneThatFindsTheLockTakenLearnsOfTheSuccessOfTheOther() {
        Work work = new Work();
        Instance one = new Instance(work);
        Instance other = new Instance(work);
        time.forward(work.interval().multipliedBy(2));
        one.run();
        other.run();
        time.forward(work.interval().multipliedBy(2));

        assertThat(work.runs).isEqualTo(1);
        assertThat(other.monitor.overdue()).isEmpty();
        assertThat(other.lastSuccess()).isPositive().isEqualTo(one.lastSuccess());
        assertThat(other.meters.find("job.runs").timer()).isNull();
    }

    @Test
    void jobThatFailsOnTheOtherIsOverdueOnBoth() {
        Work work = new Work();
        work.fails = true;
        Instance one = new Instance(work);
        Instance other = new Instance(work);
        one.run();
        time.forward(work.interval().multipliedBy(3).plusMinutes(2));
        other.run();

        assertThat(work.runs).isEqualTo(1);
        assertThat(one.monitor.overdue()).containsExactly(work.name());
        assertThat(other.monitor.overdue()).containsExactly(work.name());
        assertThat(one.lastSuccess()).isZero();
    }

    @Test
    void everyInstanceRunsWhatNeedsNoLock() {
        Work work = new Work();
        work.alone = false;
        new Instance(work).run();
        Instance other = new Instance(work);
        other.run();

        assertThat(work.runs).isEqualTo(2);
        assertThat(other.lastSuccess()).isPositive();
    }

    @Test
    void metersTellOutcomesAndIntervals() {
        Work work = new Work();
        Instance instance = new Instance(work);
        instance.run();
        Work failing = new Work();
        failing.fails = true;
        Instance other = new Instance(failing);
        other.run();

        assertThat(instance.runs("success")).isEqualTo(1);
        assertThat(other.runs("failure")).isEqualTo(1);
        assertThat(instance.meters
                        .get("job.interval")
                        .tag("name", work.name())
                        .timeGauge()
                        .value())
                .isEqualTo(3600);
    }

    @Test
    void jobIsOverdueAfterThreeIntervalsAndAMinute() {
        Work work = new Work();
        Instance instance = new Instance(work);
        instance.run();
        time.forward(work.interval().multipliedBy(3));
        assertThat(instance.monitor.overdue()).isEmpty();
        time.forward(Duration.ofMinutes(1).plusSeconds(1));
        assertThat(instance.monitor.overdue()).containsExactly(work.name());
    }

    /** Of the service, with what it shares with the others. */
    private final class Instance {

        private final MeterRegistry meters = new SimpleMeterRegistry();
        private final Work work;
        private final JobMonitor monitor;
        private final JobRunner runner;

        private Instance(Work work) {
            this.work = work;
            this.monitor = new JobMonitor(List.of(work), meters, clock);
            this.runner = new JobRunner(locks, monitor, successes, ids, clock);
        }

        private void run() {
            runner.run(work);
        }

        private double lastSuccess() {
            return meters.get("job.last.success").timeGauge().value();
        }

        private long runs(String outcome) {
            return meters.get("job.runs")
                    .tags("name", work.name(), "outcome", outcome)
                    .timer()
                    .count();
        }
    }

    private static final class Work implements Job {

        private final String name = "work-" + UUID.randomUUID();
        private boolean alone = true;
        private boolean fails;
        private int runs;

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean alone() {
            return alone;
        }

        @Override
        public void run() {
            runs++;
            if (fails) {
                throw new IllegalStateException("expected");
            }
        }
    }
}
