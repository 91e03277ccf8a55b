/**
 * Audit log: who did what, when, from where and how it ended, in rows that show when one was changed, left out or cut off.
 * {@link dev.gatehouse.audit.AuditSink} takes events, {@link dev.gatehouse.audit.AuditChain} seals and verifies rows, and {@link
 * dev.gatehouse.audit.AuditRecorded} tells others of what was written.
 */
@NullMarked
package dev.gatehouse.audit;

import org.jspecify.annotations.NullMarked;
