package dev.gatehouse.token.jwt;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Judges the claims of a token whose signature is genuine. */
final class ClaimRules {

    private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final int MAX_ID = 64;

    private final JwtSettings settings;
    private final InstantSource clock;

    ClaimRules(JwtSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    AccessToken check(Map<String, Object> claims, String keyId) {
        require(settings.issuer().equals(claims.get("iss")), TokenFlaw.ISSUER);
        require(isOurs(claims.get("aud")), TokenFlaw.AUDIENCE);
        require(settings.clientId().equals(claims.get("client_id")), TokenFlaw.CLAIM);
        long issuedAt = seconds(claims, "iat");
        long expiresAt = seconds(claims, "exp");
        long authTime = seconds(claims, "auth_time");
        UUID actor = actor(claims);
        checkTimes(claims, issuedAt, expiresAt, authTime);
        long life = expiresAt - issuedAt;
        require(
                life > 0
                        && life
                                <= settings.ttl(actor).toSeconds()
                                        + settings.clockSkew().toSeconds(),
                TokenFlaw.LIFETIME);
        AccessGrant grant = new AccessGrant(
                uuid(claims.get("sub")),
                uuid(claims.get("sid")),
                Instant.ofEpochSecond(authTime),
                methods(claims.get("amr")),
                actor);
        return new AccessToken(
                grant, id(claims.get("jti")), keyId, Instant.ofEpochSecond(issuedAt), Instant.ofEpochSecond(expiresAt));
    }

    /** Judges a token anew that was found good before: only what depends on the hour can have changed. */
    void requireCurrent(AccessToken token) {
        requireCurrent(
                clock.instant().getEpochSecond(),
                token.issuedAt().getEpochSecond(),
                token.expiresAt().getEpochSecond(),
                token.grant().authTime().getEpochSecond());
    }

    private void requireCurrent(long now, long issuedAt, long expiresAt, long authTime) {
        long skew = settings.clockSkew().toSeconds();
        require(now < expiresAt + skew, TokenFlaw.EXPIRED);
        require(issuedAt <= now + skew, TokenFlaw.NOT_YET_VALID);
        require(authTime <= now + skew, TokenFlaw.NOT_YET_VALID);
    }

    private void checkTimes(Map<String, Object> claims, long issuedAt, long expiresAt, long authTime) {
        long now = clock.instant().getEpochSecond();
        long skew = settings.clockSkew().toSeconds();
        requireCurrent(now, issuedAt, expiresAt, authTime);
        require(!claims.containsKey("nbf") || seconds(claims, "nbf") <= now + skew, TokenFlaw.NOT_YET_VALID);
    }

    private boolean isOurs(@Nullable Object audience) {
        return settings.audience().equals(audience)
                || List.of(settings.audience()).equals(audience);
    }

    private static long seconds(Map<String, Object> claims, String name) {
        if (claims.get(name) instanceof Long seconds && seconds >= 0 && seconds <= LATEST) {
            return seconds;
        }
        throw new InvalidTokenException(TokenFlaw.CLAIM);
    }

    private static UUID uuid(@Nullable Object claim) {
        if (claim instanceof String text) {
            try {
                UUID id = UUID.fromString(text);
                if (id.toString().equals(text)) {
                    return id;
                }
            } catch (IllegalArgumentException e) {
                throw new InvalidTokenException(TokenFlaw.CLAIM);
            }
        }
        throw new InvalidTokenException(TokenFlaw.CLAIM);
    }

    private static String id(@Nullable Object claim) {
        if (claim instanceof String id && !id.isBlank() && id.length() <= MAX_ID) {
            return id;
        }
        throw new InvalidTokenException(TokenFlaw.CLAIM);
    }

    private static List<String> methods(@Nullable Object claim) {
        if (!(claim instanceof List<?> list) || list.isEmpty()) {
            throw new InvalidTokenException(TokenFlaw.CLAIM);
        }
        List<String> methods = new ArrayList<>();
        for (Object method : list) {
            if (!(method instanceof String text) || text.isBlank()) {
                throw new InvalidTokenException(TokenFlaw.CLAIM);
            }
            methods.add(text);
        }
        return methods;
    }

    private static @Nullable UUID actor(Map<String, Object> claims) {
        if (!claims.containsKey("act")) {
            return null;
        }
        if (claims.get("act") instanceof Map<?, ?> act && act.keySet().equals(Set.of("sub"))) {
            return uuid(act.get("sub"));
        }
        throw new InvalidTokenException(TokenFlaw.CLAIM);
    }

    private static void require(boolean holds, TokenFlaw flaw) {
        if (!holds) {
            throw new InvalidTokenException(flaw);
        }
    }
}
