package dev.gatehouse.apikey;

import dev.gatehouse.net.IpAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keeps API keys. Implementations are thread-safe. */
public interface ApiKeyStore {

    /**
     * Finds a key.
     *
     * @param id its public part
     * @return the key, expired and revoked ones too; null if there is none
     */
    @Nullable
    ApiKeyRecord find(String id);

    /**
     * Notes that a key was used. Called once a minute and key at most by each instance, also where it throws, which does not fail
     * the request.
     *
     * @param id the key
     * @param when the moment
     * @param address where from, null if unknown
     */
    void touch(String id, Instant when, @Nullable IpAddress address);
}
