package dev.gatehouse.apikey;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.ManualClock;
import dev.gatehouse.Race;
import dev.gatehouse.net.CidrSet;
import dev.gatehouse.net.IpAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyAuthenticatorTests {

    private static final IpAddress OFFICE = IpAddress.of("192.0.2.7");

    private final ManualClock clock = ManualClock.atNoon();
    private final ApiKeyCodec codec = new ApiKeyCodec("gh", "live");
    private final MemoryApiKeyStore store = new MemoryApiKeyStore();
    private final ApiKeyAuthenticator authenticator = new ApiKeyAuthenticator(codec, store, clock);

    @Test
    void makesKeysThatScannersFindAndNobodyGuesses() {
        Set<String> secrets = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            NewApiKey key = codec.generate();
            assertThat(key.value()).matches("gh_live_[0-9A-Za-z]{8}_[0-9A-Za-z]{49}");
            assertThat(key.value()).startsWith("gh_live_" + key.id() + "_");
            assertThat(key.secretHash()).matches("[0-9a-f]{64}");
            secrets.add(key.value().substring(17, 60));
        }

        assertThat(secrets).hasSize(1000);
        assertThat(codec.generate().toString()).matches("NewApiKey\\[id=[0-9A-Za-z]{8}]");
    }

    @Test
    void readsWhatItMade() {
        NewApiKey key = codec.generate();

        assertThat(codec.parse(key.value())).isEqualTo(new PresentedApiKey(key.id(), key.secretHash()));
    }

    @Test
    void pinsTheForm() {
        String unchecked = "gh_live_" + "0".repeat(8) + "_" + "z".repeat(43);

        assertThat(codec.parse(unchecked + "2okNHr"))
                .isEqualTo(new PresentedApiKey(
                        "00000000", "ecfa7eb5cf455f7f9cc7c491c3f9a563e3c50cd9b3fcb00d6fe0bbaa175104d8"));
    }

    @Test
    void readsNoKeyInWhichAnyCharacterWasChanged() {
        String key = codec.generate().value();
        for (int i = 0; i < key.length(); i++) {
            StringBuilder changed = new StringBuilder(key);
            changed.setCharAt(i, key.charAt(i) == 'x' ? 'y' : 'x');
            assertThat(codec.parse(changed.toString())).as("character %d", i).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gh_live_", "gh_test_00000000_", "x", "Bearer gh_live_"})
    void readsNoOtherText(String text) {
        assertThat(codec.parse(text)).isNull();
        assertThat(codec.parse(text + "a".repeat(100_000))).isNull();
        assertThat(authenticator.authenticate(text, OFFICE))
                .isEqualTo(new ApiKeyDecision(ApiKeyStatus.MALFORMED, null, null));
    }

    @Test
    void readsNoKeyOfAnotherEnvironment() {
        assertThat(codec.parse(new ApiKeyCodec("gh", "test").generate().value()))
                .isNull();
        assertThat(codec.parse(new ApiKeyCodec("hg", "live").generate().value()))
                .isNull();
    }

    @Test
    void readsNoKeyOfForeignCharactersWithAGoodCheckSum() {
        String id = "abcdefgh";
        String secret = "s".repeat(43);

        assertThat(codec.parse(withCheckSum("gh_live_" + id + "_" + secret))).isNotNull();
        assertThat(codec.parse(withCheckSum("gh-live-" + id + "_" + secret))).isNull();
        assertThat(codec.parse(withCheckSum("gh_live_" + id + "-" + secret))).isNull();
        assertThat(codec.parse(withCheckSum("gh_live_" + "abcd/fgh" + "_" + secret)))
                .isNull();
        assertThat(codec.parse(withCheckSum("gh_live_" + id + "_" + "-" + secret.substring(1))))
                .isNull();
    }

    /** CRC-32 in base 62, six digits. */
    private static String withCheckSum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(US_ASCII));
        String digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        StringBuilder sum = new StringBuilder();
        for (long rest = crc.getValue(); sum.length() < 6; rest /= 62) {
            sum.append(digits.charAt((int) (rest % 62)));
        }
        return text + sum.reverse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "z", "0", "9", "aaaaaaaaaaaaaaaa"})
    void takesAPlainWordForAPrefix(String name) {
        assertThat(new ApiKeyCodec(name, name).generate().value()).startsWith(name + "_" + name + "_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GH", "g_h", "gh-", "a{", "`a", "a/", ":a", "aaaaaaaaaaaaaaaaa", "\u00E4"})
    void refusesAPrefixThatIsNoPlainWord(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ApiKeyCodec(name, "live"));
        assertThatIllegalArgumentException().isThrownBy(() -> new ApiKeyCodec("gh", name));
    }

    @Test
    void acceptsAGoodKeyAndNotesItsUse() {
        NewApiKey made = keep(CidrSet.empty());
        ApiKeyDecision decision = authenticator.authenticate(made.value(), null);

        assertThat(decision.status()).isEqualTo(ApiKeyStatus.ACCEPTED);
        assertThat(Objects.requireNonNull(decision.key()).scopes()).containsExactly("items:read");
        assertThat(lastUsed(made)).isEqualTo(clock.instant());
    }

    @Test
    void notesTheUseOnceAMinute() {
        NewApiKey made = keep(CidrSet.empty());
        Instant first = clock.instant();
        authenticator.authenticate(made.value(), OFFICE);
        clock.advance(Duration.ofSeconds(59));
        authenticator.authenticate(made.value(), OFFICE);
        assertThat(lastUsed(made)).isEqualTo(first);
        clock.advance(Duration.ofSeconds(1));
        authenticator.authenticate(made.value(), OFFICE);

        assertThat(lastUsed(made)).isEqualTo(first.plusSeconds(60));
    }

    @Test
    void ofManyRequestsAtOnceOneNotesTheUse() throws Exception {
        NewApiKey made = keep(CidrSet.empty());
        ApiKeyRecord unused = Objects.requireNonNull(store.find(made.id()));
        AtomicInteger touches = new AtomicInteger();
        ApiKeyAuthenticator slow = new ApiKeyAuthenticator(codec, counting(unused, touches, false), clock);

        Race.run(50, () -> slow.authenticate(made.value(), OFFICE));
        assertThat(touches).hasValue(1);
        clock.advance(Duration.ofMinutes(1));
        Race.run(50, () -> slow.authenticate(made.value(), OFFICE));
        assertThat(touches).hasValue(2);
    }

    @Test
    void triesOnceAMinuteToNoteAUseThatCannotBeNoted() {
        NewApiKey made = keep(CidrSet.empty());
        ApiKeyRecord unused = Objects.requireNonNull(store.find(made.id()));
        AtomicInteger touches = new AtomicInteger();
        ApiKeyAuthenticator failing = new ApiKeyAuthenticator(codec, counting(unused, touches, true), clock);

        for (int i = 0; i < 100; i++) {
            assertThat(failing.authenticate(made.value(), OFFICE).status()).isEqualTo(ApiKeyStatus.ACCEPTED);
        }
        assertThat(touches).hasValue(1);
    }

    @Test
    void tellsWhyAKeyIsRefused() {
        NewApiKey made = keep(CidrSet.of("192.0.2.0/24"));
        String otherSecret = keep(CidrSet.empty()).value();

        assertRefused(ApiKeyStatus.UNKNOWN, codec.generate().value(), OFFICE);
        assertRefused(ApiKeyStatus.FOREIGN_NETWORK, made.value(), IpAddress.of("198.51.100.1"));
        assertRefused(ApiKeyStatus.FOREIGN_NETWORK, made.value(), null);
        assertThat(authenticator.authenticate(made.value(), OFFICE).status()).isEqualTo(ApiKeyStatus.ACCEPTED);

        clock.advance(Duration.ofDays(90).minusSeconds(1));
        assertThat(authenticator.authenticate(made.value(), OFFICE).status()).isEqualTo(ApiKeyStatus.ACCEPTED);
        clock.advance(Duration.ofSeconds(1));
        assertRefused(ApiKeyStatus.EXPIRED, made.value(), OFFICE);
        store.revoke(made.id(), clock.instant());
        assertRefused(ApiKeyStatus.REVOKED, made.value(), OFFICE);
        assertThat(otherSecret).isNotEqualTo(made.value());
    }

    @Test
    void refusesAnotherSecretUnderAKnownId() {
        NewApiKey made = keep(CidrSet.empty());
        ApiKeyRecord kept = Objects.requireNonNull(store.find(made.id()));
        store.put(new ApiKeyRecord(
                kept.id(),
                codec.generate().secretHash(),
                kept.owner(),
                kept.scopes(),
                kept.allowedNetworks(),
                kept.expiresAt(),
                kept.revokedAt(),
                null));

        assertRefused(ApiKeyStatus.WRONG_SECRET, made.value(), OFFICE);
        assertThat(lastUsed(made)).isNull();
    }

    @Test
    void acceptsAKeyWhoseUseCannotBeNoted() {
        NewApiKey made = keep(CidrSet.empty());
        ApiKeyStore broken = new ApiKeyStore() {
            @Override
            public @Nullable ApiKeyRecord find(String id) {
                return store.find(id);
            }

            @Override
            public void touch(String id, Instant when, @Nullable IpAddress address) {
                throw new IllegalStateException("read only");
            }
        };

        assertThat(new ApiKeyAuthenticator(codec, broken, clock)
                        .authenticate(made.value(), OFFICE)
                        .status())
                .isEqualTo(ApiKeyStatus.ACCEPTED);
    }

    /** Shows the key as never used, as a store does to requests that came before the first one was through. */
    private static ApiKeyStore counting(ApiKeyRecord unused, AtomicInteger touches, boolean fails) {
        return new ApiKeyStore() {
            @Override
            public ApiKeyRecord find(String id) {
                return unused;
            }

            @Override
            public void touch(String id, Instant when, @Nullable IpAddress address) {
                touches.incrementAndGet();
                if (fails) {
                    throw new IllegalStateException("read only");
                }
            }
        };
    }

    private void assertRefused(ApiKeyStatus status, String key, @Nullable IpAddress address) {
        String id = status == ApiKeyStatus.UNKNOWN
                ? null
                : Objects.requireNonNull(codec.parse(key)).id();
        assertThat(authenticator.authenticate(key, address)).isEqualTo(new ApiKeyDecision(status, null, id));
    }

    private @Nullable Instant lastUsed(NewApiKey key) {
        return Objects.requireNonNull(store.find(key.id())).lastUsedAt();
    }

    private NewApiKey keep(CidrSet networks) {
        NewApiKey made = codec.generate();
        store.put(new ApiKeyRecord(
                made.id(),
                made.secretHash(),
                "reports",
                Set.of("items:read"),
                networks,
                clock.instant().plus(Duration.ofDays(90)),
                null,
                null));
        return made;
    }
}
