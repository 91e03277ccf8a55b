package dev.gatehouse.token.jwt;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Map;

/** Reads the parts of a token, and only their one canonical spelling (RFC 7515, 2: base64url, no padding). */
final class TokenJson {

    private TokenJson() {}

    static Base64URL part(String text) {
        Base64URL part = new Base64URL(text);
        // Nimbus skips what is no base64url; two texts would then be one token.
        if (text.isEmpty() || !Base64URL.encode(part.decode()).toString().equals(text)) {
            throw new InvalidTokenException(TokenFlaw.MALFORMED);
        }
        return part;
    }

    static Map<String, Object> object(String text) {
        String json = part(text).decodeToString();
        // Nimbus gives an empty object for "[]" and null for "null".
        if (!json.startsWith("{")) {
            throw new InvalidTokenException(TokenFlaw.MALFORMED);
        }
        try {
            return JSONObjectUtils.parse(json);
        } catch (ParseException e) {
            throw new InvalidTokenException(TokenFlaw.MALFORMED);
        }
    }
}
