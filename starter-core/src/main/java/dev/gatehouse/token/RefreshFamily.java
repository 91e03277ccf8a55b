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

    synchronized List<String> hashes() {
        return List.copyOf(tokens.keySet());
    }

    synchronized @Nullable RefreshToken find(String hash) {
        RefreshToken token = tokens.get(hash);
        return token == null || revokedAt == null ? token : token.revoked(revokedAt);
    }

    synchronized boolean rotate(String hash, RefreshToken next, Instant now) {
        RefreshToken token = tokens.get(hash);
        if (token == null || revokedAt != null || token.usedAt() != null || !now.isBefore(token.expiresAt())) {
            return false;
        }
        tokens.put(hash, token.used(now));
        keep(next);
        return true;
    }

    synchronized boolean addSibling(RefreshToken sibling) {
        if (revokedAt != null || hasUsedChild(sibling.parentHash())) {
            return false;
        }
        keep(sibling);
        return true;
    }

    synchronized boolean revoke(Instant now) {
        boolean first = revokedAt == null;
        if (first) {
            revokedAt = now;
        }
        return first;
    }

    private boolean hasUsedChild(@Nullable String parentHash) {
        return tokens.values().stream()
                .anyMatch(token -> token.usedAt() != null
                        && token.parentHash() != null
                        && token.parentHash().equals(parentHash));
    }

    private void keep(RefreshToken token) {
        if (tokens.size() >= MAX_TOKENS) {
            String oldest = tokens.keySet().iterator().next();
            tokens.remove(oldest);
            onDropped.accept(oldest);
        }
        tokens.put(token.hash(), token);
    }
}
