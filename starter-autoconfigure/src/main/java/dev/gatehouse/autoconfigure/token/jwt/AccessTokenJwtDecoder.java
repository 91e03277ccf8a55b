package dev.gatehouse.autoconfigure.token.jwt;

import dev.gatehouse.token.jwt.AccessGrant;
import dev.gatehouse.token.jwt.AccessToken;
import dev.gatehouse.token.jwt.InvalidTokenException;
import dev.gatehouse.token.jwt.JwtSettings;
import dev.gatehouse.token.jwt.JwtVerifier;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Lets Spring Security's resource server verify by our verifier. The claims are those that were verified, and no others.
 * Thread-safe.
 */
final class AccessTokenJwtDecoder implements JwtDecoder {

    private static final Logger log = LoggerFactory.getLogger(AccessTokenJwtDecoder.class);

    private final JwtVerifier verifier;
    private final JwtSettings settings;

    AccessTokenJwtDecoder(JwtVerifier verifier, JwtSettings settings) {
        this.verifier = verifier;
        this.settings = settings;
    }

    @Override
    public Jwt decode(String token) {
        try {
            return jwt(token, verifier.verify(token));
        } catch (InvalidTokenException e) {
            log.debug("An access token was refused: {}", e.flaw());
            // Its message goes to the client, by the header WWW-Authenticate.
            throw new BadJwtException("The access token is invalid.");
        }
    }

    private Jwt jwt(String token, AccessToken verified) {
        AccessGrant grant = verified.grant();
        Jwt.Builder jwt = Jwt.withTokenValue(token)
                .header("typ", "at+jwt")
                .header("kid", verified.keyId())
                .issuer(settings.issuer())
                .audience(List.of(settings.audience()))
                .subject(grant.subject().toString())
                .jti(verified.id())
                .issuedAt(verified.issuedAt())
                .expiresAt(verified.expiresAt())
                .claim("client_id", settings.clientId())
                .claim("sid", grant.session().toString())
                .claim("auth_time", grant.authTime())
                .claim("amr", grant.methods());
        if (grant.actor() != null) {
            jwt.claim("act", Map.of("sub", grant.actor().toString()));
        }
        return jwt.build();
    }
}
