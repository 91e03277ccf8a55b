package dev.gatehouse.sample.session;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.gatehouse.sample.account.Account;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a log-in that waits has to remember. It may have begun at a newer version of the service that remembers more.
 *
 * @param methods how the user has proven who they are so far (RFC 8176)
 * @param label what the user calls the device; null if nothing
 * @param replaces the session that was sent along and ends when this one begins (ASVS 5.0, 7.2.4); null if none was
 * @param passwordChangedAt what the account said when its password was proven: with another one the proof is worth nothing
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record PendingLogin(
        List<String> methods,
        @Nullable String label,
        @Nullable UUID replaces,
        @Nullable Instant passwordChangedAt) {

    PendingLogin with(List<String> moreMethods) {
        return new PendingLogin(moreMethods, label, replaces, passwordChangedAt);
    }

    boolean showedSecondFactor() {
        return methods.contains("mfa");
    }

    /** Whether the account still has the password that was proven. */
    boolean holdsOf(Account account) {
        return Objects.equals(account.passwordChangedAt(), passwordChangedAt);
    }
}
