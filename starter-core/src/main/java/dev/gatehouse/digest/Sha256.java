package dev.gatehouse.digest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4). */
public final class Sha256 {

    private static final int LENGTH = 32;

    private Sha256() {}

    /**
     * Hashes bytes.
     *
     * @param parts the bytes, which count as one array after the other
     * @return 32 bytes
     */
    public static byte[] of(byte[]... parts) {
        MessageDigest digest = create();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /**
     * Hashes a text.
     *
     * @param text the text, which counts in UTF-8
     * @return 32 bytes
     */
    public static byte[] of(String text) {
        return create().digest(text.getBytes(UTF_8));
    }

    /**
     * Hashes a text into a text.
     *
     * @param text the text, which counts in UTF-8
     * @return 64 hexadecimal digits in lower case
     */
    public static String hex(String text) {
        return hex(text, LENGTH);
    }

    /**
     * Hashes a text into a short text, where nobody gains by finding two of one hash.
     *
     * @param text the text, which counts in UTF-8
     * @param bytes how many bytes of the hash are kept, 1 to 32
     * @return two hexadecimal digits in lower case for each byte
     */
    public static String hex(String text, int bytes) {
        return HexFormat.of().formatHex(of(text), 0, bytes);
    }

    private static MessageDigest create() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256, which every one must have.", e);
        }
    }
}
