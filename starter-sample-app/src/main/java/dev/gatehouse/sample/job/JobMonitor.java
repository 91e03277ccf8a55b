package dev.gatehouse.sample.job;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Knows how jobs went: a timer {@code job.runs} by name and outcome, a gauge {@code job.last.success} with the time of the
 * last good run, and one {@code job.interval} to compare it with. The tag is no {@code job}, which Prometheus has for itself.
 * Thread-safe.
 */
@Component
class JobMonitor {

    private static final int MISSED_RUNS = 3;
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final List<Job> jobs;
    private final Map<String, Instant> lastSuccess = new ConcurrentHashMap<>();
    private final MeterRegistry meters;
    private final Clock clock;
    private final Instant start;

    JobMonitor(List<Job> jobs, MeterRegistry meters, Clock clock) {
        this.jobs = jobs;
        this.meters = meters;
        this.clock = clock;
        this.start = clock.instant();
        for (Job job : jobs) {
            TimeGauge.builder("job.last.success", this, TimeUnit.SECONDS, monitor -> monitor.seconds(job))
                    .tag("name", job.name())
                    .description("When a job last succeeded, as far as this instance knows; 0 before.")
                    .register(meters);
            TimeGauge.builder(
                            "job.interval",
                            job,
                            TimeUnit.MILLISECONDS,
                            watched -> watched.interval().toMillis())
                    .tag("name", job.name())
                    .description("How long a job waits between two runs.")
                    .register(meters);
        }
    }

    void watch(Job job, Runnable run) {
        Timer.Sample sample = Timer.start(meters);
        String outcome = "failure";
        try {
            run.run();
            outcome = "success";
            succeeded(job, clock.instant());
        } finally {
            sample.stop(meters.timer("job.runs", "name", job.name(), "outcome", outcome));
        }
    }

    /** Notes that a job was done, here or on another instance. */
    void succeeded(Job job, Instant at) {
        lastSuccess.merge(job.name(), at, (before, now) -> now.isAfter(before) ? now : before);
    }

    /** The jobs that should have been done several times by now and were not. */
    List<String> overdue() {
        Instant now = clock.instant();
        return jobs.stream()
                .filter(job -> idleSince(job)
                        .plus(job.interval().multipliedBy(MISSED_RUNS))
                        .plus(GRACE)
                        .isBefore(now))
                .map(Job::name)
                .sorted()
                .toList();
    }

    /** Before the start nobody may have been there to do it. */
    private Instant idleSince(Job job) {
        Instant last = lastSuccess.getOrDefault(job.name(), start);
        return last.isAfter(start) ? last : start;
    }

    private double seconds(Job job) {
        Instant last = lastSuccess.get(job.name());
        return last == null ? 0 : last.getEpochSecond();
    }
}
