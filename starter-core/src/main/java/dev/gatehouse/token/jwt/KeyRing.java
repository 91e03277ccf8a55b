package dev.gatehouse.token.jwt;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a service at one time: one that signs, and others that are about to or did; or those of another service, whose
 * tokens are only verified here. Keys come from here and from nowhere else (ASVS 5.0, 9.1.3). Immutable, thread-safe.
 */
public final class KeyRing {

    private final Map<String, SigningKey> keys;
    private final @Nullable SigningKey active;
    private final String jwks;

    private KeyRing(Map<String, SigningKey> keys, @Nullable SigningKey active) {
        this.keys = keys;
        this.active = active;
        List<JWK> published = keys.values().stream()
                .filter(key -> !key.algorithm().isSymmetric())
                .map(SigningKey::publicJwk)
                .toList();
        this.jwks = new JWKSet(published).toString(true);
    }

    /**
     * Makes a ring.
     *
     * @param keys the keys, in any order
     * @return the ring
     * @throws IllegalArgumentException unless exactly one key is active, every key that is not retiring can sign, no id is
     *     there twice, and all keys are symmetric or none (ASVS 5.0, 9.1.2)
     */
    public static KeyRing of(List<SigningKey> keys) {
        List<SigningKey> active = new ArrayList<>();
        for (SigningKey key : keys) {
            if (key.state() != KeyState.RETIRING && !key.canSign()) {
                throw new IllegalArgumentException("The key '" + key.id()
                        + "' has no private half, so that it can only be retiring. Add the private key.");
            }
            if (key.state() == KeyState.ACTIVE) {
                active.add(key);
            }
        }
        if (active.size() != 1) {
            throw new IllegalArgumentException(active.size()
                    + " signing keys are active. Make exactly one active, the others pending or retiring.");
        }
        return new KeyRing(byId(keys), active.get(0));
    }

    /**
     * Makes a ring that verifies the tokens of another service and signs none.
     *
     * @param keys the public keys of that service, in any state and order; private halves are not used
     * @return the ring, in which all keys are retiring
     * @throws IllegalArgumentException if there is no key, an id is there twice, or a key is symmetric: it would sign as well
     */
    public static KeyRing verifying(List<SigningKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("There is no key to verify with. Give the public keys of the issuer.");
        }
        for (SigningKey key : keys) {
            if (key.algorithm().isSymmetric()) {
                throw new IllegalArgumentException("The key '" + key.id()
                        + "' is symmetric: who verifies with it can sign as well. Use a key pair of the issuer.");
            }
        }
        return new KeyRing(
                byId(keys.stream().map(key -> key.in(KeyState.RETIRING)).toList()), null);
    }

    private static Map<String, SigningKey> byId(List<SigningKey> keys) {
        Map<String, SigningKey> byId = new LinkedHashMap<>();
        for (SigningKey key : keys) {
            if (byId.putIfAbsent(key.id(), key) != null) {
                throw new IllegalArgumentException(
                        "The key id '" + key.id() + "' is there twice. Give each key its own.");
            }
            if (key.algorithm().isSymmetric() != keys.get(0).algorithm().isSymmetric()) {
                throw new IllegalArgumentException(
                        "Symmetric and asymmetric keys cannot be mixed: one kind could be taken for the other.");
            }
        }
        return byId;
    }

    /**
     * Gives the key that signs.
     *
     * @return the active key
     * @throws IllegalStateException if the ring only verifies
     */
    public SigningKey active() {
        if (active == null) {
            throw new IllegalStateException(
                    "The keys of this ring only verify. Make one with an active key by KeyRing.of to sign.");
        }
        return active;
    }

    /**
     * Tells whether the keys are shared secrets.
     *
     * @return false for key pairs
     */
    public boolean isSymmetric() {
        return keys.values().iterator().next().algorithm().isSymmetric();
    }

    /**
     * Gives all keys.
     *
     * @return the keys, in the order they were given
     */
    public List<SigningKey> keys() {
        return List.copyOf(keys.values());
    }

    /**
     * Gives the key set for other services to verify with (RFC 7517, 5): the public halves of all asymmetric keys.
     *
     * @return JSON; without keys for a symmetric ring, which must not be published at all
     */
    public String jwks() {
        return jwks;
    }

    /** Whether these are the keys of another service. */
    boolean onlyVerifies() {
        return active == null;
    }

    @Nullable
    SigningKey find(String id) {
        return keys.get(id);
    }

    @Override
    public String toString() {
        return "KeyRing" + keys.values();
    }
}
