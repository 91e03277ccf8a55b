package dev.gatehouse.errorrecord;

import java.time.Instant;
import java.util.List;

/**
 * The errors of one fingerprint. Immutable.
 *
 * @param id the name of the group, see {@link ErrorFingerprint#id()}
 * @param fingerprint what the errors have in common
 * @param count how many there were, 1 or more
 * @param firstSeen when the first of them happened
 * @param lastSeen when the last of them happened
 * @param requestIds the ids of the last requests that failed so, the latest first
 */
public record ErrorGroup(
        String id,
        ErrorFingerprint fingerprint,
        long count,
        Instant firstSeen,
        Instant lastSeen,
        List<String> requestIds) {

    /** Copies the list. */
    public ErrorGroup {
        requestIds = List.copyOf(requestIds);
    }
}
