package dev.gatehouse.sample.errorrecord;

import dev.gatehouse.sample.job.Job;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Forgets what has not gone wrong for long. */
@Component
class OldErrorCleanUp implements Job {

    private final DatabaseErrorStore store;
    private final RetentionProperties properties;
    private final Clock clock;

    OldErrorCleanUp(DatabaseErrorStore store, RetentionProperties properties, Clock clock) {
        this.store = store;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "old-error-clean-up";
    }

    @Override
    public void run() {
        store.removeUnseenSince(clock.instant().minus(properties.retention()));
    }
}
