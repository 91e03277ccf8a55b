package dev.gatehouse.autoconfigure.upload;

import dev.gatehouse.upload.ScanFailure;
import dev.gatehouse.upload.scan.ClamAvScanner;
import dev.gatehouse.upload.scan.ScannerFault;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Whether clamd answers. Without it the service goes on with everything but uploads, so it is never down for that. */
final class ClamAvHealth implements HealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED", "Files cannot be scanned.");
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final ClamAvScanner scanner;
    private final ScanFailure onUnavailable;

    ClamAvHealth(ClamAvScanner scanner, ScanFailure onUnavailable) {
        this.scanner = scanner;
        this.onUnavailable = onUnavailable;
    }

    @Override
    public Health health() {
        ScannerFault fault = scanner.ping(LIMIT);
        if (fault == null) {
            return Health.up().build();
        }
        return Health.status(DEGRADED)
                .withDetail("reason", fault.code())
                .withDetail("uploads", onUnavailable == ScanFailure.ADMIT ? "admitted unscanned" : "refused")
                .build();
    }
}
