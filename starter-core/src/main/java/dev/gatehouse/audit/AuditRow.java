package dev.gatehouse.audit;

import org.jspecify.annotations.Nullable;

/**
 * A kept event with what proves that it was not changed. Immutable.
 *
 * @param sequence its number; rows are in the order of their numbers, which may have gaps
 * @param event the event
 * @param addressMac the MAC of the address, which stays when the address is erased; null without one
 * @param userAgentMac the MAC of the agent; null without one
 * @param labelMac the MAC of the label; null without one
 * @param mac the MAC of all but the personal data itself, in 64 hexadecimal digits
 */
public record AuditRow(
        long sequence,
        AuditEvent event,
        @Nullable String addressMac,
        @Nullable String userAgentMac,
        @Nullable String labelMac,
        String mac) {

    /**
     * Erases the personal data. The row stays genuine.
     *
     * @return a copy without address, agent and label
     */
    public AuditRow redacted() {
        return new AuditRow(sequence, event.redacted(), addressMac, userAgentMac, labelMac, mac);
    }
}
