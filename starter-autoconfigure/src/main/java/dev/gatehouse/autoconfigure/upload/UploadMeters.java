package dev.gatehouse.autoconfigure.upload;

import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.multipart.UploadListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts verdicts; there are as many reasons as checks. */
final class UploadMeters implements UploadListener {

    private final MeterRegistry registry;
    private final ConcurrentMap<String, Counter> accepted = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Counter> rejected = new ConcurrentHashMap<>();

    /** What alerts watch is there from the start: a counter that is born with 1 does not increase for Prometheus. */
    UploadMeters(MeterRegistry registry) {
        this.registry = registry;
        for (UploadReason watched : List.of(UploadReason.SCANNER_UNAVAILABLE, UploadReason.MALWARE_FOUND)) {
            rejected.put(watched.code(), register("rejected", watched.code()));
        }
    }

    @Override
    public void onVerdict(boolean ofAcceptance, String reason) {
        if (ofAcceptance) {
            accepted.computeIfAbsent(reason, word -> register("accepted", word)).increment();
        } else {
            rejected.computeIfAbsent(reason, word -> register("rejected", word)).increment();
        }
    }

    private Counter register(String verdict, String reason) {
        return Counter.builder("gatehouse.uploads")
                .description("Files that were accepted, and requests that were refused because of their files")
                .tag("verdict", verdict)
                .tag("reason", reason)
                .register(registry);
    }
}
