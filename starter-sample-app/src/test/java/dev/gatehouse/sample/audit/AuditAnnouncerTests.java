package dev.gatehouse.sample.audit;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditOrigin;
import dev.gatehouse.audit.AuditOutcome;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditAnnouncerTests {

    @Test
    void aListenerThatFailsFailsNobodyElse() {
        AuditAnnouncer announcer = new AuditAnnouncer(event -> {
            throw new IllegalStateException("The listener is broken.");
        });
        AuditEvent event = new AuditEvent(
                Instant.EPOCH,
                "system",
                null,
                null,
                "moved",
                null,
                null,
                AuditOutcome.SUCCESS,
                null,
                AuditOrigin.INTERNAL,
                Map.of());
        assertThatCode(() -> announcer.afterCommit(event)).doesNotThrowAnyException();
    }
}
