package dev.gatehouse.sample.session;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a log-in that waits has to remember.
 *
 * @param methods how the user has proven who they are so far (RFC 8176)
 * @param label what the user calls the device; null if nothing
 * @param replaces the session that was sent along and ends when this one begins (ASVS 5.0, 7.2.4); null if none was
 */
record PendingLogin(
        List<String> methods,
        @Nullable String label,
        @Nullable UUID replaces) {

    PendingLogin with(List<String> moreMethods) {
        return new PendingLogin(moreMethods, label, replaces);
    }
}
