package dev.gatehouse.sample.account;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What other domains see of a user. Immutable.
 *
 * @param id whose account it is
 * @param username the name as its owner wrote it
 * @param email the address as its owner wrote it; the only one that mails go to
 * @param displayName what people read
 * @param locale a BCP 47 tag, for mails
 * @param passwordHash null until a password was chosen
 * @param status what the account may be used for
 * @param emailVerified whether the address is proven
 * @param mfaRequired whether nothing but the set-up of a second factor is allowed without one
 * @param mustChangePassword whether the next log-in has to choose a new password
 * @param passwordChangedAt when the password was chosen; null before. Another hash of the same password changes nothing
 */
public record Account(
        UUID id,
        String username,
        String email,
        String displayName,
        String locale,
        @Nullable String passwordHash,
        UserStatus status,
        boolean emailVerified,
        boolean mfaRequired,
        boolean mustChangePassword,
        @Nullable Instant passwordChangedAt) {

    /** Whether the account may be used. */
    public boolean usable() {
        return status == UserStatus.ACTIVE && emailVerified;
    }

    @Override
    public String toString() {
        return "Account[id=" + id + ", status=" + status + "]";
    }
}
