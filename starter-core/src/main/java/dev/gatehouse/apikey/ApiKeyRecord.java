package dev.gatehouse.apikey;

import dev.gatehouse.net.CidrSet;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a key. Immutable.
 *
 * @param id its public part
 * @param secretHash the SHA-256 of its secret in hexadecimal digits
 * @param owner whose key it is; what it may do is never more than what the owner may at that moment
 * @param scopes what it may be used for, at most
 * @param allowedNetworks where it may be used from; empty: anywhere
 * @param expiresAt from when on it is refused
 * @param revokedAt when it was revoked; null before
 * @param lastUsedAt when it was last used, to the minute; null before
 */
public record ApiKeyRecord(
        String id,
        String secretHash,
        String owner,
        Set<String> scopes,
        CidrSet allowedNetworks,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    /**
     * Copies the scopes.
     *
     * @throws NullPointerException if anything but the last two is null: a key that is half there is none
     */
    public ApiKeyRecord {
        Objects.requireNonNull(id, "An API key needs an id.");
        Objects.requireNonNull(secretHash, "An API key needs the hash of its secret.");
        Objects.requireNonNull(owner, "An API key needs an owner.");
        Objects.requireNonNull(scopes, "An API key needs scopes: Set.of() for none.");
        Objects.requireNonNull(allowedNetworks, "An API key needs networks: CidrSet.empty() for anywhere.");
        Objects.requireNonNull(expiresAt, "An API key needs an end.");
        scopes = Set.copyOf(scopes);
    }

    /**
     * Revokes the key.
     *
     * @param when the moment
     * @return a copy that is revoked
     */
    public ApiKeyRecord revoked(Instant when) {
        return new ApiKeyRecord(id, secretHash, owner, scopes, allowedNetworks, expiresAt, when, lastUsedAt);
    }

    ApiKeyRecord usedAt(Instant when) {
        return new ApiKeyRecord(id, secretHash, owner, scopes, allowedNetworks, expiresAt, revokedAt, when);
    }

    @Override
    public String toString() {
        return "ApiKeyRecord[id=" + id + ", owner=" + owner + "]";
    }
}
