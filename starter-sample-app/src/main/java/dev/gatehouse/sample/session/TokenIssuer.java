package dev.gatehouse.sample.session;

import dev.gatehouse.autoconfigure.token.RefreshProperties;
import dev.gatehouse.autoconfigure.token.RefreshTransport;
import dev.gatehouse.token.OpaqueToken;
import dev.gatehouse.token.jwt.AccessGrant;
import dev.gatehouse.token.jwt.AccessToken;
import dev.gatehouse.token.jwt.IssuedToken;
import dev.gatehouse.token.jwt.JwtIssuer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes what a client gets for a session. */
@Component
class TokenIssuer {

    private final JwtIssuer issuer;
    private final boolean refreshInBody;

    TokenIssuer(JwtIssuer issuer, RefreshProperties properties) {
        this.issuer = issuer;
        this.refreshInBody = properties.transport() == RefreshTransport.BODY;
    }

    Tokens tokens(Session session, @Nullable OpaqueToken refreshToken) {
        AccessGrant grant = new AccessGrant(
                session.userId(), session.id(), session.authTime(), session.methods(), session.impersonatorId());
        IssuedToken issued = issuer.issue(grant, session.expiresAt());
        AccessToken token = issued.token();
        return new Tokens(
                issued.value(),
                "Bearer",
                Duration.between(token.issuedAt(), token.expiresAt()).toSeconds(),
                refreshToken == null || !refreshInBody ? null : refreshToken.value());
    }
}
