package dev.gatehouse.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/** Keys of the tests alone. Made once for a build and kept in files: a JVM that has just begun takes seconds to make one. */
public final class SigningKeys {

    private static final Path FOLDER = Path.of("target", "test-keys");

    private SigningKeys() {}

    /** The key that signs the access tokens of the service. */
    public static KeyPair ofTheService() {
        return read("signing-key.der");
    }

    /** One that the service does not know. */
    public static KeyPair foreign() {
        return read("foreign-key.der");
    }

    /** The private half of the service's key in PEM (RFC 7468). */
    public static String pem() {
        return pem("PRIVATE KEY", ofTheService().getPrivate().getEncoded());
    }

    public static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                + label + "-----\n";
    }

    private static synchronized KeyPair read(String name) {
        try {
            Path file = FOLDER.resolve(name);
            if (!Files.exists(file)) {
                keep(KeyPairGenerator.getInstance("RSA"), file);
            }
            KeyFactory keys = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey key =
                    (RSAPrivateCrtKey) keys.generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(file)));
            return new KeyPair(
                    keys.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())), key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has RSA.", e);
        }
    }

    /** Another JVM may make one as well: whichever is there first is everybody's, and never half of it. */
    private static void keep(KeyPairGenerator generator, Path file) throws IOException {
        generator.initialize(2048);
        Files.createDirectories(FOLDER);
        Path own = Files.createTempFile(FOLDER, "key", null);
        Files.write(own, generator.generateKeyPair().getPrivate().getEncoded());
        try {
            Files.createLink(file, own);
        } catch (FileAlreadyExistsException made) {
            // By the other one.
        }
        Files.delete(own);
    }
}
