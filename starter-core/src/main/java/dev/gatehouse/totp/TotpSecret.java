package dev.gatehouse.totp;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The secret that an authenticator app and the service share. Keep it encrypted. Immutable, thread-safe, and silent about
 * itself in {@code toString}.
 */
public final class TotpSecret {

    private static final int LENGTH = 20;
    private static final int MIN_LENGTH = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;

    private TotpSecret(byte[] bytes) {
        if (bytes.length < MIN_LENGTH) {
            throw new IllegalArgumentException("A secret for one-time codes has at least " + MIN_LENGTH
                    + " bytes (RFC 4226, R6), not " + bytes.length + ".");
        }
        this.bytes = bytes;
    }

    /**
     * Makes a new secret.
     *
     * @return 160 random bits (RFC 4226, R6)
     */
    public static TotpSecret generate() {
        byte[] bytes = new byte[LENGTH];
        RANDOM.nextBytes(bytes);
        return new TotpSecret(bytes);
    }

    /**
     * Takes a kept secret back.
     *
     * @param bytes at least 16 bytes
     * @return the secret
     * @throws IllegalArgumentException if it is shorter
     */
    public static TotpSecret of(byte[] bytes) {
        return new TotpSecret(bytes.clone());
    }

    /**
     * Reads a secret.
     *
     * @param text Base 32 without padding, in either case
     * @return the secret
     * @throws IllegalArgumentException if it is not Base 32 or shorter than 16 bytes; the message does not hold it
     */
    public static TotpSecret ofBase32(String text) {
        return new TotpSecret(Base32.decode(text));
    }

    /**
     * Gives the secret to keep, encrypted.
     *
     * @return a copy of its bytes
     */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /**
     * Gives the secret as users type it into an app.
     *
     * @return 32 characters of Base 32
     */
    public String toBase32() {
        return Base32.encode(bytes);
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TotpSecret secret && MessageDigest.isEqual(bytes, secret.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "TotpSecret[***]";
    }
}
