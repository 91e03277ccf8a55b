package dev.gatehouse.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters.Builder;

/** Computes Argon2 with BouncyCastle, and writes it as the reference implementation does. */
final class Argon2 {

    private static final int SALT_LENGTH = 16;
    private static final int HASH_LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Argon2() {}

    static String hash(String password, Argon2Parameters cost) {
        byte[] salt = new byte[SALT_LENGTH];
        RANDOM.nextBytes(salt);
        StoredHash form = new StoredHash(
                "argon2id",
                StoredHash.VERSION,
                cost.memory(),
                cost.iterations(),
                cost.parallelism(),
                salt,
                new byte[HASH_LENGTH]);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=" + form.version() + "$m=" + form.memory() + ",t=" + form.iterations() + ",p="
                + form.parallelism() + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(compute(password, form));
    }

    static boolean verify(String password, StoredHash stored) {
        return MessageDigest.isEqual(compute(password, stored), stored.hash());
    }

    private static byte[] compute(String password, StoredHash form) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Builder(type(form.variant()))
                .withVersion(form.version())
                .withMemoryAsKB(form.memory())
                .withIterations(form.iterations())
                .withParallelism(form.parallelism())
                .withSalt(form.salt())
                .build());
        byte[] hash = new byte[form.hash().length];
        generator.generateBytes(password.getBytes(UTF_8), hash);
        return hash;
    }

    private static int type(String variant) {
        return switch (variant) {
            case "argon2d" -> org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_d;
            case "argon2i" -> org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_i;
            default -> org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_id;
        };
    }
}
