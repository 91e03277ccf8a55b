package dev.gatehouse.sample.audit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditOrigin;
import dev.gatehouse.audit.AuditOutcome;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditAnnouncerTests {

    private static final AuditEvent EVENT = new AuditEvent(
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

    @Test
    void aListenerThatFailsFailsNobodyElse() {
        AuditAnnouncer announcer = new AuditAnnouncer(event -> {
            throw new IllegalStateException("The listener is broken.");
        });
        assertThatCode(() -> announcer.afterCommit(EVENT)).doesNotThrowAnyException();
    }

    @Test
    void aListenerWithoutOneOfItsClassesFailsNobodyElse() {
        AuditAnnouncer announcer = new AuditAnnouncer(event -> {
            throw new NoClassDefFoundError("org/example/Mailer");
        });
        assertThatCode(() -> announcer.afterCommit(EVENT)).doesNotThrowAnyException();
    }

    @Test
    void aMachineThatGivesUpIsNoFaultOfAListener() {
        OutOfMemoryError outOfMemory = new OutOfMemoryError("expected");
        AuditAnnouncer announcer = new AuditAnnouncer(event -> {
            throw outOfMemory;
        });
        assertThatThrownBy(() -> announcer.afterCommit(EVENT)).isSameAs(outOfMemory);
    }
}
