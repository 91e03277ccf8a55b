package dev.gatehouse.autoconfigure.environment;

import dev.gatehouse.environment.Severity;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;

/** How many findings of each severity the environment check has, suppressed ones not among them. */
final class FindingMeters implements MeterBinder {

    private final EnvironmentInspection inspection;

    FindingMeters(EnvironmentInspection inspection) {
        this.inspection = inspection;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Severity severity : Severity.values()) {
            Gauge.builder(
                            "gatehouse.environment.findings",
                            inspection,
                            found -> found.report().count(severity))
                    .description("Findings of the environment check")
                    .tag("severity", severity.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }
}
