package dev.gatehouse.sample.job;

import java.util.List;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** The part {@code jobs} of the health: down when a job was not done for several intervals. */
@Component
class JobsHealthIndicator extends AbstractHealthIndicator {

    private final JobProperties properties;
    private final JobMonitor monitor;

    JobsHealthIndicator(JobProperties properties, JobMonitor monitor) {
        this.properties = properties;
        this.monitor = monitor;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        List<String> overdue = properties.enabled() ? monitor.overdue() : List.of();
        if (overdue.isEmpty()) {
            health.up();
        } else {
            health.down().withDetail("overdue", overdue);
        }
    }
}
