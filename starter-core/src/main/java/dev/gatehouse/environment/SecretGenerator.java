package dev.gatehouse.environment;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Makes secrets that no check finds weak: 256 random bits as 43 characters that need no quotes in YAML, a shell or a URL.
 * Thread-safe.
 */
public final class SecretGenerator {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SecretGenerator() {}

    /**
     * Makes a secret.
     *
     * @return 43 characters of base64url (RFC 4648, 5)
     */
    public static String generate() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Prints a secret.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        System.out.println(generate());
    }
}
