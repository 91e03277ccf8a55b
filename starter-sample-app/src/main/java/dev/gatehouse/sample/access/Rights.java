package dev.gatehouse.sample.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the roles of a user come to. Immutable.
 *
 * @param permissions names of permissions, expanded
 * @param needsSecondFactor whether one of the roles is worth nothing without a second factor
 * @param until when the first of the roles ends by itself; null if none does
 */
record Rights(
        Set<String> permissions,
        boolean needsSecondFactor,
        @Nullable Instant until) {

    boolean holdAt(Instant now) {
        return until == null || now.isBefore(until);
    }
}
