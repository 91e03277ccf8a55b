package dev.gatehouse.autoconfigure.token.jwt;

import dev.gatehouse.autoconfigure.SecretPropertyException;
import dev.gatehouse.autoconfigure.environment.UnsafeDefault;
import dev.gatehouse.environment.Change;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import dev.gatehouse.token.jwt.KeyRing;
import dev.gatehouse.token.jwt.KeyState;
import dev.gatehouse.token.jwt.SigningAlgorithm;
import dev.gatehouse.token.jwt.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.StringUtils;

/** Makes the ring of the configured keys. No message holds a key. */
final class ConfiguredKeys {

    private static final Logger log = LoggerFactory.getLogger(ConfiguredKeys.class);

    private static final String KID = ".kid";
    private static final String PRIVATE_KEY = ".private-key";
    private static final String PUBLIC_KEY = ".public-key";

    private static final int MIN_SECRET = 32;
    private static final String NEEDED_FOR_HS256 =
            "A key for HS256 needs a kid, and at least " + MIN_SECRET + " random bytes in Base64 as its private-key.";

    private final JwtProperties properties;
    private final ResourceLoader resources;

    ConfiguredKeys(JwtProperties properties, ResourceLoader resources) {
        this.properties = properties;
        this.resources = resources;
    }

    KeyRing ring(Environment environment) {
        return properties.keys().isEmpty() ? generated(environment) : configured();
    }

    private KeyRing generated(Environment environment) {
        SigningAlgorithm algorithm = properties.algorithm();
        if (algorithm.isSymmetric()) {
            throw new SecretPropertyException(
                    JwtProperties.KEYS,
                    "HS256 needs a secret that all instances share. Write one key with a kid and as its private-key at"
                            + " least 32 random bytes in Base64.");
        }
        UnsafeDefault.refuseInProduction(
                environment,
                Finding.of(
                                "AUTH002",
                                Severity.ERROR,
                                "No key is configured: tokens that are signed with one that is made up are refused"
                                        + " after a restart, and by other instances.",
                                Change.set(JwtProperties.KEYS + "[0]" + PRIVATE_KEY, "file:/run/secrets/jwt.pem"))
                        .advise(
                                "Make one with: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072. Or define a"
                                        + " KeyRing bean.")
                        .about(JwtProperties.KEYS, null));
        SigningKey key = SigningKey.generate(algorithm, KeyState.ACTIVE);
        log.warn(
                "{} is not set. A key {} was made up for this run: its tokens are refused after a restart.",
                JwtProperties.KEYS,
                key.id());
        return KeyRing.of(List.of(key));
    }

    private KeyRing configured() {
        List<SigningKey> keys = new ArrayList<>();
        for (int i = 0; i < properties.keys().size(); i++) {
            keys.add(key(JwtProperties.KEYS + "[" + i + "]", properties.keys().get(i)));
        }
        try {
            return KeyRing.of(keys);
        } catch (IllegalArgumentException e) {
            throw refused(JwtProperties.KEYS, e);
        }
    }

    private SigningKey key(String property, JwtProperties.Key key) {
        String privateKey = text(property + PRIVATE_KEY, key.privateKey());
        String publicKey = text(property + PUBLIC_KEY, key.publicKey());
        String kid = StringUtils.hasText(key.kid()) ? key.kid() : null;
        SigningAlgorithm algorithm = Objects.requireNonNullElse(key.algorithm(), properties.algorithm());
        requireId(property + KID, kid, algorithm);
        return algorithm.isSymmetric()
                ? made(property + PRIVATE_KEY, () -> symmetric(kid, key.state(), privateKey))
                : pair(property, kid, algorithm, key.state(), privateKey, publicKey);
    }

    /** It is tried with a key that is none, so that what is wrong is the id. */
    private static void requireId(String property, @Nullable String kid, SigningAlgorithm algorithm) {
        if (kid != null) {
            made(property, () -> SigningKey.symmetric(kid, KeyState.RETIRING, new byte[MIN_SECRET]));
        } else if (algorithm.isSymmetric()) {
            throw new SecretPropertyException(property, NEEDED_FOR_HS256);
        }
    }

    /** The half that may be wrong by itself is tried first. */
    private static SigningKey pair(
            String property,
            @Nullable String kid,
            SigningAlgorithm algorithm,
            KeyState state,
            @Nullable String privateKey,
            @Nullable String publicKey) {
        if (privateKey == null && publicKey == null) {
            throw new SecretPropertyException(
                    property + PRIVATE_KEY, "The key is missing. Write it in PEM, or where its file is.");
        }
        if (publicKey != null) {
            made(property + PUBLIC_KEY, () -> SigningKey.ofPem(kid, algorithm, state, null, publicKey));
        }
        return made(property + PRIVATE_KEY, () -> SigningKey.ofPem(kid, algorithm, state, privateKey, publicKey));
    }

    private static SigningKey symmetric(@Nullable String kid, KeyState state, @Nullable String secret) {
        if (kid == null || secret == null) {
            throw new IllegalArgumentException(NEEDED_FOR_HS256);
        }
        return SigningKey.symmetric(kid, state, secret(secret));
    }

    private static SigningKey made(String property, Supplier<SigningKey> key) {
        try {
            return key.get();
        } catch (IllegalArgumentException e) {
            throw refused(property, e);
        }
    }

    private static byte[] secret(String text) {
        try {
            // Longer ones have a line end after each 64 characters where openssl wrote them.
            String oneLine = text.strip().replaceAll("\\s", "");
            return Base64.getDecoder().decode(oneLine.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            // The decoder's own message tells a character of the secret.
            throw new IllegalArgumentException("The secret is not Base64. Write at least 32 random bytes in Base64.");
        }
    }

    /** What does not look like a key says where one is. */
    private @Nullable String text(String property, @Nullable String value) {
        if (!StringUtils.hasText(value)) {
            return null;
        }
        if (!value.startsWith("file:") && !value.startsWith("classpath:")) {
            return value;
        }
        try {
            return resources.getResource(value).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SecretPropertyException(
                    property, "No file can be read there. Write the key in PEM, or file: and the path of such a file.");
        }
    }

    private static SecretPropertyException refused(String property, IllegalArgumentException e) {
        return new SecretPropertyException(
                property, Objects.requireNonNullElse(e.getMessage(), "It is not a key that can be used."));
    }
}
