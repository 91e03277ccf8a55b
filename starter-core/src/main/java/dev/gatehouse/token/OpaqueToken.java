package dev.gatehouse.token;

import dev.gatehouse.digest.Sha256;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A random reference that means nothing without the store: 256 bits in base64url (ASVS 5.0, 7.2.3 asks for 128). Send the
 * value, keep the {@link #hash}; a plain SHA-256 is enough for what nobody can guess (ASVS 5.0, 6.5.2). Immutable; {@code
 * toString} does not tell the value.
 */
public final class OpaqueToken {

    private static final int LENGTH = 32;
    private static final int TEXT_LENGTH = 43;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String value;
    private final String hash;

    private OpaqueToken(String value) {
        this.value = value;
        this.hash = Sha256.hex(value);
    }

    /**
     * Makes a new token.
     *
     * @return 43 characters that were never there before
     */
    public static OpaqueToken generate() {
        byte[] bytes = new byte[LENGTH];
        RANDOM.nextBytes(bytes);
        return new OpaqueToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /**
     * Gives what a token that a client sent is looked up by.
     *
     * @param presented any text
     * @return its SHA-256 in 64 hexadecimal digits; null if no token reads like that
     */
    public static @Nullable String hash(String presented) {
        return isWellFormed(presented) ? Sha256.hex(presented) : null;
    }

    /**
     * Gives the token itself, for the client and for nobody else.
     *
     * @return 43 characters of base64url
     */
    public String value() {
        return value;
    }

    /**
     * Gives what is kept of the token.
     *
     * @return the SHA-256 of its value in 64 hexadecimal digits
     */
    public String hash() {
        return hash;
    }

    private static boolean isWellFormed(String text) {
        if (text.length() != TEXT_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "OpaqueToken[***]";
    }
}
