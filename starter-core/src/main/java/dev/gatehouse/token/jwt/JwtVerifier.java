package dev.gatehouse.token.jwt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.util.Base64URL;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Verifies access tokens as this service issues them (RFC 9068, 4; RFC 8725). The key is chosen by its id among our own, the
 * algorithm by the key; the signature is verified before anything in the token is believed, then every claim, its type
 * included. A token that nobody but this service would have to accept is judged more strictly than the standard asks:
 * exactly one audience, ids that are UUIDs, no more headers than three, no longer life than issued. Thread-safe.
 */
public final class JwtVerifier {

    /** The longest token in characters. */
    public static final int MAX_LENGTH = 8192;

    private static final Set<String> HEADERS = Set.of("alg", "typ", "kid");
    private static final Set<String> TYPES = Set.of("at+jwt", "application/at+jwt");

    private final Supplier<KeyRing> keys;
    private final ClaimRules claims;

    /**
     * Creates a verifier.
     *
     * @param settings what must stand in every token
     * @param keys the keys of the moment, asked for each token: a fixed ring or a {@link KeyRotation}
     * @param clock tells the time
     */
    public JwtVerifier(JwtSettings settings, Supplier<KeyRing> keys, InstantSource clock) {
        this.keys = keys;
        this.claims = new ClaimRules(settings, clock);
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
        int headerEnd = token.indexOf('.');
        int payloadEnd = token.indexOf('.', headerEnd + 1);
        if (headerEnd < 1 || payloadEnd < 0) {
            throw new InvalidTokenException(TokenFlaw.MALFORMED);
        }
        Base64URL signature = TokenJson.part(token.substring(payloadEnd + 1));
        SigningKey key = key(TokenJson.object(token.substring(0, headerEnd)));
        requireSignature(key, token.substring(0, payloadEnd), signature);
        return claims.check(TokenJson.object(token.substring(headerEnd + 1, payloadEnd)), key.id());
    }

    private SigningKey key(Map<String, Object> header) {
        if (!HEADERS.containsAll(header.keySet())) {
            throw new InvalidTokenException(TokenFlaw.UNEXPECTED_HEADER);
        }
        SigningKey key = header.get("kid") instanceof String id ? keys.get().find(id) : null;
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
