package dev.gatehouse.token.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.ManualClock;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class VerifiedTokensTests {

    private final ManualClock clock = ManualClock.atNoon();
    private final JwtSettings settings = JwtSettings.of("https://id.example.com");
    private final KeyRing ring = KeyRing.of(List.of(key("k1", Tokens.RSA, KeyState.ACTIVE)));
    private final AtomicReference<KeyRing> keys = new AtomicReference<>(ring);
    private final JwtVerifier verifier = new JwtVerifier(settings, keys::get, clock);
    private final String token = new JwtIssuer(settings, keys::get, clock)
            .issue(new AccessGrant(UUID.randomUUID(), UUID.randomUUID(), clock.instant(), List.of("pwd"), null))
            .value();

    @Test
    void verifiesASignatureOnce() {
        assertThat(verifier.verify(token)).isSameAs(verifier.verify(token));
    }

    @Test
    void verifiesEachTimeWhereNoneIsRemembered() {
        JwtVerifier forgetful = new JwtVerifier(settings, keys::get, clock, 0);

        assertThat(forgetful.verify(token)).isEqualTo(forgetful.verify(token)).isNotSameAs(forgetful.verify(token));
    }

    @Test
    void cannotRememberLessThanNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JwtVerifier(settings, keys::get, clock, -1))
                .withMessage("-1 tokens cannot be remembered. Use 0 or more.");
    }

    @Test
    void refusesAKnownTokenOnceItHasExpired() {
        verifier.verify(token);
        clock.advance(Duration.ofSeconds(629));
        verifier.verify(token);
        clock.advance(Duration.ofSeconds(1));

        assertRefused(TokenFlaw.EXPIRED, token);
    }

    @Test
    void refusesAKnownTokenThatIsNotValidYetByAClockThatWasSetBack() {
        verifier.verify(token);
        clock.advance(Duration.ofSeconds(-31));

        assertRefused(TokenFlaw.NOT_YET_VALID, token);
    }

    @Test
    void acceptsAKnownTokenWhileItsKeyIsInTheRing() {
        verifier.verify(token);
        keys.set(KeyRing.of(
                List.of(ring.keys().get(0).in(KeyState.RETIRING), key("k2", Tokens.OTHER_RSA, KeyState.ACTIVE))));

        assertThat(verifier.verify(token).keyId()).isEqualTo("k1");
    }

    @Test
    void refusesAKnownTokenWhoseKeyIsGone() {
        verifier.verify(token);
        keys.set(KeyRing.of(List.of(key("k2", Tokens.OTHER_RSA, KeyState.ACTIVE))));

        assertRefused(TokenFlaw.KEY, token);
    }

    @Test
    void refusesAKnownTokenWhoseKeyWasReplacedUnderTheSameId() {
        verifier.verify(token);
        keys.set(KeyRing.of(List.of(key("k1", Tokens.OTHER_RSA, KeyState.ACTIVE))));

        assertRefused(TokenFlaw.SIGNATURE, token);
    }

    @Test
    void refusesAnyOtherSpellingOfAKnownToken() {
        verifier.verify(token);

        for (String spelling : List.of(token + "=", token + "\n", " " + token, token + "é", token.toLowerCase())) {
            assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> verifier.verify(spelling));
        }
    }

    private void assertRefused(TokenFlaw flaw, String text) {
        assertThatExceptionOfType(InvalidTokenException.class)
                .isThrownBy(() -> verifier.verify(text))
                .satisfies(e -> assertThat(e.flaw()).isEqualTo(flaw));
    }

    private static SigningKey key(String id, KeyPair pair, KeyState state) {
        return SigningKey.of(id, SigningAlgorithm.RS256, state, pair.getPublic(), pair.getPrivate());
    }
}
