package dev.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gatehouse.CapturedLog;
import dev.gatehouse.Race;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHasherTests {

    private static final PasswordHasher HASHER =
            new PasswordHasher(PasswordHasherSettings.of(Argon2Parameters.OWASP_7M));
    private static final String PASSWORD = "correct horse battery staple";
    private static final String HASH = HASHER.hash(PASSWORD);

    /** Of the reference implementation: echo -n "password" | argon2 somesalt -t 2 -m 16 -p 4 -l 24 */
    private static final String REFERENCE =
            "$argon2i$v=19$m=65536,t=2,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b+dWRWJTmaaJObG";

    /** Of its test vectors for Argon2id. */
    private static final String REFERENCE_ID =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    @Test
    void hashesWithArgon2idAtTheCostOfOwasp() {
        assertThat(new PasswordHasher(PasswordHasherSettings.defaults()).hash(PASSWORD))
                .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(HASH).startsWith("$argon2id$v=19$m=7168,t=5,p=1$");
        assertThat(HASHER.hash(PASSWORD)).isNotEqualTo(HASH);
    }

    @Test
    void knowsTheRightPassword() {
        assertThat(HASHER.verify(PASSWORD, HASH)).isEqualTo(PasswordVerdict.MATCH);
        assertThat(HASHER.needsRehash(HASH)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "correct horse battery stapl",
                "correct horse battery staple ",
                " correct horse battery staple",
                "Correct horse battery staple",
                "correct\u00A0horse battery staple",
                "\uD83D",
                "correct horse battery staple\u0000"
            })
    void verifiesExactlyWhatWasTyped(String password) {
        assertThat(HASHER.verify(password, HASH)).isEqualTo(PasswordVerdict.MISMATCH);
    }

    @Test
    void everyByteOfALongPasswordCounts() {
        String longOne = "0123456789abcdef".repeat(8);
        String hash = HASHER.hash(longOne);

        assertThat(HASHER.verify(longOne, hash)).isEqualTo(PasswordVerdict.MATCH);
        assertThat(HASHER.verify(longOne.substring(0, 127) + "x", hash)).isEqualTo(PasswordVerdict.MISMATCH);
        assertThat(HASHER.verify("x".repeat(4097), HASH)).isEqualTo(PasswordVerdict.MISMATCH);
    }

    @Test
    void theSameKeysGiveTheSamePasswordOnEveryMachine() {
        String hash = HASHER.hash("M\u00fcnchner Br\u00e4u 42");

        assertThat(HASHER.verify("Mu\u0308nchner Bra\u0308u 42", hash)).isEqualTo(PasswordVerdict.MATCH);
    }

    @Test
    void anUnknownAccountCostsAsMuchAsAKnownOne() {
        PasswordHasher hasher = HASHER;
        long[] known = new long[9];
        long[] unknown = new long[9];
        for (int i = 0; i < known.length; i++) {
            known[i] = nanos(() -> hasher.verify("wrong", HASH));
            unknown[i] = nanos(() -> hasher.verify("wrong", null));
        }
        Arrays.sort(known);
        Arrays.sort(unknown);

        assertThat(hasher.verify("wrong", null)).isEqualTo(PasswordVerdict.MISMATCH);
        // A factor that noise does not reach and a missing hash does by far.
        assertThat((double) unknown[4] / known[4]).isBetween(0.2, 5.0);
    }

    @Test
    void readsAHashOfTheReferenceImplementationAndWantsItAnew() {
        PasswordHasher roomy = new PasswordHasher(
                new PasswordHasherSettings(Argon2Parameters.OWASP_7M, 1, Duration.ofSeconds(30), 65_536, 20));

        assertThat(roomy.verify("password", REFERENCE)).isEqualTo(PasswordVerdict.MATCH_NEEDS_REHASH);
        assertThat(roomy.verify("password", REFERENCE_ID)).isEqualTo(PasswordVerdict.MATCH_NEEDS_REHASH);
        assertThat(roomy.verify("passwort", REFERENCE)).isEqualTo(PasswordVerdict.MISMATCH);
        assertThat(PasswordVerdict.MATCH_NEEDS_REHASH.matches()).isTrue();
        assertThat(PasswordVerdict.MATCH.matches()).isTrue();
        assertThat(PasswordVerdict.MISMATCH.matches()).isFalse();
        assertThat(PasswordVerdict.UNUSABLE_HASH.matches()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "argon2i|19|7168|5|1|22|43",
                "argon2d|19|7168|5|1|22|43",
                "argon2id|16|7168|5|1|22|43",
                "argon2id|19|7169|5|1|22|43",
                "argon2id|19|7168|4|1|22|43",
                "argon2id|19|7168|5|2|22|43",
                "argon2id|19|7168|5|1|11|43",
                "argon2id|19|7168|5|1|22|42",
                "argon2id|19|7168|5|1|24|43"
            })
    void wantsEveryHashOfAnotherCostOrKindAnew(
            String variant, int version, int memory, int iterations, int lanes, int salt, int hash) {
        String stored = "$" + variant + "$v=" + version + "$m=" + memory + ",t=" + iterations + ",p=" + lanes + "$"
                + "A".repeat(salt) + "$" + "A".repeat(hash);

        assertThat(StoredHash.parse(stored)).isNotNull();
        assertThat(HASHER.needsRehash(stored)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=2000000,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=65537,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=7168,t=21,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=7168,t=0,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=7168,t=5,p=0$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=7168,t=5,p=17$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=7,t=5,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=9999999999,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=-1,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=18$m=7168,t=5,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=7168,t=5,p=1$AAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                "{noop}correct horse battery staple",
                "correct horse battery staple",
                "",
                "$argon2id$"
            })
    void refusesAStoredHashThatAsksForTooMuchOrIsNone(String stored) {
        assertThat(HASHER.verify(PASSWORD, stored)).isEqualTo(PasswordVerdict.UNUSABLE_HASH);
        assertThat(HASHER.needsRehash(stored)).isTrue();
        assertThat(StoredHash.parse(HASH + "A".repeat(300))).isNull();
    }

    @Test
    void tellsTheOperatorOfAHashThatIsNotVerified() {
        AtomicLong nanos = new AtomicLong(-5);
        UnusableHashes unusable = new UnusableHashes(65_536, 20, nanos::get);
        StoredHash costly = Objects.requireNonNull(StoredHash.parse(
                "$argon2id$v=19$m=131072,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$SSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSS"));
        try (CapturedLog log = CapturedLog.of(PasswordHasher.class.getName())) {
            unusable.found(costly);
            unusable.found(null);
            assertThat(log.messages())
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("131072 KiB", "3 iterations", "65536 KiB")
                    .doesNotContain("SSSS");
            nanos.addAndGet(TimeUnit.MINUTES.toNanos(1) - 1);
            unusable.found(costly);
            assertThat(log.messages()).hasSize(1);
            nanos.incrementAndGet();
            unusable.found(null);
            assertThat(log.messages()).hasSize(2).last().asString().contains("no Argon2 hash");
        }
    }

    @Test
    void saysSoWhenItVerifiesOne() {
        PasswordHasher hasher = new PasswordHasher(PasswordHasherSettings.of(Argon2Parameters.OWASP_7M));
        try (CapturedLog log = CapturedLog.of(PasswordHasher.class.getName())) {
            assertThat(hasher.verify(PASSWORD, HASH)).isEqualTo(PasswordVerdict.MATCH);
            assertThat(hasher.verify(PASSWORD, null)).isEqualTo(PasswordVerdict.MISMATCH);
            assertThat(log.messages()).isEmpty();
            hasher.verify(PASSWORD, REFERENCE.replace("m=65536", "m=65537"));
            hasher.verify(PASSWORD, REFERENCE.replace("m=65536", "m=65537"));
            assertThat(log.messages()).hasSize(1);
        }
    }

    @Test
    void sendsAwayWhoseTurnDoesNotCome() throws Exception {
        PasswordHasher narrow = new PasswordHasher(
                new PasswordHasherSettings(Argon2Parameters.OWASP_19M, 1, Duration.ZERO, 65_536, 20));
        List<Boolean> results = Race.run(8, () -> {
            try {
                return narrow.verify(PASSWORD, HASH).matches();
            } catch (PasswordHasherBusyException e) {
                assertThat(e.retryAfter()).isEqualTo(Duration.ZERO);
                return false;
            }
        });

        assertThat(Collections.frequency(results, true)).isBetween(1, 7);
        assertThat(narrow.verify(PASSWORD, HASH).matches()).as("afterwards").isTrue();
    }

    @Test
    void letsWaitersInOneAfterTheOther() throws Exception {
        PasswordHasher narrow = new PasswordHasher(
                new PasswordHasherSettings(Argon2Parameters.OWASP_7M, 1, Duration.ofMinutes(1), 65_536, 20));

        assertThat(Race.run(6, () -> narrow.verify(PASSWORD, HASH))).containsOnly(PasswordVerdict.MATCH);
    }

    @Test
    void givesUpWhenInterruptedAndKeepsTheFlag() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(PasswordHasherBusyException.class).isThrownBy(() -> HASHER.verify(PASSWORD, HASH));
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uD83D", "nul\u0000"})
    void hashesNothingThatIsNoPassword(String password) {
        assertThatIllegalArgumentException().isThrownBy(() -> HASHER.hash(password));
        assertThatIllegalArgumentException().isThrownBy(() -> HASHER.hash("x".repeat(4097)));
    }

    @Test
    void namesTheLibraryThatIsMissing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PasswordHasher.first(() -> {
                    throw new NoClassDefFoundError("org/bouncycastle/crypto/params/Argon2Parameters");
                }))
                .withMessageContaining("org.bouncycastle:bcprov-jdk18on");
    }

    @ParameterizedTest
    @CsvSource({"7167,5,1", "1048577,2,1", "19456,0,1", "19456,21,1", "19456,2,0", "19456,2,17", "7168,4,1", "17919,2,1"
    })
    void refusesACostBelowOwaspOrBeyondReason(int memory, int iterations, int parallelism) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Argon2Parameters(memory, iterations, parallelism))
                .withMessageMatching(".*Use .*");
    }

    @Test
    void knowsItsPresetsByName() {
        assertThat(Argon2Parameters.of("owasp-19m")).isEqualTo(new Argon2Parameters(19_456, 2, 1));
        assertThat(Argon2Parameters.of(" OWASP-7M ")).isEqualTo(new Argon2Parameters(7_168, 5, 1));
        assertThat(Argon2Parameters.of("unsafe-for-tests")).isEqualTo(Argon2Parameters.UNSAFE_FOR_TESTS);
        assertThat(Argon2Parameters.UNSAFE_FOR_TESTS.isForTests()).isTrue();
        assertThat(Argon2Parameters.OWASP_7M.isForTests()).isFalse();
        assertThat(new Argon2Parameters(17_920, 2, 16).parallelism()).isEqualTo(16);
        assertThatIllegalArgumentException().isThrownBy(() -> Argon2Parameters.of("weak"));
    }

    @ParameterizedTest
    @CsvSource({"0,PT1S,65536,20", "1,PT-1S,65536,20", "1,PT1S,19455,20", "1,PT1S,65536,1"})
    void refusesSettingsThatMakeNoSense(int permits, Duration wait, int memory, int iterations) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new PasswordHasherSettings(Argon2Parameters.OWASP_19M, permits, wait, memory, iterations));
    }

    private static long nanos(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }
}
