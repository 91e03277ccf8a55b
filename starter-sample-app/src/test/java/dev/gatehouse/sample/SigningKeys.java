package dev.gatehouse.sample;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The key that signs the access tokens of tests that run as a deployment does. */
public final class SigningKeys {

    private SigningKeys() {}

    /** A new key in PEM (RFC 7468), the same for all of the tests. */
    public static String pem() {
        return Holder.PEM;
    }

    private static final class Holder {

        static final String PEM = generate();

        private static String generate() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
                return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                        + "\n-----END PRIVATE KEY-----\n";
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java platform has RSA.", e);
            }
        }
    }
}
