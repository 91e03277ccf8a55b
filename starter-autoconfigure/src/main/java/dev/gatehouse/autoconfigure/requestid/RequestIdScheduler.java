package dev.gatehouse.autoconfigure.requestid;

import dev.gatehouse.requestid.RequestIds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.SchedulingAwareRunnable;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * Stands in front of the scheduler of {@code @Scheduled} methods, whichever that is, and gives each run an id of its
 * own. A task decorator alone would not do: virtual-thread schedulers apply none to tasks with a fixed delay.
 */
final class RequestIdScheduler implements TaskScheduler {

    private final TaskScheduler target;
    private final RequestIds ids;

    private RequestIdScheduler(TaskScheduler target, RequestIds ids) {
        this.target = target;
        this.ids = ids;
    }

    static void install(ScheduledTaskRegistrar registrar, RequestIds ids) {
        TaskScheduler target = registrar.getScheduler();
        if (target != null) {
            registrar.setTaskScheduler(new RequestIdScheduler(target, ids));
        }
    }

    @Override
    public Clock getClock() {
        return target.getClock();
    }

    @Override
    public @Nullable ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
        return target.schedule(withId(task), trigger);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, Instant startTime) {
        return target.schedule(withId(task), startTime);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Instant startTime, Duration period) {
        return target.scheduleAtFixedRate(withId(task), startTime, period);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Duration period) {
        return target.scheduleAtFixedRate(withId(task), period);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Instant startTime, Duration delay) {
        return target.scheduleWithFixedDelay(withId(task), startTime, delay);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Duration delay) {
        return target.scheduleWithFixedDelay(withId(task), delay);
    }

    private Runnable withId(Runnable task) {
        return new RunWithId(task, ids);
    }

    /** Keeps what the task says about where it wants to run. */
    private record RunWithId(Runnable task, RequestIds ids) implements SchedulingAwareRunnable {

        @Override
        public void run() {
            ids.runWithIdOrNew(task);
        }

        @Override
        public boolean isLongLived() {
            return task instanceof SchedulingAwareRunnable aware && aware.isLongLived();
        }

        @Override
        public @Nullable String getQualifier() {
            return task instanceof SchedulingAwareRunnable aware ? aware.getQualifier() : null;
        }

        @Override
        public String toString() {
            return task.toString();
        }
    }
}
