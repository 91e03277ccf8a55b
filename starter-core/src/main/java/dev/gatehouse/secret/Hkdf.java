package dev.gatehouse.secret;

import dev.gatehouse.digest.HmacSha256;
import java.util.Arrays;

/** HKDF with HMAC-SHA-256 (RFC 5869). */
final class Hkdf {

    private static final int HASH_LENGTH = 32;
    private static final int MAX_LENGTH = 255 * HASH_LENGTH;

    private Hkdf() {}

    /** RFC 5869, 2.2. An empty salt stands for zeros. */
    static byte[] extract(byte[] salt, byte[] keyMaterial) {
        return HmacSha256.of(salt.length == 0 ? new byte[HASH_LENGTH] : salt, keyMaterial);
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
            block = HmacSha256.of(pseudoRandomKey, input);
            int part = Math.min(block.length, length - done);
            System.arraycopy(block, 0, okm, done, part);
            done += part;
        }
        return okm;
    }
}
