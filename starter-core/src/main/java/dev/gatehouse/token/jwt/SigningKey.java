package dev.gatehouse.token.jwt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;

/**
 * A key with its id, its one algorithm and its state. That the two halves of a pair belong together is tried out when it is
 * made. Immutable, thread-safe; {@code toString} tells no part of the key.
 */
public final class SigningKey {

    private static final int DEFAULT_RSA_BITS = 3072;
    private static final int MIN_RSA_BITS = 2048;
    private static final int MIN_SECRET = 32;

    private final SigningAlgorithm algorithm;
    private final KeyState state;
    private final JWK jwk;
    private final JWSVerifier verifier;
    private final @Nullable JWSSigner signer;

    private SigningKey(
            SigningAlgorithm algorithm, KeyState state, JWK jwk, JWSVerifier verifier, @Nullable JWSSigner signer) {
        this.algorithm = algorithm;
        this.state = state;
        this.jwk = jwk;
        this.verifier = verifier;
        this.signer = signer;
    }

    /**
     * Makes a new key pair, of 3072 bits for RSA, that is known by its thumbprint (RFC 7638).
     *
     * @param algorithm the algorithm, not a symmetric one
     * @param state the state of the key
     * @return the key
     * @throws IllegalArgumentException if the algorithm is symmetric: such a key is shared, not made
     */
    public static SigningKey generate(SigningAlgorithm algorithm, KeyState state) {
        if (algorithm.isSymmetric()) {
            throw new IllegalArgumentException(
                    algorithm + " needs a secret that all instances share. Give one to SigningKey.symmetric.");
        }
        try {
            boolean elliptic = algorithm == SigningAlgorithm.ES256;
            KeyPairGenerator generator = KeyPairGenerator.getInstance(elliptic ? "EC" : "RSA");
            generator.initialize(elliptic ? 256 : DEFAULT_RSA_BITS);
            KeyPair pair = generator.generateKeyPair();
            return of(null, algorithm, state, pair.getPublic(), pair.getPrivate());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime cannot make keys for " + algorithm + ".", e);
        }
    }

    /**
     * Makes a key of a pair.
     *
     * @param keyId 1 to 64 letters, digits, {@code . _ -}; null for the thumbprint of the key (RFC 7638)
     * @param algorithm the algorithm, not a symmetric one
     * @param state the state of the key
     * @param publicKey the half that verifies
     * @param privateKey the half that signs; null for a key that only verifies any more
     * @return the key
     * @throws IllegalArgumentException if the keys do not fit the algorithm or each other, are too short, or the id cannot
     *     be one
     */
    public static SigningKey of(
            @Nullable String keyId,
            SigningAlgorithm algorithm,
            KeyState state,
            PublicKey publicKey,
            @Nullable PrivateKey privateKey) {
        try {
            return switch (algorithm) {
                case RS256, PS256 -> rsa(keyId, algorithm, state, publicKey, privateKey);
                case ES256 -> elliptic(keyId, algorithm, state, publicKey, privateKey);
                case HS256 -> throw new IllegalArgumentException("HS256 has no key pair. Use SigningKey.symmetric.");
            };
        } catch (JOSEException e) {
            throw new IllegalArgumentException("The key does not fit " + algorithm + ".", e);
        }
    }

    /**
     * Makes a key of PEM texts, as {@code openssl genpkey} and {@code openssl pkey -pubout} write them.
     *
     * @param keyId 1 to 64 letters, digits, {@code . _ -}; null for the thumbprint of the key
     * @param algorithm the algorithm, not a symmetric one
     * @param state the state of the key
     * @param privateKey PKCS #8, unencrypted, beginning with {@code -----BEGIN PRIVATE KEY-----}; null for a key that only
     *     verifies any more
     * @param publicKey X.509, beginning with {@code -----BEGIN PUBLIC KEY-----}; may be null for RSA beside a private key
     * @return the key
     * @throws IllegalArgumentException if a text cannot be read, or the keys do not fit; the message holds neither
     */
    public static SigningKey ofPem(
            @Nullable String keyId,
            SigningAlgorithm algorithm,
            KeyState state,
            @Nullable String privateKey,
            @Nullable String publicKey) {
        String family = algorithm == SigningAlgorithm.ES256 ? "EC" : "RSA";
        PrivateKey signing = privateKey == null ? null : PemKeys.privateKey(family, privateKey);
        PublicKey verifying = publicKey == null ? PemKeys.publicOf(signing) : PemKeys.publicKey(family, publicKey);
        return of(keyId, algorithm, state, verifying, signing);
    }

