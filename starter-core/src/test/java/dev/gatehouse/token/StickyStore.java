package dev.gatehouse.token;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A store that forgets nothing by itself, to be bent by tests. */
class StickyStore implements RefreshStore {

    final Map<String, RefreshToken> tokens = new HashMap<>();

    @Override
    public void add(RefreshToken token) {
        tokens.put(token.hash(), token);
    }

    @Override
    public @Nullable RefreshToken find(String hash) {
        return tokens.get(hash);
    }

    @Override
    public boolean rotate(String hash, RefreshToken next, Instant now, Instant siblingsUsedAfter) {
        tokens.computeIfPresent(hash, (same, token) -> token.used(now));
        add(next);
        return true;
    }

    @Override
    public boolean addSibling(RefreshToken sibling, Instant now) {
        add(sibling);
        return true;
    }

    @Override
    public boolean revoke(UUID session, Instant now) {
        tokens.replaceAll((hash, token) -> token.session().equals(session) ? token.revoked(now) : token);
        return true;
    }
}
