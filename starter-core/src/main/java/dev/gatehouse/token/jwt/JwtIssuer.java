package dev.gatehouse.token.jwt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Issues access tokens after RFC 9068, signed with the active key of the ring. Thread-safe.
 */
public final class JwtIssuer {

    private static final int ID_LENGTH = 16;

    private final JwtSettings settings;
    private final Supplier<KeyRing> keys;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * Creates an issuer.
     *
     * @param settings what stands in every token
     * @param keys the keys of the moment, asked for each token: a fixed ring or a {@link KeyRotation}
     * @param clock tells the time
     */
    public JwtIssuer(JwtSettings settings, Supplier<KeyRing> keys, InstantSource clock) {
        this.settings = settings;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Issues a token.
     *
     * @param grant for whom and what
     * @return the token
     */
    public IssuedToken issue(AccessGrant grant) {
        return issue(grant, Instant.MAX);
    }

    /**
     * Issues a token that does not outlive what it stands for.
     *
     * @param grant for whom and what
     * @param end when its session ends, rounded down to whole seconds; after the usual life of a token it makes no difference
     * @return the token
     */
    public IssuedToken issue(AccessGrant grant, Instant end) {
        SigningKey key = keys.get().active();
        Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        byte[] id = new byte[ID_LENGTH];
        random.nextBytes(id);
        Instant usual = now.plus(settings.ttl(grant.actor()));
        Instant expiresAt = end.isBefore(usual) ? Instant.ofEpochSecond(end.getEpochSecond()) : usual;
        AccessToken token = new AccessToken(grant, Base64URL.encode(id).toString(), key.id(), now, expiresAt);
        String input = encode(header(key)) + "." + encode(claims(token));
        try {
            return new IssuedToken(input + "." + key.sign(input.getBytes(US_ASCII)), token);
        } catch (JOSEException e) {
            throw new IllegalStateException("The key '" + key.id() + "' cannot sign.", e);
        }
    }

    private static Map<String, Object> header(SigningKey key) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", key.algorithm().name());
        header.put("typ", "at+jwt");
        header.put("kid", key.id());
        return header;
    }

    private Map<String, Object> claims(AccessToken token) {
        AccessGrant grant = token.grant();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", settings.issuer());
        claims.put("aud", settings.audience());
        claims.put("sub", grant.subject().toString());
        claims.put("client_id", settings.clientId());
        claims.put("iat", token.issuedAt().getEpochSecond());
        claims.put("exp", token.expiresAt().getEpochSecond());
        claims.put("jti", token.id());
        claims.put("sid", grant.session().toString());
        claims.put("auth_time", grant.authTime().getEpochSecond());
        claims.put("amr", grant.methods());
        UUID actor = grant.actor();
        if (actor != null) {
            claims.put("act", Map.of("sub", actor.toString()));
        }
        return claims;
    }

    private static String encode(Map<String, Object> json) {
        return Base64URL.encode(JSONObjectUtils.toJSONString(json)).toString();
    }
}
