package dev.gatehouse.environment;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A finding that was judged and accepted.
 *
 * @param id the id of the findings
 * @param reason why they are accepted; shown in every report
 * @param until the last day on which they are; null for no end
 */
public record Suppression(
        String id, String reason, @Nullable LocalDate until) {

    /**
     * Checks the reason.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Suppression {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("The suppression of " + id + " has no reason. Say why it is accepted.");
        }
    }

    boolean covers(Finding finding) {
        return id.equalsIgnoreCase(finding.id());
    }

    boolean isExpired(LocalDate today) {
        return until != null && today.isAfter(until);
    }
}
