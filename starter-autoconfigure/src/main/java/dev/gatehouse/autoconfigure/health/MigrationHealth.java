package dev.gatehouse.autoconfigure.health;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Whether the schema is the one that this version of the service was written for. */
final class MigrationHealth extends AbstractHealthIndicator {

    private final List<Flyway> databases;

    MigrationHealth(List<Flyway> databases) {
        super("The check of the migrations failed.");
        this.databases = databases;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        int pending = 0;
        int failed = 0;
        int applied = 0;
        for (Flyway flyway : databases) {
            MigrationInfoService info = flyway.info();
            pending += info.pending().length;
            for (MigrationInfo migration : info.applied()) {
                applied++;
                failed += migration.getState().isFailed() ? 1 : 0;
            }
        }
        builder.status(pending == 0 && failed == 0 ? "UP" : "DOWN")
                .withDetail("applied", applied)
                .withDetail("pending", pending)
                .withDetail("failed", failed);
    }
}
