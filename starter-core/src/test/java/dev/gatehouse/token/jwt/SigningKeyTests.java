package dev.gatehouse.token.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gatehouse.ManualClock;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SigningKeyTests {

    private static final String RSA_PRIVATE =
            Tokens.pem("PRIVATE KEY", Tokens.RSA.getPrivate().getEncoded());
    private static final String RSA_PUBLIC =
            Tokens.pem("PUBLIC KEY", Tokens.RSA.getPublic().getEncoded());
    private static final String EC_PRIVATE =
            Tokens.pem("PRIVATE KEY", Tokens.EC.getPrivate().getEncoded());
    private static final String EC_PUBLIC =
            Tokens.pem("PUBLIC KEY", Tokens.EC.getPublic().getEncoded());

    @Test
    void readsKeysFromPem() {
        SigningKey rsa = SigningKey.ofPem("k", SigningAlgorithm.RS256, KeyState.ACTIVE, RSA_PRIVATE, RSA_PUBLIC);
        SigningKey alone = SigningKey.ofPem("k", SigningAlgorithm.PS256, KeyState.ACTIVE, RSA_PRIVATE, null);
        SigningKey old = SigningKey.ofPem("k", SigningAlgorithm.RS256, KeyState.RETIRING, null, RSA_PUBLIC);
        SigningKey elliptic = SigningKey.ofPem(null, SigningAlgorithm.ES256, KeyState.ACTIVE, EC_PRIVATE, EC_PUBLIC);

        assertThat(List.of(rsa, alone, elliptic)).allMatch(SigningKey::canSign);
        assertThat(old.canSign()).isFalse();
        assertThat(elliptic.id()).matches("[A-Za-z0-9_-]{43}");
        assertThatIllegalStateException().isThrownBy(() -> old.sign(new byte[1]));
    }

    @Test
    void refusesHalvesThatAreNotOfOnePair() {
        String other = Tokens.pem("PUBLIC KEY", Tokens.OTHER_RSA.getPublic().getEncoded());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.ofPem("k", SigningAlgorithm.RS256, KeyState.ACTIVE, RSA_PRIVATE, other))
                .withMessageContaining("one pair");
    }

    @Test
    void refusesKeysOfAnotherKind() throws Exception {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.of(
                        "k", SigningAlgorithm.RS256, KeyState.ACTIVE, Tokens.EC.getPublic(), Tokens.EC.getPrivate()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.of(
                        "k", SigningAlgorithm.ES256, KeyState.ACTIVE, Tokens.RSA.getPublic(), Tokens.RSA.getPrivate()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.of(
                        "k", SigningAlgorithm.RS256, KeyState.ACTIVE, Tokens.RSA.getPublic(), Tokens.EC.getPrivate()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.of(
                        "k", SigningAlgorithm.ES256, KeyState.ACTIVE, Tokens.EC.getPublic(), Tokens.RSA.getPrivate()));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        SigningKey.of("k", SigningAlgorithm.HS256, KeyState.ACTIVE, Tokens.RSA.getPublic(), null));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(384);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.of(
                        "k",
                        SigningAlgorithm.ES256,
                        KeyState.RETIRING,
                        generator.generateKeyPair().getPublic(),
                        null));
    }

    @Test
    void refusesAShortRsaKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.of(
                        "k",
                        SigningAlgorithm.RS256,
                        KeyState.RETIRING,
                        generator.generateKeyPair().getPublic(),
                        null))
                .withMessageContaining("1024");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret stuff",
                "-----BEGIN PRIVATE KEY-----\nsecret stuff\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\n!!!!!\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----"
            })
    void refusesWhatIsNoKeyWithoutRepeatingIt(String pem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.ofPem("k", SigningAlgorithm.RS256, KeyState.ACTIVE, pem, RSA_PUBLIC))
                .satisfies(e ->
                        assertThat(e).hasMessageNotContaining("secret stuff").hasNoCause());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.ofPem(
                        "k", SigningAlgorithm.RS256, KeyState.ACTIVE, RSA_PRIVATE, pem.replace("PRIVATE", "PUBLIC")));
    }

    @Test
    void asksForThePublicHalfOfAKeyOnACurve() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.ofPem("k", SigningAlgorithm.ES256, KeyState.ACTIVE, EC_PRIVATE, null))
                .withMessageContaining("openssl pkey -pubout");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a/b",
                "../x",
                "\u00E4",
                "k'",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refusesAnIdThatIsNoPlainText(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.symmetric(id, KeyState.ACTIVE, new byte[32]));
    }

    @Test
    void refusesAShortSharedSecret() {
        assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.symmetric("k", KeyState.ACTIVE, new byte[31]));
    }

    @Test
    void makesKeysOfItsOwn() {
        SigningKey elliptic = SigningKey.generate(SigningAlgorithm.ES256, KeyState.ACTIVE);
        SigningKey rsa = SigningKey.generate(SigningAlgorithm.RS256, KeyState.PENDING);

        assertThat(elliptic.state()).isEqualTo(KeyState.ACTIVE);
        assertThat(rsa.publicJwk().size()).isEqualTo(3072);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.generate(SigningAlgorithm.HS256, KeyState.ACTIVE));
    }

    @Test
    void publishesThePublicHalvesOnly() {
        KeyRing ring = KeyRing.of(List.of(
                SigningKey.ofPem("new", SigningAlgorithm.RS256, KeyState.ACTIVE, RSA_PRIVATE, null),
                SigningKey.ofPem("old", SigningAlgorithm.ES256, KeyState.RETIRING, EC_PRIVATE, EC_PUBLIC)));
        JsonNode keys = JsonMapper.shared().readTree(ring.jwks()).path("keys");

        assertThat(keys.size()).isEqualTo(2);
        assertThat(keys.get(0).propertyNames()).containsExactlyInAnyOrder("kty", "e", "use", "kid", "alg", "n");
        assertThat(keys.get(1).propertyNames()).containsExactlyInAnyOrder("kty", "crv", "use", "kid", "alg", "x", "y");
        assertThat(keys.get(0).path("kid").asString()).isEqualTo("new");
        assertThat(keys.get(0).path("use").asString()).isEqualTo("sig");
        assertThat(ring.active().id()).isEqualTo("new");
        assertThat(ring.keys()).hasSize(2);
    }

    @Test
    void publishesNothingOfASharedSecret() {
        KeyRing ring = KeyRing.of(List.of(SigningKey.symmetric("k", KeyState.ACTIVE, new byte[32])));

        assertThat(JsonMapper.shared().readTree(ring.jwks()).path("keys").size())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(KeyState.class)
    void saysNoSecretAboutItself(KeyState state) {
        SigningKey key = SigningKey.ofPem("k", SigningAlgorithm.RS256, state, RSA_PRIVATE, null);

        assertThat(key).hasToString("SigningKey[id=k, algorithm=RS256, state=" + state + "]");
    }

    @Test
    void refusesARingThatIsNone() {
        SigningKey active = rsa("a", KeyState.ACTIVE);

        for (List<SigningKey> keys : List.of(
                List.<SigningKey>of(),
                List.of(rsa("a", KeyState.PENDING)),
                List.of(active, rsa("b", KeyState.ACTIVE)),
                List.of(active, rsa("a", KeyState.PENDING)),
                List.of(active, SigningKey.symmetric("s", KeyState.PENDING, new byte[32])),
                List.of(SigningKey.ofPem("p", SigningAlgorithm.RS256, KeyState.ACTIVE, null, RSA_PUBLIC)),
                List.of(active, SigningKey.ofPem("p", SigningAlgorithm.RS256, KeyState.PENDING, null, RSA_PUBLIC)))) {
            assertThatIllegalArgumentException().isThrownBy(() -> KeyRing.of(keys));
        }
    }

    @Test
    void verifiesTokensOfAnotherServiceByItsPublicKeys() {
        ManualClock clock = ManualClock.atNoon();
        JwtSettings settings = JwtSettings.of("https://id.example.com");
        KeyRing theirs = KeyRing.of(List.of(rsa("k", KeyState.ACTIVE)));
        KeyRing ours = KeyRing.verifying(
                List.of(SigningKey.of("k", SigningAlgorithm.RS256, KeyState.ACTIVE, Tokens.RSA.getPublic(), null)));
        IssuedToken token = issue(new JwtIssuer(settings, () -> theirs, clock), clock);

        assertThat(new JwtVerifier(settings, () -> ours, clock).verify(token.value()))
                .isEqualTo(token.token());
        assertThat(ours.jwks()).isEqualTo(theirs.jwks());
        assertThat(ours.isSymmetric()).isFalse();
        assertThatIllegalStateException().isThrownBy(ours::active).withMessageContaining("only verify");
        assertThatIllegalStateException().isThrownBy(() -> issue(new JwtIssuer(settings, () -> ours, clock), clock));
    }

    @Test
    void refusesToVerifyBySecretsOrByNothing() {
        SigningKey key = rsa("a", KeyState.RETIRING);

        for (List<SigningKey> keys : List.of(
                List.<SigningKey>of(),
                List.of(key, key),
                List.of(SigningKey.symmetric("s", KeyState.RETIRING, new byte[32])))) {
            assertThatIllegalArgumentException().isThrownBy(() -> KeyRing.verifying(keys));
        }
    }

    @Test
    void keysOfAnotherServiceAreNotRotated() {
        KeyRing theirs = KeyRing.verifying(List.of(rsa("theirs", KeyState.ACTIVE)));
        KeyRing ours = KeyRing.of(List.of(rsa("ours", KeyState.ACTIVE)));
        Duration life = Duration.ofMinutes(5);
        KeyRotation keys = new KeyRotation(ours, life, life, ManualClock.atNoon());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeyRotation(theirs, life, life, ManualClock.atNoon()))
                .withMessageContaining("only verify");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keys.replace(theirs))
                .withMessageContaining("only verify");
        assertThat(keys.get()).isSameAs(ours);
    }

    @Test
    void changesKeysWithoutRefusingAGoodToken() {
        ManualClock clock = ManualClock.atNoon();
        KeyRotation keys = new KeyRotation(
                KeyRing.of(List.of(rsa("one", KeyState.ACTIVE))), Duration.ofMinutes(5), Duration.ofMinutes(11), clock);
        JwtSettings settings = JwtSettings.of("https://id.example.com");
        JwtIssuer issuer = new JwtIssuer(settings, keys, clock);
        JwtVerifier verifier = new JwtVerifier(settings, keys, clock);

        keys.publish(rsa("two", KeyState.ACTIVE));
        assertThat(keys.get().active().id()).isEqualTo("one");
        assertThat(keys.get().jwks()).contains("\"two\"");
        assertThatIllegalStateException().isThrownBy(() -> keys.publish(rsa("three", KeyState.ACTIVE)));
        clock.advance(Duration.ofMinutes(5).minusSeconds(1));
        assertThatIllegalStateException().isThrownBy(keys::promote).withMessageContaining("2026-03-01T12:05:00Z");

        clock.advance(Duration.ofSeconds(1));
        IssuedToken old = issue(issuer, clock);
        keys.promote();
        assertThat(issue(issuer, clock).token().keyId()).isEqualTo("two");
        assertThat(verifier.verify(old.value())).isEqualTo(old.token());

        clock.advance(Duration.ofMinutes(10));
        keys.prune();
        assertThat(verifier.verify(old.value()).keyId()).isEqualTo("one");
        clock.advance(Duration.ofMinutes(1));
        keys.prune();
        assertThat(keys.get().keys()).extracting(SigningKey::id).containsExactly("two");
        assertThatIllegalStateException().isThrownBy(keys::promote).withMessageContaining("Publish one first");
    }

    @Test
    void replacesAllKeysAtOnce() {
        ManualClock clock = ManualClock.atNoon();
        KeyRotation keys = new KeyRotation(
                KeyRing.of(List.of(rsa("one", KeyState.ACTIVE))), Duration.ofMinutes(5), Duration.ofMinutes(11), clock);
        keys.replace(KeyRing.of(List.of(rsa("two", KeyState.ACTIVE))));

        assertThat(keys.get().keys()).extracting(SigningKey::id).containsExactly("two");
    }

    @Test
    void promotesOfSeveralKeysTheOneThatWasPublishedFirst() {
        ManualClock clock = ManualClock.atNoon();
        KeyRotation keys = new KeyRotation(
                KeyRing.of(List.of(
                        rsa("two", KeyState.PENDING), rsa("three", KeyState.PENDING), rsa("one", KeyState.ACTIVE))),
                Duration.ofMinutes(5),
                Duration.ofMinutes(11),
                clock);
        clock.advance(Duration.ofMinutes(5));
        keys.promote();

        assertThat(keys.get().active().id()).isEqualTo("two");
        keys.promote();
        assertThat(keys.get().active().id()).isEqualTo("three");
        assertThat(keys.get().keys())
                .extracting(SigningKey::state)
                .containsExactly(KeyState.RETIRING, KeyState.ACTIVE, KeyState.RETIRING);
    }

    @Test
    void anotherKeyUnderTheSameIdWaitsAnew() {
        ManualClock clock = ManualClock.atNoon();
        KeyRotation keys = new KeyRotation(
                KeyRing.of(List.of(rsa("one", KeyState.ACTIVE), rsa("two", KeyState.PENDING))),
                Duration.ofMinutes(5),
                Duration.ofMinutes(11),
                clock);
        SigningKey other = SigningKey.of(
                "two",
                SigningAlgorithm.RS256,
                KeyState.PENDING,
                Tokens.OTHER_RSA.getPublic(),
                Tokens.OTHER_RSA.getPrivate());
        clock.advance(Duration.ofMinutes(5));
        keys.replace(KeyRing.of(List.of(rsa("one", KeyState.ACTIVE), other)));

        assertThatIllegalStateException().isThrownBy(keys::promote).withMessageContaining("2026-03-01T12:10:00Z");
    }

    @Test
    void theSameKeyThatIsReadAgainGoesOnWaiting() {
        ManualClock clock = ManualClock.atNoon();
        KeyRotation keys = new KeyRotation(
                KeyRing.of(List.of(rsa("one", KeyState.ACTIVE), rsa("two", KeyState.PENDING))),
                Duration.ofMinutes(5),
                Duration.ofMinutes(11),
                clock);
        clock.advance(Duration.ofMinutes(5));
        keys.replace(KeyRing.of(List.of(rsa("one", KeyState.ACTIVE), rsa("two", KeyState.PENDING))));
        keys.promote();

        assertThat(keys.get().active().id()).isEqualTo("two");
    }

    private static IssuedToken issue(JwtIssuer issuer, ManualClock clock) {
        return issuer.issue(
                new AccessGrant(UUID.randomUUID(), UUID.randomUUID(), clock.instant(), List.of("pwd"), null));
    }

    private static SigningKey rsa(String id, KeyState state) {
        return SigningKey.of(id, SigningAlgorithm.RS256, state, Tokens.RSA.getPublic(), Tokens.RSA.getPrivate());
    }
}
