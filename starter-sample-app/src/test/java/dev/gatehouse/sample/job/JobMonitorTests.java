package dev.gatehouse.sample.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** How it shows that a job failed, or was not done. */
class JobMonitorTests {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final Duration UNTIL_OVERDUE = INTERVAL.multipliedBy(3).plusMinutes(1);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Time time = new Time();
    private final TestJob job = new TestJob("clean-up");
    private final TestJob other = new TestJob("other-work");
    private final JobMonitor monitor = new JobMonitor(List.of(job, other), meters, time);

    @Test
    void aGoodRunIsCountedAndItsTimeKept() {
        assertThat(lastSuccess()).isZero();
        time.pass(Duration.ofMinutes(5));
        monitor.watch(job, () -> {});

        assertThat(runs("success")).isEqualTo(1);
        assertThat(runs("failure")).isZero();
        assertThat(lastSuccess()).isEqualTo(START.plusSeconds(300).getEpochSecond());
    }

    @Test
    void aFailureIsCountedAndDoesNotPassForASuccess() {
        assertThatThrownBy(() -> monitor.watch(job, TestJob::fail)).hasMessage("expected");

        assertThat(runs("failure")).isEqualTo(1);
        assertThat(runs("success")).isZero();
        assertThat(lastSuccess()).isZero();
    }

    @Test
    void aJobIsOverdueAfterThreeIntervalsAndAMinute() {
        time.pass(UNTIL_OVERDUE);
        assertThat(monitor.overdue()).isEmpty();
        time.pass(Duration.ofMillis(1));
        assertThat(monitor.overdue()).containsExactly("clean-up", "other-work");
        monitor.watch(job, () -> {});
        assertThat(monitor.overdue()).containsExactly("other-work");
    }

    @Test
    void failuresDoNotPutItOff() {
        time.pass(UNTIL_OVERDUE);
        assertThatThrownBy(() -> monitor.watch(job, TestJob::fail)).hasMessage("expected");
        time.pass(Duration.ofMillis(1));

        assertThat(monitor.overdue()).contains("clean-up");
    }

    @Test
    void whatAnotherInstanceDoesCountsAsDoneAndNotAsARunOfThisOne() {
        time.pass(UNTIL_OVERDUE);
        monitor.succeeded(job, START.plusSeconds(60));
        time.pass(Duration.ofMillis(1));

        assertThat(monitor.overdue()).containsExactly("other-work");
        assertThat(lastSuccess()).isEqualTo(START.plusSeconds(60).getEpochSecond());
        assertThat(runs("success")).isZero();
    }

    /** The whole service may have stood still, and another instance be at it again. */
    @Test
    void nothingIsOverdueForWhatWasNotDoneBeforeTheStart() {
        monitor.succeeded(job, START.minus(Duration.ofHours(12)));
        time.pass(UNTIL_OVERDUE);
        assertThat(monitor.overdue()).isEmpty();
        time.pass(Duration.ofMillis(1));
        assertThat(monitor.overdue()).contains("clean-up");
    }

    @Test
    void whatIsHeardOfLateTakesNothingBack() {
        time.pass(Duration.ofMinutes(5));
        monitor.watch(job, () -> {});
        monitor.succeeded(job, START.plusSeconds(60));

        assertThat(lastSuccess()).isEqualTo(START.plusSeconds(300).getEpochSecond());
    }

    @Test
    void theIntervalStandsBesideTheLastSuccess() {
        assertThat(meters.get("job.interval")
                        .tag("name", "clean-up")
                        .timeGauge()
                        .value(TimeUnit.SECONDS))
                .isEqualTo(3600);
    }

    @Test
    void healthIsDownWhileAJobIsOverdue() {
        assertThat(health(true).getStatus()).isEqualTo(Status.UP);
        time.pass(UNTIL_OVERDUE.plusMillis(1));

        assertThat(health(true).getStatus()).isEqualTo(Status.DOWN);
        assertThat(health(true).getDetails()).isEqualTo(Map.of("overdue", List.of("clean-up", "other-work")));
        // An instance that runs none has none to miss.
        assertThat(health(false).getStatus()).isEqualTo(Status.UP);
    }

    private Health health(boolean enabled) {
        return new JobsHealthIndicator(new JobProperties(enabled), monitor).health();
    }

    private long runs(String outcome) {
        var timer = meters.find("job.runs")
                .tags("name", "clean-up", "outcome", outcome)
                .timer();
        return timer == null ? 0 : timer.count();
    }

    private double lastSuccess() {
        return meters.get("job.last.success")
                .tag("name", "clean-up")
                .timeGauge()
                .value();
    }

    private static final class TestJob implements Job {

        private final String name;

        TestJob(String name) {
            this.name = name;
        }

        static void fail() {
            throw new IllegalStateException("expected");
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Duration interval() {
            return INTERVAL;
        }

        @Override
        public void run() {
            fail();
        }
    }

    private static final class Time extends Clock {

        private Instant now = START;

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
