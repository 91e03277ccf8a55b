package dev.gatehouse.token.jwt;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands in every access token.
 *
 * @param issuer who issues, a URL; compared exactly, so that a slash at the end matters
 * @param audience whom the tokens are for; exactly one
 * @param clientId the client they are issued to
 * @param accessTtl how long a token holds, 1 s to 1 hour; one of a session in which somebody acts for another holds for 15
 *     minutes at most instead, since there is no refresh
 * @param clockSkew by how much clocks may differ, 0 to 5 min
 */
public record JwtSettings(String issuer, String audience, String clientId, Duration accessTtl, Duration clockSkew) {

    private static final Duration ACTED_TTL = Duration.ofMinutes(15);

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if one is blank or out of its range
     */
    public JwtSettings {
        requireText("issuer", issuer);
        requireText("audience", audience);
        requireText("client id", clientId);
        if (accessTtl.compareTo(Duration.ofSeconds(1)) < 0 || accessTtl.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("An access token cannot hold for " + accessTtl + ". Use 1s to 1h.");
        }
        if (clockSkew.isNegative() || clockSkew.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException(
                    "Clocks cannot be allowed to differ by " + clockSkew + ". Use 0s to 5m.");
        }
    }

    /**
     * Tells how long the longest-lived token holds, which is how long a key has to verify after it signed for the last time.
     *
     * @return the life of an access token, or 15 minutes if that is longer
     */
    public Duration longestTtl() {
        return accessTtl.compareTo(ACTED_TTL) < 0 ? ACTED_TTL : accessTtl;
    }

    Duration ttl(@Nullable UUID actor) {
        return actor == null ? accessTtl : ACTED_TTL;
    }

    /**
     * Gives the usual settings.
     *
     * @param issuer who issues, a URL
     * @return tokens of 10 minutes for {@code gatehouse}, issued to {@code first-party}, clocks 30 s apart
     */
    public static JwtSettings of(String issuer) {
        return new JwtSettings(issuer, "gatehouse", "first-party", Duration.ofMinutes(10), Duration.ofSeconds(30));
    }

    private static void requireText(String part, String text) {
        if (text.isBlank() || !text.equals(text.strip())) {
            throw new IllegalArgumentException(
                    "The " + part + " of access tokens is blank or has blanks around it. Write it plainly.");
        }
    }
}
