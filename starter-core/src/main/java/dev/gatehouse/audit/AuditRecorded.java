package dev.gatehouse.audit;

/**
 * Tells other parts of a service that an event stands in the audit log, and will stay there: whoever writes the log publishes
 * it once the transaction that the row is in was committed. Its thread may hold the connection of that transaction still: a
 * listener that needs one from the same pool, or may fail, listens on another thread. Immutable.
 *
 * @param event the event
 */
public record AuditRecorded(AuditEvent event) {}
