package dev.gatehouse.autoconfigure.requestid;

import dev.gatehouse.requestid.InvalidRequestIdListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;

/** Counts invalid request ids as {@code gatehouse.request_id.invalid}, without tags. */
final class InvalidRequestIdMeter implements InvalidRequestIdListener {

    private final Counter counter;

    InvalidRequestIdMeter(MeterRegistry registry) {
        this.counter = Counter.builder("gatehouse.request_id.invalid")
                .description("Inbound request ids that did not have the allowed form.")
                .register(registry);
    }

    @Override
    public void onInvalidId(HttpServletRequest request) {
        counter.increment();
    }
}
