package dev.gatehouse.sample.audit;

import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditRecorded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Publishes {@link AuditRecorded}, on the thread that wrote the row. By then nothing can be taken back, so a listener that
 * fails fails no request; it keeps the event from listeners behind it, though. That thread still holds the connection of its
 * transaction, also behind the commit: a listener that needs one takes it on another thread, or all wait for each other.
 */
@Component
class AuditAnnouncer {

    private static final Logger log = LoggerFactory.getLogger(AuditAnnouncer.class);

    private final ApplicationEventPublisher publisher;

    AuditAnnouncer(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    /** Waits for the commit; at once where the row was committed by itself. */
    void afterCommit(AuditEvent event) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            now(event);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                now(event);
            }
        });
    }

    void now(AuditEvent event) {
        try {
            publisher.publishEvent(new AuditRecorded(event));
        } catch (VirtualMachineError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            log.warn("A listener failed at the audit event {}.", event.action(), e);
        }
    }
}
