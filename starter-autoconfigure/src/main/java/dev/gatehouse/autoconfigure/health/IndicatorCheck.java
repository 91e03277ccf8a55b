package dev.gatehouse.autoconfigure.health;

import dev.gatehouse.health.HealthCheck;
import dev.gatehouse.health.HealthReading;
import dev.gatehouse.health.HealthStatus;
import java.util.function.Supplier;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Asks an indicator, the latest of its name. A status of its own making counts by the HTTP status that Actuator would answer it with. */
final class IndicatorCheck implements HealthCheck {

    static final Status DEGRADED = new Status("DEGRADED");

    /** Where a status stands that is none of ours. */
    static final String REPORTED = "reported";

    private volatile HealthIndicator indicator;
    private final Supplier<HttpCodeStatusMapper> statuses;

    IndicatorCheck(HealthIndicator indicator, Supplier<HttpCodeStatusMapper> statuses) {
        this.indicator = indicator;
        this.statuses = statuses;
    }

    /** Asks another one from now on if that is of the same kind. */
    boolean follow(HealthIndicator latest) {
        HealthIndicator known = indicator;
        if (latest == known) {
            return true;
        }
        if (latest.getClass() != known.getClass()) {
            return false;
        }
        indicator = latest;
        return true;
    }

    @Override
    public HealthReading check() {
        Health health = indicator.health(true);
        if (health == null) {
            return HealthReading.of(HealthStatus.UNKNOWN);
        }
        String code = health.getStatus().getCode();
        for (HealthStatus status : HealthStatus.values()) {
            if (status.name().equals(code)) {
                return new HealthReading(status, health.getDetails());
            }
        }
        boolean served = statuses.get().getStatusCode(health.getStatus()) < 500;
        return new HealthReading(served ? HealthStatus.DEGRADED : HealthStatus.DOWN, health.getDetails())
                .with(REPORTED, code);
    }
}
