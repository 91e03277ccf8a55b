package dev.gatehouse.autoconfigure.errorrecord;

import dev.gatehouse.errorrecord.ErrorRecorder;
import dev.gatehouse.errorrecord.ErrorStore;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/** Counts what the error record lost, and the groups that left it because it was full. */
final class ErrorRecordMeters implements MeterBinder {

    private final ErrorRecorder recorder;
    private final ErrorStore store;

    ErrorRecordMeters(ErrorRecorder recorder, ErrorStore store) {
        this.recorder = recorder;
        this.store = store;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        lost(registry, "queue_full", ErrorRecorder::dropped);
        lost(registry, "store_failed", ErrorRecorder::failed);
        FunctionCounter.builder("gatehouse.error_record.evicted", store, ErrorStore::evicted)
                .description("Groups that left the error record because it was full")
                .register(registry);
    }

    private void lost(MeterRegistry registry, String reason, ToDoubleFunction<ErrorRecorder> count) {
        FunctionCounter.builder("gatehouse.error_record.lost", recorder, count)
                .description("Errors that were counted, but not recorded")
                .tag("reason", reason)
                .register(registry);
    }
}
