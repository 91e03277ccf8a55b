package dev.gatehouse.token.jwt;

import com.nimbusds.jose.JWSAlgorithm;

/**
 * The algorithms tokens are signed with (RFC 7518, 3.1). RS256 is the default: RFC 9068, 2.1 requires it, and
 * signatures are verified far more often than made, where RSA is many times faster than ECDSA.
 */
public enum SigningAlgorithm {
    /** RSA with PKCS #1 v1.5 padding; keys of 2048 bits or more, 3072 by default. */
    RS256(JWSAlgorithm.RS256),
    /** RSA with PSS padding; the same keys. */
    PS256(JWSAlgorithm.PS256),
    /** ECDSA on P-256. */
    ES256(JWSAlgorithm.ES256),
    /** HMAC with a shared secret: whoever verifies can also sign, so there is nothing to publish. */
    HS256(JWSAlgorithm.HS256);

    private final JWSAlgorithm jws;

    SigningAlgorithm(JWSAlgorithm jws) {
        this.jws = jws;
    }

    JWSAlgorithm jws() {
        return jws;
    }

    /**
     * Tells whether one secret both signs and verifies.
     *
     * @return true for HS256
     */
    public boolean isSymmetric() {
        return this == HS256;
    }
}
