package dev.gatehouse.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import org.springframework.core.io.ClassPathResource;

/** Keys of the tests alone. They lie in files: a JVM that has just begun takes seconds to make one. */
public final class SigningKeys {

    private SigningKeys() {}

    /** The key that signs the access tokens of the service. */
    public static KeyPair ofTheService() {
        return read("signing-key.pem");
    }

    /** One that the service does not know. */
    public static KeyPair foreign() {
        return read("foreign-key.pem");
    }

    /** The private half of the service's key in PEM (RFC 7468). */
    public static String pem() {
        return pem("PRIVATE KEY", ofTheService().getPrivate().getEncoded());
    }

    public static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                + label + "-----\n";
    }

    private static KeyPair read(String file) {
        try {
            String pem = new ClassPathResource(file).getContentAsString(StandardCharsets.US_ASCII);
            byte[] content = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            KeyFactory keys = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey key = (RSAPrivateCrtKey) keys.generatePrivate(new PKCS8EncodedKeySpec(content));
            return new KeyPair(
                    keys.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())), key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has RSA.", e);
        }
    }
}
