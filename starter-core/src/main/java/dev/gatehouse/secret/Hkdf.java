package dev.gatehouse.secret;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with HMAC-SHA-256 (RFC 5869). */
final class Hkdf {

    private static final String HMAC = "HmacSHA256";
    private static final int HASH_LENGTH = 32;
    private static final int MAX_LENGTH = 255 * HASH_LENGTH;

    private Hkdf() {}

    /** RFC 5869, 2.2. An empty salt stands for zeros. */
    static byte[] extract(byte[] salt, byte[] keyMaterial) {
        return hmac(salt.length == 0 ? new byte[HASH_LENGTH] : salt, keyMaterial);
    }

    /** RFC 5869, 2.3. */
    static byte[] expand(byte[] pseudoRandomKey, byte[] info, int length) {
        if (length < 1 || length > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    length + " bytes cannot be derived at once. Ask for 1 to " + MAX_LENGTH + ".");
        }
        byte[] okm = new byte[length];
        byte[] block = {};
        for (int done = 0, counter = 1; done < length; counter++) {
            byte[] input = Arrays.copyOf(block, block.length + info.length + 1);
            System.arraycopy(info, 0, input, block.length, info.length);
            input[input.length - 1] = (byte) counter;
            block = hmac(pseudoRandomKey, input);
            int part = Math.min(block.length, length - done);
            System.arraycopy(block, 0, okm, done, part);
            done += part;
        }
        return okm;
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no " + HMAC + ", which every one must have.", e);
        }
    }
}
