package dev.gatehouse.https;

/** What becomes of a request that came in plain HTTP. */
public enum HttpsMode {
    /** It is served. */
    OFF,
    /** A navigation of a browser is redirected, anything else is refused (OWASP ASVS 5.0, 4.1.2). */
    AUTO,
    /** Every GET and HEAD that carries no credentials of a program is redirected, anything else is refused. */
    REDIRECT,
    /** It is refused. */
    REJECT
}
