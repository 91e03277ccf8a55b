package dev.gatehouse.token.jwt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.digest.Sha256;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tokens whose signature was verified before, known by their SHA-256: what can be read from memory is no token. Only genuine
 * tokens are kept, so that nobody fills it who was not let in. A token counts as long as its key is one of the ring.
 */
final class VerifiedTokens {

    /** A genuine token, and the key that signed it. */
    record Verified(AccessToken token, SigningKey key) {}

    private final Cache<ByteBuffer, Verified> tokens;

    VerifiedTokens(int atMost, Duration atLongest) {
        this.tokens = Caffeine.newBuilder()
                .maximumSize(atMost)
                .expireAfterWrite(atLongest)
                .build();
    }

    @Nullable
    AccessToken find(ByteBuffer digest, KeyRing keys) {
        Verified verified = tokens.getIfPresent(digest);
        if (verified == null) {
            return null;
        }
        SigningKey key = keys.find(verified.key.id());
        return key != null && key.isSameAs(verified.key) ? verified.token : null;
    }

    void keep(ByteBuffer digest, Verified token) {
        tokens.put(digest, token);
    }

    static ByteBuffer digest(String token) {
        return ByteBuffer.wrap(Sha256.of(token));
    }
}
