package dev.gatehouse.token;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a refresh token. All tokens of one log-in are its family and share the session. Immutable.
 *
 * @param hash the hash of the token, unique
 * @param session the session it continues
 * @param parentHash the token it was given for; null for the first of a session
 * @param issuedAt when it was made
 * @param expiresAt from when on it is refused
 * @param sessionEndsAt when the session ends in any case
 * @param usedAt when it was used; null before
 * @param revokedAt when the session was revoked; null before
 */
public record RefreshToken(
        String hash,
        UUID session,
        @Nullable String parentHash,
        Instant issuedAt,
        Instant expiresAt,
        Instant sessionEndsAt,
        @Nullable Instant usedAt,
        @Nullable Instant revokedAt) {

    RefreshToken used(Instant when) {
        return new RefreshToken(hash, session, parentHash, issuedAt, expiresAt, sessionEndsAt, when, revokedAt);
    }

    RefreshToken revoked(Instant when) {
        return new RefreshToken(
                hash,
                session,
                parentHash,
                issuedAt,
                expiresAt,
                sessionEndsAt,
                usedAt,
                revokedAt == null ? when : revokedAt);
    }
}
