package dev.gatehouse.token.jwt;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Reads keys from PEM (RFC 7468). No message repeats the text or what the decoder said of it. */
final class PemKeys {

    private PemKeys() {}

    static PrivateKey privateKey(String family, String pem) {
        try {
            return KeyFactory.getInstance(family).generatePrivate(new PKCS8EncodedKeySpec(content("PRIVATE KEY", pem)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The private key is not an unencrypted " + family
                    + " key in PKCS #8. Make one with: openssl genpkey");
        }
    }

    static PublicKey publicKey(String family, String pem) {
        try {
            return KeyFactory.getInstance(family).generatePublic(new X509EncodedKeySpec(content("PUBLIC KEY", pem)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "The public key is not an " + family + " key in X.509. Make it with: openssl pkey -pubout");
        }
    }

    /** An RSA private key knows its public half, one on a curve does not. */
    static PublicKey publicOf(@Nullable PrivateKey privateKey) {
        if (!(privateKey instanceof RSAPrivateCrtKey rsa)) {
            throw new IllegalArgumentException("The public key is missing. Make it with: openssl pkey -pubout");
        }
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The RSA key has no usable public half.");
        }
    }

    private static byte[] content(String label, String pem) {
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        String text = pem.strip();
        if (!text.startsWith(begin) || !text.endsWith(end)) {
            throw new IllegalArgumentException(
                    "The key is not in PEM. It begins with " + begin + " and ends with " + end + ".");
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(begin.length(), text.length() - end.length()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The content of the key is not Base64.");
        }
    }
}
