package dev.gatehouse.totp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Counter-based one-time codes (RFC 4226). Stateless, thread-safe. */
public final class Hotp {

    private Hotp() {}

    /**
     * Computes a code.
     *
     * @param secret the shared secret
     * @param counter the moving factor
     * @param digits how many digits, 6 to 8
     * @param algorithm the hash; apps other than those of RFC 6238 know SHA-1 only
     * @return the code, with leading zeros
     */
    public static String code(TotpSecret secret, long counter, int digits, TotpAlgorithm algorithm) {
        byte[] hash = hmac(secret, counter, algorithm);
        int offset = hash[hash.length - 1] & 0xf;
        int number = ByteBuffer.wrap(hash, offset, 4).getInt() & 0x7fffffff;
        int modulus = 1;
        for (int i = 0; i < digits; i++) {
            modulus *= 10;
        }
        String text = Integer.toString(number % modulus);
        return "0".repeat(digits - text.length()) + text;
    }

    private static byte[] hmac(TotpSecret secret, long counter, TotpAlgorithm algorithm) {
        try {
            Mac mac = Mac.getInstance(algorithm.macName());
            mac.init(new SecretKeySpec(secret.bytes(), algorithm.macName()));
            return mac.doFinal(ByteBuffer.allocate(8).putLong(counter).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no " + algorithm.macName() + ".", e);
        }
    }
}
