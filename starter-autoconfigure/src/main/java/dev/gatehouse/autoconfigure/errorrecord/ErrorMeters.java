package dev.gatehouse.autoconfigure.errorrecord;

import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ErrorSeverity;
import dev.gatehouse.errorrecord.ErrorFingerprint;
import dev.gatehouse.errorrecord.ErrorRecordListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Counts errors as {@code gatehouse.errors} by category and severity, whether they are recorded or not. */
final class ErrorMeters implements ErrorRecordListener {

    private static final int SEVERITIES = ErrorSeverity.values().length;

    private final MeterRegistry registry;
    private final AtomicReferenceArray<Counter> counters =
            new AtomicReferenceArray<>(ErrorCategory.values().length * SEVERITIES);

    ErrorMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void onError(ErrorFingerprint fingerprint) {
        int place = fingerprint.category().ordinal() * SEVERITIES
                + fingerprint.severity().ordinal();
        Counter counter = counters.get(place);
        if (counter == null) {
            counter = register(fingerprint);
            counters.set(place, counter);
        }
        counter.increment();
    }

    /** The registry gives the same counter to whoever asks again. */
    private Counter register(ErrorFingerprint fingerprint) {
        return Counter.builder("gatehouse.errors")
                .description("Errors of the service: uncaught exceptions and answers of 500 and above")
                .tag("category", fingerprint.category().text())
                .tag("severity", fingerprint.severity().text())
                .register(registry);
    }
}