    /**
     * Makes a key that both signs and verifies. Only for a service that verifies its own tokens and publishes no keys.
     *
     * @param keyId 1 to 64 letters, digits, {@code . _ -}
     * @param state the state of the key
     * @param secret at least 32 random bytes (RFC 7518, 3.2)
     * @return the key, for HS256
     * @throws IllegalArgumentException if the secret is too short or the id cannot be one
     */
    public static SigningKey symmetric(String keyId, KeyState state, byte[] secret) {
        if (secret.length < MIN_SECRET) {
            throw new IllegalArgumentException(
                    "A secret for HS256 has " + MIN_SECRET + " random bytes or more, not " + secret.length + ".");
        }
        try {
            JWK jwk = new OctetSequenceKey.Builder(secret)
                    .keyID(KeyIds.require(keyId))
                    .algorithm(SigningAlgorithm.HS256.jws())
                    .build();
            return new SigningKey(SigningAlgorithm.HS256, state, jwk, new MACVerifier(secret), new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalArgumentException("The secret does not fit HS256.", e);
        }
    }

    private static SigningKey rsa(
            @Nullable String keyId,
            SigningAlgorithm algorithm,
            KeyState state,
            PublicKey publicKey,
            @Nullable PrivateKey privateKey)
            throws JOSEException {
        if (!(publicKey instanceof RSAPublicKey rsa)
                || (privateKey != null && !"RSA".equals(privateKey.getAlgorithm()))) {
            throw new IllegalArgumentException(algorithm + " needs an RSA key.");
        }
        if (rsa.getModulus().bitLength() < MIN_RSA_BITS) {
            throw new IllegalArgumentException("The RSA key has "
                    + rsa.getModulus().bitLength() + " bits. Use at least " + MIN_RSA_BITS + ", better 3072.");
        }
        RSAKey.Builder builder =
                new RSAKey.Builder(rsa).keyUse(KeyUse.SIGNATURE).algorithm(algorithm.jws());
        RSAKey jwk = (keyId == null ? builder.keyIDFromThumbprint() : builder.keyID(KeyIds.require(keyId))).build();
        JWSSigner signer = privateKey == null ? null : new RSASSASigner(privateKey);
        return new SigningKey(algorithm, state, jwk, new RSASSAVerifier(rsa), signer).tried();
    }

    private static SigningKey elliptic(
            @Nullable String keyId,
            SigningAlgorithm algorithm,
            KeyState state,
            PublicKey publicKey,
            @Nullable PrivateKey privateKey)
            throws JOSEException {
        if (!(publicKey instanceof ECPublicKey elliptic)
                || !Curve.P_256.equals(Curve.forECParameterSpec(elliptic.getParams()))
                || (privateKey != null && !"EC".equals(privateKey.getAlgorithm()))) {
            throw new IllegalArgumentException(algorithm + " needs a key on the curve P-256.");
        }
        ECKey.Builder builder = new ECKey.Builder(Curve.P_256, elliptic)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(algorithm.jws());
        ECKey jwk = (keyId == null ? builder.keyIDFromThumbprint() : builder.keyID(KeyIds.require(keyId))).build();
        JWSSigner signer = privateKey == null ? null : new ECDSASigner(privateKey, Curve.P_256);
        return new SigningKey(algorithm, state, jwk, new ECDSAVerifier(elliptic), signer).tried();
    }

    /** Public and private keys come from two files, and nothing else tells that they are of one pair. */
    private SigningKey tried() throws JOSEException {
        byte[] probe = "a key is tried".getBytes(US_ASCII);
        if (signer != null && !verifies(probe, sign(probe))) {
            throw new IllegalArgumentException("The private and the public key are not of one pair.");
        }
        return this;
    }

    public String id() {
        return jwk.getKeyID();
    }

    public SigningAlgorithm algorithm() {
        return algorithm;
    }

    public KeyState state() {
        return state;
    }

    /**
     * Tells whether the half that signs is there.
     *
     * @return false for a key that only verifies
     */
    public boolean canSign() {
        return signer != null;
    }

    SigningKey in(KeyState other) {
        return new SigningKey(algorithm, other, jwk, verifier, signer);
    }

    /** True for this very key in any state. */
    boolean isSameAs(SigningKey other) {
        return verifier == other.verifier;
    }

    /** True for the same key in any state, also where it was read twice. */
    boolean hasSameKeyAs(SigningKey other) {
        return isSameAs(other)
                || (algorithm == other.algorithm
                        && (algorithm.isSymmetric()
                                ? jwk.equals(other.jwk)
                                : publicJwk().equals(other.publicJwk())));
    }

    JWK publicJwk() {
        return jwk.toPublicJWK();
    }

    Base64URL sign(byte[] input) throws JOSEException {
        if (signer == null) {
            throw new IllegalStateException("The key '" + id() + "' has no private half and cannot sign.");
        }
        return signer.sign(new JWSHeader(algorithm.jws()), input);
    }

    /** The header given to the verifier is ours: nothing a client wrote chooses an algorithm. */
    boolean verifies(byte[] input, Base64URL signature) throws JOSEException {
        return verifier.verify(new JWSHeader(algorithm.jws()), input, signature);
    }

    @Override
    public String toString() {
        return "SigningKey[id=" + id() + ", algorithm=" + algorithm + ", state=" + state + "]";
    }
}
