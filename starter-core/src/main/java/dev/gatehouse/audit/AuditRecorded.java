package dev.gatehouse.audit;

/**
 * Tells other parts of a service that an event stands in the audit log, and will stay there: whoever writes the log publishes
 * it once the transaction that the row is in was committed. Immutable.
 *
 * @param event the event
 */
public record AuditRecorded(AuditEvent event) {}
