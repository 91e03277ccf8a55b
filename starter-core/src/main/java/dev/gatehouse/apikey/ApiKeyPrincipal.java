package dev.gatehouse.apikey;

import java.security.Principal;
import java.util.Set;

/**
 * Who calls with an API key. Immutable.
 *
 * @param keyId the public part of the key
 * @param owner whose key it is, also the name of the principal
 * @param scopes what the key may be used for, at most
 */
public record ApiKeyPrincipal(String keyId, String owner, Set<String> scopes) implements Principal {

    /** Copies the scopes. */
    public ApiKeyPrincipal {
        scopes = Set.copyOf(scopes);
    }

    @Override
    public String getName() {
        return owner;
    }
}
