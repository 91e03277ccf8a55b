package dev.gatehouse.sample.job;

import dev.gatehouse.requestid.RequestIds;
import java.time.Clock;
import java.time.Duration;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockingTaskExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Runs a job once, under its lock and an id for its log lines, and tells the monitor how that went. Thread-safe. */
@Component
class JobRunner {

    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

    /** After that a lock is taken for one of a dead process. */
    private static final Duration LONGEST_RUN = Duration.ofMinutes(10);

    private final LockingTaskExecutor locks;
    private final JobMonitor monitor;
    private final SharedSuccesses successes;
    private final ObjectProvider<RequestIds> ids;
    private final Clock clock;

    /** Ids are missing where Gatehouse is switched off. */
    JobRunner(
            LockingTaskExecutor locks,
            JobMonitor monitor,
            SharedSuccesses successes,
            ObjectProvider<RequestIds> ids,
            Clock clock) {
        this.locks = locks;
        this.monitor = monitor;
        this.successes = successes;
        this.ids = ids;
        this.clock = clock;
    }

    void run(Job job) {
        RequestIds source = ids.getIfAvailable();
        if (source == null) {
            attempt(job);
        } else {
            source.runWithNewId(() -> attempt(job));
        }
    }

    private void attempt(Job job) {
        try {
            if (job.alone()) {
                locks.executeWithLock((Runnable) () -> alone(job), lock(job));
                // Without the lock another instance is at it, and knows how that goes.
                successes.last(job).ifPresent(at -> monitor.succeeded(job, at));
            } else {
                watched(job);
            }
        } catch (RuntimeException e) {
            log.error("The job {} failed. It is run again in {}.", job.name(), job.interval(), e);
        }
    }

    private void alone(Job job) {
        watched(job);
        successes.note(job, clock.instant());
    }

    private void watched(Job job) {
        monitor.watch(job, job::run);
    }

    /** Kept for most of the interval, so that several instances together do it as often as one. */
    private LockConfiguration lock(Job job) {
        Duration kept = job.interval().multipliedBy(9).dividedBy(10);
        Duration longest = kept.compareTo(LONGEST_RUN) > 0 ? kept : LONGEST_RUN;
        return new LockConfiguration(clock.instant(), job.name(), longest, kept);
    }
}
