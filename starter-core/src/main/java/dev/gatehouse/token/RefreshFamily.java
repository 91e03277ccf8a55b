package dev.gatehouse.token;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one session in memory: in full the youngest, and all that may be used still; of the others that they were
 * there, so that their reuse is found out until the session ends. Guarded by itself; nothing in it blocks.
 */
final class RefreshFamily {

    /** As many are kept in full, those of the last seconds, to which a grace may apply, and those that are unused. */
    static final int MAX_TOKENS = 64;

    /** How many a revoked session keeps, so that its client hears what has become of it. */
    static final int MAX_REVOKED = 4;

    /** What is left of a token that is not kept in full takes less than this part of one that is. */
    private static final int SHORTENED_PER_TOKEN = 4;

    private final UUID session;
    private final Instant endsAt;
    private final Map<String, RefreshToken> tokens = new LinkedHashMap<>();
    private final RefreshIndex index;
    private long[] shortened = {};
    private int shortenedCount;
    private @Nullable Instant revokedAt;

    /** The index hears of the tokens that are kept in full no more. */
    RefreshFamily(RefreshToken first, RefreshIndex index) {
        this.session = first.session();
        this.endsAt = first.sessionEndsAt();
        this.index = index;
        tokens.put(first.hash(), first);
    }

    Instant endsAt() {
        return endsAt;
    }

    /** In tokens that are kept in full. */
    synchronized int weight() {
        return tokens.size() + shortenedCount / SHORTENED_PER_TOKEN;
    }

    /** Leaves the index, when the session is kept no more. */
    synchronized void leave() {
        index.removeAll(List.copyOf(tokens.keySet()));
        dropShortened();
    }

    synchronized @Nullable RefreshToken find(String hash) {
        RefreshToken token = tokens.get(hash);
        if (token == null) {
            return revokedAt == null ? usedLongAgo(hash) : null;
        }
        return revokedAt == null ? token : token.revoked(revokedAt);
    }

    synchronized boolean rotate(String hash, RefreshToken next, Instant now, Instant siblingsUsedAfter) {
        RefreshToken token = tokens.get(hash);
        if (token == null || revokedAt != null || token.usedAt() != null || !now.isBefore(token.expiresAt())) {
            return false;
        }
        if (isFull() || hasChildUsedBy(token.parentHash(), siblingsUsedAfter)) {
            return false;
        }
        tokens.put(hash, token.used(now));
        keep(next, now);
        return true;
    }

    synchronized boolean addSibling(RefreshToken sibling, Instant now) {
        if (revokedAt != null || isFull() || hasChildUsedBy(sibling.parentHash(), Instant.MAX)) {
            return false;
        }
        keep(sibling, now);
        return true;
    }

    synchronized boolean revoke(Instant now) {
        boolean first = revokedAt == null;
        if (first) {
            revokedAt = now;
            // There is no reuse left to find out.
            dropShortened();
            while (tokens.size() > MAX_REVOKED) {
                index.remove(removeOldest());
            }
        }
        return first;
    }

    private boolean isFull() {
        return tokens.size() + shortenedCount >= RefreshStore.MAX_TOKENS_OF_SESSION;
    }

    private boolean hasChildUsedBy(@Nullable String parentHash, Instant end) {
        return parentHash != null
                && tokens.values().stream()
                        .anyMatch(token -> token.usedAt() != null
                                && !token.usedAt().isAfter(end)
                                && parentHash.equals(token.parentHash()));
    }

    private void keep(RefreshToken token, Instant now) {
        tokens.put(token.hash(), token);
        while (tokens.size() > MAX_TOKENS) {
            RefreshToken oldest = oldestPastAnyGrace(now);
            if (oldest == null) {
                return;
            }
            shortenWithSiblings(oldest);
        }
    }

    /** Never an unused one: what is left of it would tell that it was used. */
    private @Nullable RefreshToken oldestPastAnyGrace(Instant now) {
        Instant usedBy = now.minus(RefreshSettings.MAX_GRACE);
        for (RefreshToken token : tokens.values()) {
            if (token.usedAt() != null && !token.usedAt().isAfter(usedBy)) {
                return token;
            }
        }
        return null;
    }

    /** What is left of a used token does not tell that its siblings came too late, and so they go with it. */
    private void shortenWithSiblings(RefreshToken token) {
        shorten(token);
        if (token.parentHash() != null) {
            unusedChildrenOf(token.parentHash()).forEach(this::shorten);
        }
    }

    private List<RefreshToken> unusedChildrenOf(String parentHash) {
        return tokens.values().stream()
                .filter(token -> token.usedAt() == null && parentHash.equals(token.parentHash()))
                .toList();
    }

    private void shorten(RefreshToken token) {
        if (shortenedCount == shortened.length) {
            shortened = Arrays.copyOf(shortened, Math.max(MAX_TOKENS, shortenedCount + shortenedCount / 2));
        }
        tokens.remove(token.hash());
        shortened[shortenedCount++] = RefreshIndex.shortened(token.hash());
        index.shorten(token);
    }

    /** Younger ones go on in its place, and so it counts as used, whether it was or is a sibling of one that was. */
    private RefreshToken usedLongAgo(String hash) {
        return new RefreshToken(hash, session, null, Instant.EPOCH, Instant.EPOCH, endsAt, Instant.EPOCH, null);
    }

    private String removeOldest() {
        String oldest = tokens.keySet().iterator().next();
        tokens.remove(oldest);
        return oldest;
    }

    private void dropShortened() {
        index.removeShortened(Arrays.copyOf(shortened, shortenedCount));
        shortened = new long[0];
        shortenedCount = 0;
    }
}
