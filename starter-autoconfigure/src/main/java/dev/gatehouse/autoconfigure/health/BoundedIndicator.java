package dev.gatehouse.autoconfigure.health;

import dev.gatehouse.health.CachedCheck;
import dev.gatehouse.health.HealthResult;
import dev.gatehouse.health.HealthStatus;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** An indicator that answers in time: with the result of its check, as our own endpoints give it. */
final class BoundedIndicator implements HealthIndicator {

    private final CachedCheck check;
    private final IndicatorCheck source;
    private final Runnable refreshOthers;

    BoundedIndicator(CachedCheck check, IndicatorCheck source, Runnable refreshOthers) {
        this.check = check;
        this.source = source;
        this.refreshOthers = refreshOthers;
    }

    CachedCheck check() {
        return check;
    }

    /**
     * Whether this answers for an indicator, too. Some are made anew for each who asks, so another instance of the same
     * kind takes over with the next check; another kind needs a check of its own.
     */
    boolean answersFor(HealthIndicator latest) {
        return source.follow(latest);
    }

    /** Actuator asks one after the other, so the others start now: waiting for all takes no longer than for one. */
    @Override
    public Health health() {
        refreshOthers.run();
        HealthResult result = check.result();
        HealthStatus effect = result.effect();
        Health.Builder health = Health.status(toStatus(effect)).withDetails(result.details());
        if (effect != result.status()) {
            health.withDetail(IndicatorCheck.REPORTED, result.status().name());
        }
        if (result.failure() == HealthResult.Failure.TIME_OUT) {
            health.withDetail(
                    "error",
                    "No answer within " + check.part().times().timeout().toMillis() + " ms.");
        }
        return health.build();
    }

    private static Status toStatus(HealthStatus status) {
        return switch (status) {
            case UNKNOWN -> Status.UNKNOWN;
            case UP -> Status.UP;
            case DEGRADED -> IndicatorCheck.DEGRADED;
            case OUT_OF_SERVICE -> Status.OUT_OF_SERVICE;
            case DOWN -> Status.DOWN;
        };
    }
}
