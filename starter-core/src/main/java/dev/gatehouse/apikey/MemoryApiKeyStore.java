package dev.gatehouse.apikey;

import dev.gatehouse.net.IpAddress;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps API keys in the memory of this process, as many as are put in. Thread-safe. */
public final class MemoryApiKeyStore implements ApiKeyStore {

    private final Map<String, ApiKeyRecord> keys = new ConcurrentHashMap<>();

    /** Creates an empty store. */
    public MemoryApiKeyStore() {}

    /**
     * Keeps a key, in place of one with the same id.
     *
     * @param key the key
     */
    public void put(ApiKeyRecord key) {
        keys.put(key.id(), key);
    }

    /**
     * Revokes a key; it is refused from the next request on.
     *
     * @param id the key
     * @param when the moment
     */
    public void revoke(String id, Instant when) {
        keys.computeIfPresent(id, (same, key) -> key.revoked(when));
    }

    @Override
    public @Nullable ApiKeyRecord find(String id) {
        return keys.get(id);
    }

    @Override
    public void touch(String id, Instant when, @Nullable IpAddress address) {
        keys.computeIfPresent(id, (same, key) -> key.usedAt(when));
    }
}
