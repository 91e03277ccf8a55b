package dev.gatehouse.autoconfigure.token;

/** How a client gets its refresh token and sends it back. */
public enum RefreshTransport {

    /** In the bodies of answers and requests. */
    BODY,

    /** In a cookie named {@code __Host-…} that is HttpOnly, Secure and SameSite=Strict. */
    COOKIE
}
