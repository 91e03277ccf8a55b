package dev.gatehouse.autoconfigure.health;

import dev.gatehouse.health.HealthReport;
import dev.gatehouse.health.HealthStatus;
import java.util.function.BooleanSupplier;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;

/** What the endpoints tell: the state of the application itself, and its parts. */
final class ServiceHealth {

    private final ApplicationAvailability availability;
    private final BooleanSupplier draining;
    private final HealthParts parts;

    ServiceHealth(ApplicationAvailability availability, BooleanSupplier draining, HealthParts parts) {
        this.availability = availability;
        this.draining = draining;
        this.parts = parts;
    }

    /** Looks at no part: whoever restarts the service for the fault of another makes things worse. */
    HealthStatus live() {
        LivenessState state = availability.getState(LivenessState.class, LivenessState.CORRECT);
        return state == LivenessState.CORRECT ? HealthStatus.UP : HealthStatus.DOWN;
    }

    HealthStatus accepting() {
        if (draining.getAsBoolean()) {
            return HealthStatus.OUT_OF_SERVICE;
        }
        ReadinessState state = availability.getState(ReadinessState.class, ReadinessState.REFUSING_TRAFFIC);
        return state == ReadinessState.ACCEPTING_TRAFFIC ? HealthStatus.UP : HealthStatus.OUT_OF_SERVICE;
    }

    HealthStatus ready() {
        HealthStatus own = accepting();
        return own.isAvailable() ? parts.required().status() : own;
    }

    HealthStatus whole() {
        return whole(parts.all());
    }

    HealthStatus whole(HealthReport report) {
        return report.status().or(accepting()).or(live());
    }

    HealthReport report() {
        return parts.all();
    }
}
