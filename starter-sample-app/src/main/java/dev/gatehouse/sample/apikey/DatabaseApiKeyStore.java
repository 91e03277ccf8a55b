package dev.gatehouse.sample.apikey;

import dev.gatehouse.apikey.ApiKeyRecord;
import dev.gatehouse.apikey.ApiKeyStore;
import dev.gatehouse.net.CidrSet;
import dev.gatehouse.net.IpAddress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the check of a key asks, at each request: a revoked key is refused at the next one, on every instance. */
@Component
class DatabaseApiKeyStore implements ApiKeyStore {

    private static final Duration TOUCH_INTERVAL = Duration.ofMinutes(1);

    private final ApiKeyRepository keys;

    DatabaseApiKeyStore(ApiKeyRepository keys) {
        this.keys = keys;
    }

    @Override
    @Transactional(readOnly = true)
    public @Nullable ApiKeyRecord find(String id) {
        return keys.findByKeyId(id).map(DatabaseApiKeyStore::record).orElse(null);
    }

    /** Of many requests at once one writes. */
    @Override
    @Transactional
    public void touch(String id, Instant when, @Nullable IpAddress address) {
        keys.touch(id, when, address == null ? "unknown" : address.toString(), when.minus(TOUCH_INTERVAL));
    }

    private static ApiKeyRecord record(ApiKey key) {
        return new ApiKeyRecord(
                key.keyId(),
                key.secretHash(),
                key.ownerId().toString(),
                key.scopes(),
                CidrSet.of(key.networks().toArray(String[]::new)),
                key.expiresAt(),
                key.revokedAt(),
                key.lastUsedAt());
    }
}
