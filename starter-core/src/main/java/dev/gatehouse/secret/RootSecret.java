package dev.gatehouse.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one secret of a service, from which a key for each purpose is derived by HKDF-SHA-256 (RFC 5869; NIST SP 800-108
 * asks for one key per purpose). Who learns one derived key learns neither the root nor any other key.
 *
 * <p>Previous secrets are kept for as long as something sealed or signed with them is in use: what is new is made with the
 * current one, what is old is still read. Immutable, thread-safe; no method prints a secret.
 */
public final class RootSecret {

    /** The shortest secret in bytes: as strong as the keys that are derived from it. */
    public static final int MIN_LENGTH = 32;

    private static final byte[] SALT = "dev.gatehouse root secret v1".getBytes(UTF_8);
    private static final int KEY_LENGTH = 32;

    private final List<byte[]> pseudoRandomKeys;

    private RootSecret(List<byte[]> secrets) {
        this.pseudoRandomKeys =
                secrets.stream().map(secret -> Hkdf.extract(SALT, secret)).toList();
    }

    /**
     * Makes a root secret.
     *
     * @param current the secret for what is new, at least {@value #MIN_LENGTH} random bytes
     * @param previous older secrets, the youngest first; mostly empty
     * @return the root secret
     * @throws IllegalArgumentException if one is too short, or one byte repeated
     */
    public static RootSecret of(byte[] current, List<byte[]> previous) {
        List<byte[]> secrets = new ArrayList<>();
        secrets.add(current);
        secrets.addAll(previous);
        secrets.forEach(RootSecret::requireStrong);
        return new RootSecret(secrets);
    }

    /**
     * Reads a root secret.
     *
     * @param current the secret for what is new, in Base64 (RFC 4648, 4 or 5), with or without padding, in one line or several
     * @param previous older secrets, the youngest first
     * @return the root secret
     * @throws IllegalArgumentException if one is not Base64, too short, or one byte repeated; the message does not hold it
     */
    public static RootSecret parse(String current, List<String> previous) {
        return of(decode(current), previous.stream().map(RootSecret::decode).toList());
    }

    /**
     * Makes the text of a new secret.
     *
     * @return {@value #MIN_LENGTH} random bytes in Base64, to be kept by the operator
     */
    public static String generate() {
        byte[] secret = new byte[MIN_LENGTH];
        new SecureRandom().nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }

    /**
     * Gives the key for one purpose. The same secret and label give the same key on every machine, in every version.
     *
     * @param label the purpose, e.g. {@code totp}; not blank
     * @return 256 bits, derived from the current secret
     */
    public SecretKey key(String label) {
        return derive(pseudoRandomKeys.get(0), label);
    }

    /**
     * Gives all keys for one purpose.
     *
     * @param label the purpose
     * @return the key of the current secret, then those of the previous ones, the youngest first
     */
    public List<SecretKey> keys(String label) {
        return pseudoRandomKeys.stream().map(key -> derive(key, label)).toList();
    }

    private static SecretKey derive(byte[] pseudoRandomKey, String label) {
        if (label.isBlank()) {
            throw new IllegalArgumentException("A derived key needs a label that names its purpose.");
        }
        return new SecretKeySpec(Hkdf.expand(pseudoRandomKey, label.getBytes(UTF_8), KEY_LENGTH), "HmacSHA256");
    }

    private static byte[] decode(String text) {
        try {
            // Longer ones have a line end after each 64 characters where openssl wrote them.
            String oneLine = text.strip().replaceAll("\\s", "");
            String standard = oneLine.replace('-', '+').replace('_', '/');
            return Base64.getDecoder().decode(standard);
        } catch (IllegalArgumentException e) {
            // The decoder's own message tells a character of the secret.
            throw new IllegalArgumentException(
                    "The secret is not Base64. Write at least " + MIN_LENGTH + " random bytes in Base64.");
        }
    }

    private static void requireStrong(byte[] secret) {
        if (secret.length < MIN_LENGTH) {
            throw new IllegalArgumentException("The secret has " + secret.length + " bytes. Use at least " + MIN_LENGTH
                    + " random ones, e.g. of: openssl rand -base64 32");
        }
        for (byte part : secret) {
            if (part != secret[0]) {
                return;
            }
        }
        throw new IllegalArgumentException(
                "The secret is one byte repeated. Use random bytes, e.g. of: openssl rand -base64 32");
    }

    /** Tells how many secrets there are, never what they are. */
    @Override
    public String toString() {
        return "RootSecret[previous=" + (pseudoRandomKeys.size() - 1) + "]";
    }
}
