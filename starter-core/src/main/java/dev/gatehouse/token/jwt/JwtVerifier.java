package dev.gatehouse.token.jwt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.util.Base64URL;
import dev.gatehouse.token.jwt.VerifiedTokens.Verified;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Verifies access tokens as this service issues them (RFC 9068, 4; RFC 8725). The key is chosen by its id among our own, the
 * algorithm by the key; the signature is verified before anything in the token is believed, then every claim, its type
 * included. A token that nobody but this service would have to accept is judged more strictly than the standard asks:
 * exactly one audience, ids that are UUIDs, no more headers than three, no longer life than issued. A client sends the same
 * token with every request, so what was found genuine is remembered, in bounded memory; its times and its key are looked at
 * each time. A signature of ES256 has a second form that verifies as well, so that no text or hash of a token names it: its
 * {@code jti} does. Thread-safe.
 */
public final class JwtVerifier {

    /** The longest token in characters. */
    public static final int MAX_LENGTH = 8192;

    /** How many genuine tokens are remembered usually. */
    public static final int REMEMBERED = 10_000;

    private static final Set<String> HEADERS = Set.of("alg", "typ", "kid");
    private static final Set<String> TYPES = Set.of("at+jwt", "application/at+jwt");

    private final Supplier<KeyRing> keys;
    private final ClaimRules claims;
    private final @Nullable VerifiedTokens verified;

    /**
     * Creates a verifier that remembers {@value #REMEMBERED} tokens.
     *
     * @param settings what must stand in every token
     * @param keys the keys of the moment, asked for each token: a fixed ring or a {@link KeyRotation}
     * @param clock tells the time
     */
    public JwtVerifier(JwtSettings settings, Supplier<KeyRing> keys, InstantSource clock) {
        this(settings, keys, clock, REMEMBERED);
    }

    /**
     * Creates a verifier.
     *
     * @param settings what must stand in every token
     * @param keys the keys of the moment, asked for each token: a fixed ring or a {@link KeyRotation}
     * @param clock tells the time
     * @param remembered how many genuine tokens are remembered, about 700 bytes each; 0 to verify the signature each time
     * @throws IllegalArgumentException if the number is negative
     */
    public JwtVerifier(JwtSettings settings, Supplier<KeyRing> keys, InstantSource clock, int remembered) {
        if (remembered < 0) {
            throw new IllegalArgumentException(remembered + " tokens cannot be remembered. Use 0 or more.");
        }
        this.keys = keys;
        this.claims = new ClaimRules(settings, clock);
        this.verified = remembered == 0 ? null : new VerifiedTokens(remembered, settings.longestTtl());
    }

    /**
     * Verifies a token.
     *
     * @param token any text
     * @return what it says
     * @throws InvalidTokenException if it is not a valid access token of this service
     */
    public AccessToken verify(String token) {
        if (token.length() > MAX_LENGTH) {
            throw new InvalidTokenException(TokenFlaw.TOO_LONG);
        }
        KeyRing ring = keys.get();
        if (verified == null) {
            return verify(token, ring).token();
        }
        return remembered(verified, token, ring);
    }

    private AccessToken remembered(VerifiedTokens verified, String token, KeyRing ring) {
        ByteBuffer digest = VerifiedTokens.digest(token);
        AccessToken known = verified.find(digest, ring);
        if (known != null) {
            claims.requireCurrent(known);
            return known;
        }
        Verified found = verify(token, ring);
        verified.keep(digest, found);
        return found.token();
    }

    private Verified verify(String token, KeyRing ring) {
        int headerEnd = token.indexOf('.');
        int payloadEnd = token.indexOf('.', headerEnd + 1);
        if (headerEnd < 1 || payloadEnd < 0) {
            throw new InvalidTokenException(TokenFlaw.MALFORMED);
        }
        Base64URL signature = TokenJson.part(token.substring(payloadEnd + 1));
        SigningKey key = key(TokenJson.object(token.substring(0, headerEnd)), ring);
        requireSignature(key, token.substring(0, payloadEnd), signature);
        Map<String, Object> payload = TokenJson.object(token.substring(headerEnd + 1, payloadEnd));
        return new Verified(claims.check(payload, key.id()), key);
    }

    private static SigningKey key(Map<String, Object> header, KeyRing ring) {
        if (!HEADERS.containsAll(header.keySet())) {
            throw new InvalidTokenException(TokenFlaw.UNEXPECTED_HEADER);
        }
        SigningKey key = header.get("kid") instanceof String id ? ring.find(id) : null;
        if (key == null) {
            throw new InvalidTokenException(TokenFlaw.KEY);
        }
        if (!key.algorithm().name().equals(header.get("alg"))) {
            throw new InvalidTokenException(TokenFlaw.ALGORITHM);
        }
        if (!(header.get("typ") instanceof String type) || !TYPES.contains(type.toLowerCase(Locale.ROOT))) {
            throw new InvalidTokenException(TokenFlaw.TYPE);
        }
        return key;
    }

    private static void requireSignature(SigningKey key, String input, Base64URL signature) {
        try {
            if (key.verifies(input.getBytes(US_ASCII), signature)) {
                return;
            }
        } catch (JOSEException e) {
            // A signature of the wrong length or range is one that does not verify.
        }
        throw new InvalidTokenException(TokenFlaw.SIGNATURE);
    }
}
