package dev.gatehouse.token;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tokens of one session in memory. Guarded by itself; nothing in it blocks. */
final class RefreshFamily {

    /** Reuse is found out as many refreshes back. */
    static final int MAX_TOKENS = 64;

    /** How many a revoked session keeps, so that its client hears what has become of it. */
    static final int MAX_REVOKED = 4;

    private final Instant endsAt;
    private final Map<String, RefreshToken> tokens = new LinkedHashMap<>();
    private final Consumer<String> onDropped;
    private @Nullable Instant revokedAt;

    /** The second parameter hears the hashes of tokens that are kept no more. */
    RefreshFamily(RefreshToken first, Consumer<String> onDropped) {
        this.onDropped = onDropped;
        this.endsAt = first.sessionEndsAt();
        tokens.put(first.hash(), first);
    }

    Instant endsAt() {
        return endsAt;
    }

    synchronized int size() {
        return tokens.size();
    }

    synchronized List<String> hashes() {
        return List.copyOf(tokens.keySet());
    }

    synchronized @Nullable RefreshToken find(String hash) {
        RefreshToken token = tokens.get(hash);
        return token == null || revokedAt == null ? token : token.revoked(revokedAt);
    }

    synchronized boolean rotate(String hash, RefreshToken next, Instant now, Instant siblingsUsedAfter) {
        RefreshToken token = tokens.get(hash);
        if (token == null || revokedAt != null || token.usedAt() != null || !now.isBefore(token.expiresAt())) {
            return false;
        }
        if (hasChildUsedBy(token.parentHash(), siblingsUsedAfter)) {
            return false;
        }
        tokens.put(hash, token.used(now));
        keep(next);
        return true;
    }

    synchronized boolean addSibling(RefreshToken sibling) {
        if (revokedAt != null || hasChildUsedBy(sibling.parentHash(), Instant.MAX)) {
            return false;
        }
        keep(sibling);
        return true;
    }

    synchronized boolean revoke(Instant now) {
        boolean first = revokedAt == null;
        if (first) {
            revokedAt = now;
            // There is no reuse left to find out.
            while (tokens.size() > MAX_REVOKED) {
                dropOldest();
            }
        }
        return first;
    }

    private boolean hasChildUsedBy(@Nullable String parentHash, Instant end) {
        return parentHash != null
                && tokens.values().stream()
                        .anyMatch(token -> token.usedAt() != null
                                && !token.usedAt().isAfter(end)
                                && parentHash.equals(token.parentHash()));
    }

    private void keep(RefreshToken token) {
        if (tokens.size() >= MAX_TOKENS) {
            dropOldest();
        }
        tokens.put(token.hash(), token);
    }

    private void dropOldest() {
        String oldest = tokens.keySet().iterator().next();
        tokens.remove(oldest);
        onDropped.accept(oldest);
    }
}
