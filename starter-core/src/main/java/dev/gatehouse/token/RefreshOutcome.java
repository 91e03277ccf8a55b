package dev.gatehouse.token;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a refresh ended: a value and no exception, so that a transaction around it commits what was revoked.
 *
 * @param status the outcome
 * @param session the session; null for an unknown token
 * @param token the new token; null unless it was rotated
 * @param expiresAt when the new token expires; null unless it was rotated
 * @param revokedNow whether this very call ended the session: the moment for an audit entry and a mail to the owner
 */
public record RefreshOutcome(
        RefreshStatus status,
        @Nullable UUID session,
        @Nullable OpaqueToken token,
        @Nullable Instant expiresAt,
        boolean revokedNow) {

    static RefreshOutcome refused(RefreshStatus status, @Nullable UUID session, boolean revokedNow) {
        return new RefreshOutcome(status, session, null, null, revokedNow);
    }

    static RefreshOutcome rotated(OpaqueToken token, RefreshToken kept) {
        return new RefreshOutcome(RefreshStatus.ROTATED, kept.session(), token, kept.expiresAt(), false);
    }
}
