package dev.gatehouse.token.jwt;

/**
 * A new access token. Immutable; {@code toString} does not tell the value.
 *
 * @param value the token, for the client and for nobody else
 * @param token what it says
 */
public record IssuedToken(String value, AccessToken token) {

    @Override
    public String toString() {
        return "IssuedToken[" + token + "]";
    }
}
