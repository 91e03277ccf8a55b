package dev.gatehouse.sample.audit;

import dev.gatehouse.audit.AuditSeal;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/**
 * The end of the chain as metrics, which are kept on another machine: if a former value of {@code audit.seal.head} belongs to
 * no link any more, the end was cut off.
 */
@Component
class AuditMeters implements MeterBinder {

    /** 48 bits: a number that every monitoring keeps exactly. */
    private static final int HEAD_DIGITS = 12;

    private final AuditSeals seals;

    AuditMeters(AuditSeals seals) {
        this.seals = seals;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "audit.seal.sequence", "Number of the last sealed row.", AuditSeal::toSequence);
        gauge(
                registry,
                "audit.seal.head",
                "The first 48 bits of the hash of the last link.",
                seal -> Long.parseLong(seal.hash().substring(0, HEAD_DIGITS), 16));
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<AuditSeal> value) {
        Gauge.builder(name, seals, all -> all.last().map(value::applyAsDouble).orElse(0.0))
                .description(description)
                .register(registry);
    }
}
