package dev.gatehouse.audit;

/**
 * Takes audit events. Implementations are thread-safe. An event is written in the transaction of its action, so that neither
 * is there without the other; one about a failure, whose transaction rolls back, in its own.
 */
@FunctionalInterface
public interface AuditSink {

    /**
     * Keeps an event.
     *
     * @param event the event
     */
    void append(AuditEvent event);
}
