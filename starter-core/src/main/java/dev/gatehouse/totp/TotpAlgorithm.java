package dev.gatehouse.totp;

/**
 * The hash of one-time codes. SHA-1 is the one all authenticator apps know, and not weakened here: HMAC does not rest on
 * collision resistance (RFC 6194, 3.3).
 */
public enum TotpAlgorithm {
    SHA1("HmacSHA1"),
    SHA256("HmacSHA256"),
    SHA512("HmacSHA512");

    private final String macName;

    TotpAlgorithm(String macName) {
        this.macName = macName;
    }

    String macName() {
        return macName;
    }
}
