package dev.gatehouse.token;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Refresh tokens that are good once: each use gives the next one, and a token that comes a second time ends the session, for
 * then two parties hold it (RFC 9700, 4.14.2; RFC 9068 leaves refresh tokens opaque). With a grace two tokens may have the
 * same parent: once one of them was used the other is good for the grace only, and ends the session if it comes later, for
 * then both parties go on. Thread-safe.
 */
public final class RefreshRotation {

    private final RefreshSettings settings;
    private final RefreshStore store;
    private final InstantSource clock;

    /**
     * Creates the rotation.
     *
     * @param settings how long tokens hold
     * @param store keeps them
     * @param clock tells the time
     */
    public RefreshRotation(RefreshSettings settings, RefreshStore store, InstantSource clock) {
        this.settings = settings;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Begins a session.
     *
     * @param session a new id, never used before
     * @return its first token, with the status {@link RefreshStatus#ROTATED}
     */
    public RefreshOutcome begin(UUID session) {
        Instant now = clock.instant();
        OpaqueToken token = OpaqueToken.generate();
        RefreshToken kept = kept(token, session, null, now, now.plus(settings.absoluteTtl()));
        store.add(kept);
        return RefreshOutcome.rotated(token, kept);
    }

    /**
     * Uses a token.
     *
     * @param presented what the client sent
     * @return the next token, or why there is none
     */
    public RefreshOutcome rotate(String presented) {
        String hash = OpaqueToken.hash(presented);
        RefreshToken token = hash == null ? null : store.find(hash);
        if (token == null) {
            return RefreshOutcome.refused(RefreshStatus.UNKNOWN, null, false);
        }
        Instant now = clock.instant();
        RefreshDecision decision = RefreshDecision.of(token, now, settings);
        if (decision == RefreshDecision.FRESH) {
            OpaqueToken next = OpaqueToken.generate();
            RefreshToken kept = child(next, token, now);
            if (store.rotate(token.hash(), kept, now, now.minus(settings.reuseGrace()))) {
                return RefreshOutcome.rotated(next, kept);
            }
            // Another request was faster, or a sibling was used long before; what is there now decides.
            token = store.find(token.hash());
            if (token == null) {
                return RefreshOutcome.refused(RefreshStatus.UNKNOWN, null, false);
            }
            decision = RefreshDecision.of(token, now, settings);
        }
        return afterUse(decision, token, now);
    }

    /**
     * Ends a session.
     *
     * @param session the session
     * @return true if it had not ended before
     */
    public boolean revoke(UUID session) {
        return store.revoke(session, clock.instant());
    }

    private RefreshOutcome afterUse(RefreshDecision decision, RefreshToken token, Instant now) {
        return switch (decision) {
            case EXPIRED -> RefreshOutcome.refused(RefreshStatus.EXPIRED, token.session(), false);
            case REVOKED -> RefreshOutcome.refused(RefreshStatus.REVOKED, token.session(), false);
            case FRESH -> refusedByTheStore(token, now);
            case REUSED -> reused(token, now);
            case USED_WITHIN_GRACE -> sibling(token, now);
        };
    }

    private RefreshOutcome sibling(RefreshToken token, Instant now) {
        OpaqueToken sibling = OpaqueToken.generate();
        RefreshToken kept = child(sibling, token, now);
        if (!now.isBefore(token.sessionEndsAt())) {
            return RefreshOutcome.refused(RefreshStatus.EXPIRED, token.session(), false);
        }
        return store.addSibling(kept, now) ? RefreshOutcome.rotated(sibling, kept) : reused(token, now);
    }

    /** Unused and in time: its session has ended, or it has a sibling that was used long before, which ends it. */
    private RefreshOutcome refusedByTheStore(RefreshToken token, Instant now) {
        boolean ended = store.revoke(token.session(), now);
        return RefreshOutcome.refused(ended ? RefreshStatus.REUSED : RefreshStatus.REVOKED, token.session(), ended);
    }

    private RefreshOutcome reused(RefreshToken token, Instant now) {
        return RefreshOutcome.refused(RefreshStatus.REUSED, token.session(), store.revoke(token.session(), now));
    }

    private RefreshToken child(OpaqueToken token, RefreshToken parent, Instant now) {
        return kept(token, parent.session(), parent.hash(), now, parent.sessionEndsAt());
    }

    private RefreshToken kept(
            OpaqueToken token, UUID session, @Nullable String parentHash, Instant now, Instant sessionEndsAt) {
        Instant idleEnd = now.plus(settings.idleTtl());
        Instant expiresAt = idleEnd.isBefore(sessionEndsAt) ? idleEnd : sessionEndsAt;
        return new RefreshToken(token.hash(), session, parentHash, now, expiresAt, sessionEndsAt, null, null);
    }
}
