package dev.gatehouse.sample;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The key that signs the access tokens of the tests. */
public final class SigningKeys {

    private SigningKeys() {}

    /** The key of the service, the same for all of the tests. */
    public static KeyPair ofTheService() {
        return Holder.PAIR;
    }

    /** A new one. */
    public static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has RSA.", e);
        }
    }

    /** The private half of the service's key in PEM (RFC 7468). */
    public static String pem() {
        return pem("PRIVATE KEY", ofTheService().getPrivate().getEncoded());
    }

    public static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                + label + "-----\n";
    }

    private static final class Holder {

        static final KeyPair PAIR = generate();
    }
}
