package dev.gatehouse.ratelimit;

import dev.gatehouse.digest.Sha256;

/** Makes a short key of a text that is long or secret. */
final class KeyDigest {

    private static final int BYTES = 16;

    private KeyDigest() {}

    /** Gives the first 128 bits of the SHA-256 as 32 hexadecimal digits. */
    static String of(String text) {
        return Sha256.hex(text, BYTES);
    }

    static boolean isDigest(String text) {
        return text.length() == 2 * BYTES && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }
}
