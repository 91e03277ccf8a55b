package dev.gatehouse.health;

import dev.gatehouse.digest.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;

/**
 * A shared secret by which a scraper or a script is let in without a log-in: {@code Authorization: Bearer <token>} (RFC
 * 6750, 2.1). Only its hash is kept, and compared in constant time. Immutable, thread-safe.
 */
public final class HealthToken {

    /** The shortest token, in characters. */
    public static final int MIN_LENGTH = 16;

    private static final String SCHEME = "Bearer ";

    private final byte[] hash;

    private HealthToken(byte[] hash) {
        this.hash = hash;
    }

    /**
     * Creates the token.
     *
     * @param token the secret, as long and random as a password of a machine
     * @return the token
     * @throws IllegalArgumentException if it is shorter than 16 characters or not printable ASCII without blanks; the
     *     message does not show it
     */
    public static HealthToken of(String token) {
        if (token.length() < MIN_LENGTH || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException("A token has at least " + MIN_LENGTH
                    + " characters, printable ASCII without blanks. Make one with: openssl rand -hex 32.");
        }
        return new HealthToken(Sha256.of(token));
    }

    /**
     * Tells whether a request shows the token.
     *
     * @param request the request
     * @return true if its Authorization header holds it
     */
    public boolean isShownBy(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(hash, Sha256.of(header.substring(SCHEME.length())));
    }

    @Override
    public String toString() {
        return "HealthToken[***]";
    }
}
