package dev.gatehouse.errorrecord;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One error that happened. Immutable.
 *
 * @param fingerprint the group it belongs to
 * @param at when it happened
 * @param requestId the id of the request; null when requests have none
 */
public record ErrorOccurrence(
        ErrorFingerprint fingerprint, Instant at, @Nullable String requestId) {}
