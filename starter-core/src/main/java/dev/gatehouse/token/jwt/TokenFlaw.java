package dev.gatehouse.token.jwt;

/** Why a token was refused, for metrics and logs; clients learn only that it was. */
public enum TokenFlaw {
    /** Longer than 8 KiB. */
    TOO_LONG,
    /** Not three parts of base64url, or not JSON. */
    MALFORMED,
    /** A header that this service never writes: an embedded or a remote key, an extension, a compression. */
    UNEXPECTED_HEADER,
    /** The type is not that of an access token. */
    TYPE,
    /** No key id, or none of ours. */
    KEY,
    /** Not the algorithm of the key. */
    ALGORITHM,
    /** The signature does not verify. */
    SIGNATURE,
    /** Another issuer. */
    ISSUER,
    /** Another audience, or several. */
    AUDIENCE,
    /** A claim is missing or has not the form in which this service writes it. */
    CLAIM,
    /** Expired. */
    EXPIRED,
    /** Issued, authenticated or valid from in the future. */
    NOT_YET_VALID,
    /** It holds for longer than this service would let it. */
    LIFETIME
}
