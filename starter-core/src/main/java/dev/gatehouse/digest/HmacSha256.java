package dev.gatehouse.digest;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104). */
public final class HmacSha256 {

    private static final String NAME = "HmacSHA256";

    private HmacSha256() {}

    /**
     * Computes the code of bytes.
     *
     * @param key the key
     * @param data the bytes
     * @return 32 bytes
     */
    public static byte[] of(SecretKey key, byte[] data) {
        try {
            Mac mac = Mac.getInstance(NAME);
            mac.init(key);
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime cannot compute HMAC-SHA-256 with that key.", e);
        }
    }

    /**
     * Computes the code of bytes.
     *
     * @param key the bytes of the key, at least one
     * @param data the bytes
     * @return 32 bytes
     */
    public static byte[] of(byte[] key, byte[] data) {
        return of(new SecretKeySpec(key, NAME), data);
    }
}
