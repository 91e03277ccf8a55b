package dev.gatehouse.autoconfigure.access;

import dev.gatehouse.access.Caller;
import dev.gatehouse.access.LivePermissions;
import dev.gatehouse.apikey.ApiKeyPrincipal;
import dev.gatehouse.token.jwt.AccessGrant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the caller of a good credential, with the permissions of this moment. Thread-safe. */
final class Callers {

    private final LivePermissions permissions;
    private final PermissionNames names = new PermissionNames();

    Callers(LivePermissions permissions) {
        this.permissions = permissions;
    }

    /** Gives null if the session has ended or the user is no longer good. */
    @Nullable
    Caller ofSession(AccessGrant grant) {
        Set<String> held = permissions.ofSession(grant.subject(), grant.session());
        return held == null
                ? null
                : new Caller(
                        grant.subject(),
                        grant.session(),
                        null,
                        grant.authTime(),
                        Set.copyOf(grant.methods()),
                        grant.actor(),
                        names.granted(held));
    }

    /**
     * Gives null if the owner is no longer good.
     *
     * @throws IllegalStateException if the owner of the key is no user of ours
     */
    @Nullable
    Caller ofApiKey(ApiKeyPrincipal key) {
        UUID owner = owner(key);
        Set<String> held = permissions.ofUser(owner);
        if (held == null) {
            return null;
        }
        Set<String> both =
                names.granted(held).stream().filter(key.scopes()::contains).collect(Collectors.toSet());
        return new Caller(owner, null, key.keyId(), null, Set.of(), null, both);
    }

    private static UUID owner(ApiKeyPrincipal key) {
        try {
            return UUID.fromString(key.owner());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The owner of the API key " + key.keyId() + " is no UUID. Keep the id of its user as the owner.",
                    e);
        }
    }
}
