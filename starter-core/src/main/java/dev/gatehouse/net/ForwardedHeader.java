package dev.gatehouse.net;

/** Which header trusted proxies write the addresses of their clients to. */
public enum ForwardedHeader {

    /**
     * Whichever of the two is there. When both are and name different clients, one of them was not written by the
     * proxies; then neither counts and the client is the proxy.
     */
    AUTO,

    /** {@code X-Forwarded-For} only. */
    X_FORWARDED_FOR,

    /** {@code Forwarded} (RFC 7239) only. */
    FORWARDED
}
