package dev.gatehouse.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which session a token is of. Of one that its family does not keep in full any more, 64 bits of the hash are known: nobody
 * can make another token with the same ones by trying. Thread-safe.
 */
final class RefreshIndex {

    private static final long MULTIPLIER = 0x9e37_79b9_7f4a_7c15L;

    private final Cache<String, UUID> kept;
    private final Map<Long, UUID> shortened = new ConcurrentHashMap<>();

    RefreshIndex(Ticker ticker, Function<UUID, Duration> lifeOfSession) {
        this.kept = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfter(Expiry.<String, UUID>writing((hash, session) -> lifeOfSession.apply(session)))
                .build();
    }

    void add(RefreshToken token) {
        kept.put(token.hash(), token.session());
    }

    @Nullable
    UUID sessionOf(String hash) {
        UUID session = kept.getIfPresent(hash);
        return session == null ? shortened.get(shortened(hash)) : session;
    }

    /** Found by the short hash before the long one is gone. */
    void shorten(RefreshToken token) {
        shortened.put(shortened(token.hash()), token.session());
        kept.invalidate(token.hash());
    }

    void remove(String hash) {
        kept.invalidate(hash);
    }

    void removeAll(Collection<String> hashes) {
        kept.invalidateAll(hashes);
    }

    void removeShortened(long[] hashes) {
        for (long hash : hashes) {
            shortened.remove(hash);
        }
    }

    long size() {
        kept.cleanUp();
        return kept.estimatedSize() + shortened.size();
    }

    /** Of the digits of a SHA-256, and so as evenly spread. */
    static long shortened(String hash) {
        long bits = 0;
        for (int i = 0; i < hash.length(); i++) {
            bits = bits * MULTIPLIER + hash.charAt(i);
        }
        return bits;
    }
}
