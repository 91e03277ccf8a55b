package dev.gatehouse.audit;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One action worth remembering (ASVS 5.0, 16.2.1: when, where, who, what). Never put a secret in it. Immutable.
 *
 * @param occurredAt when; kept to the microsecond, as databases do
 * @param actorType what acted, e.g. {@code user}, {@code api_key}, {@code system}, {@code anonymous}
 * @param actorId who; null if unknown
 * @param onBehalfOf for whom, where somebody acts for another; else null
 * @param action what, e.g. {@code login}, {@code role_granted}
 * @param targetType what kind of thing it was done to; null if none
 * @param targetId which one; null if none
 * @param outcome how it ended
 * @param reason why it ended so, from a closed set; null if that needs no saying
 * @param origin where it came from
 * @param details whatever else, without personal data
 */
public record AuditEvent(
        Instant occurredAt,
        String actorType,
        @Nullable String actorId,
        @Nullable String onBehalfOf,
        String action,
        @Nullable String targetType,
        @Nullable String targetId,
        AuditOutcome outcome,
        @Nullable String reason,
        AuditOrigin origin,
        Map<String, String> details) {

    /**
     * Cuts the time and copies the details.
     *
     * @throws IllegalArgumentException if the kind of actor or the action is blank
     */
    public AuditEvent {
        if (actorType.isBlank() || action.isBlank()) {
            throw new IllegalArgumentException("An audit event needs the kind of its actor and its action.");
        }
        occurredAt = occurredAt.minusNanos(occurredAt.getNano() % 1000);
        details = Map.copyOf(details);
    }

    /** In a fixed order, for the MAC. */
    Map<String, String> sortedDetails() {
        return new TreeMap<>(details);
    }

    AuditEvent redacted() {
        return new AuditEvent(
                occurredAt,
                actorType,
                actorId,
                onBehalfOf,
                action,
                targetType,
                targetId,
                outcome,
                reason,
                origin.redacted(),
                details);
    }
}
