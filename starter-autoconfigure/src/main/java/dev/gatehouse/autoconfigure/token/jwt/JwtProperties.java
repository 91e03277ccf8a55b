package dev.gatehouse.autoconfigure.token.jwt;

import dev.gatehouse.autoconfigure.PropertyRange;
import dev.gatehouse.token.jwt.JwtSettings;
import dev.gatehouse.token.jwt.KeyState;
import dev.gatehouse.token.jwt.SigningAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Access tokens.
 *
 * @param issuer who issues, a URL, compared exactly (a slash at its end matters), e.g. "https://api.example.com"; empty for no
 *     access tokens
 * @param audience whom the tokens are for, exactly one
 * @param clientId client the tokens are issued to
 * @param algorithm algorithm of all keys that name none: RS256, PS256, ES256, or HS256 with a shared secret, which publishes no keys
 * @param keys keys that sign and verify; none for one that is made up for each run, outside of production only
 * @param accessTtl how long a token holds, 1s to 1h
 * @param clockSkew by how much clocks may differ, 0s to 5m
 * @param verifiedCacheSize how many genuine tokens are remembered, so that a signature is verified once, 0 to 1000000; 0
 *     verifies it each time
 */
@ConfigurationProperties(JwtProperties.PREFIX)
public record JwtProperties(
        @Nullable String issuer,
        @DefaultValue("gatehouse") String audience,
        @DefaultValue("first-party") String clientId,
        @DefaultValue("RS256") SigningAlgorithm algorithm,
        @DefaultValue List<Key> keys,
        @DefaultValue("10m") Duration accessTtl,
        @DefaultValue("30s") Duration clockSkew,
        @DefaultValue("10000") int verifiedCacheSize) {

    static final String PREFIX = "gatehouse.auth.jwt";
    static final String ISSUER = PREFIX + ".issuer";
    static final String KEYS = PREFIX + ".keys";

    /**
     * Copies the list and checks the parts.
     *
     * @throws org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException if one is out of
     *     its range
     */
    public JwtProperties {
        issuer = issuer == null || issuer.isBlank() ? null : issuer;
        keys = List.copyOf(keys);
        PropertyRange.require(
                ISSUER, issuer, issuer == null || isUrl(issuer), "Write a URL, e.g. https://api.example.com.");
        requirePlain(".audience", audience);
        requirePlain(".client-id", clientId);
        PropertyRange.within(PREFIX + ".access-ttl", accessTtl, Duration.ofSeconds(1), Duration.ofHours(1), "1s to 1h");
        PropertyRange.within(PREFIX + ".clock-skew", clockSkew, Duration.ZERO, Duration.ofMinutes(5), "0s to 5m");
        PropertyRange.within(PREFIX + ".verified-cache-size", verifiedCacheSize, 0, 1_000_000);
    }

    JwtSettings toSettings() {
        return new JwtSettings(Objects.requireNonNull(issuer, "issuer"), audience, clientId, accessTtl, clockSkew);
    }

    private static boolean isUrl(String issuer) {
        try {
            URI uri = URI.create(issuer);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void requirePlain(String property, String value) {
        PropertyRange.require(
                PREFIX + property,
                value,
                !value.isBlank() && value.equals(value.strip()),
                "Write it plainly, without blanks around it.");
    }

    /**
     * A key that signs and verifies.
     *
     * @param kid id of the key, 1 to 64 letters, digits and ". _ -"; empty for the thumbprint of the key (RFC 7638)
     * @param state "active" signs (exactly one key), "pending" is published before it signs, "retiring" only verifies
     * @param algorithm algorithm of the key; empty for that of all keys. Another one lets the old key verify on while the
     *     algorithm is changed; HS256 cannot be mixed with others
     * @param privateKey PKCS #8 in PEM, or the location of such a file, e.g. "file:/run/secrets/jwt.pem"; for HS256 at least 32
     *     random bytes in Base64
     * @param publicKey X.509 in PEM, or the location of such a file; may be left out for RSA beside a private key
     */
    public record Key(
            @Nullable String kid,
            @DefaultValue("active") KeyState state,
            @Nullable SigningAlgorithm algorithm,
            @Nullable String privateKey,
            @Nullable String publicKey) {

        /** Leaves the keys out. */
        @Override
        public String toString() {
            return "Key[kid=" + kid + ", state=" + state + "]";
        }
    }
}
