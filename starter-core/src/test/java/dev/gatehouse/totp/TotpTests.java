package dev.gatehouse.totp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.ManualClock;
import dev.gatehouse.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpTests {

    private static final String SEED = "12345678901234567890";

    private final ManualClock clock = ManualClock.atNoon();
    private final Totp totp = new Totp(TotpSettings.defaults(), clock);
    private final TotpSecret secret = TotpSecret.generate();

    @ParameterizedTest
    @CsvSource({
        "0,755224",
        "1,287082",
        "2,359152",
        "3,969429",
        "4,338314",
        "5,254676",
        "6,287922",
        "7,162583",
        "8,399871",
        "9,520489"
    })
    void givesTheCounterVectorsOfRfc4226(long counter, String code) {
        assertThat(Hotp.code(TotpSecret.of(SEED.getBytes(US_ASCII)), counter, 6, TotpAlgorithm.SHA1))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "59,94287082,46119246,90693936",
        "1111111109,07081804,68084774,25091201",
        "1111111111,14050471,67062674,99943326",
        "1234567890,89005924,91819424,93441116",
        "2000000000,69279037,90698825,38618901",
        "20000000000,65353130,77737706,47863826"
    })
    void givesTheTimeVectorsOfRfc6238(long seconds, String sha1, String sha256, String sha512) {
        assertThat(code(TotpAlgorithm.SHA1, 20, seconds)).isEqualTo(sha1);
        assertThat(code(TotpAlgorithm.SHA256, 32, seconds)).isEqualTo(sha256);
        assertThat(code(TotpAlgorithm.SHA512, 64, seconds)).isEqualTo(sha512);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0,true",
        "0,-1,false",
        "0,1,false",
        "1,-1,true",
        "1,1,true",
        "1,-2,false",
        "1,2,false",
        "2,-2,true",
        "2,2,true",
        "2,3,false",
        "2,-3,false"
    })
    void acceptsACodeWithinTheWindowOnly(int window, int periodsOff, boolean accepted) {
        Totp windowed = new Totp(new TotpSettings(6, Duration.ofSeconds(30), window, TotpAlgorithm.SHA1), clock);
        String code = windowed.code(secret, clock.instant().plusSeconds(30L * periodsOff));

        assertThat(windowed.match(secret, code, -1).isPresent()).isEqualTo(accepted);
    }

    @Test
    void namesTheStepOfTheCode() {
        long step = clock.instant().getEpochSecond() / 30;

        assertThat(totp.match(secret, totp.code(secret, clock.instant()), -1)).hasValue(step);
        assertThat(totp.match(secret, totp.code(secret, clock.instant().minusSeconds(30)), step - 2))
                .hasValue(step - 1);
    }

    @Test
    void refusesACodeOfAStepThatWasUsedOrIsOlder() {
        long step = clock.instant().getEpochSecond() / 30;

        assertThat(totp.match(secret, totp.code(secret, clock.instant()), step)).isEmpty();
        assertThat(totp.match(secret, totp.code(secret, clock.instant().minusSeconds(30)), step))
                .isEmpty();
        assertThat(totp.match(secret, totp.code(secret, clock.instant().plusSeconds(30)), step))
                .hasValue(step + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "1234567", "abcdef", "\u0661\u0662\u0663\u0664\u0665\u0666"})
    void refusesWhatIsNoCode(String text) {
        assertThat(totp.match(secret, text, -1)).isEmpty();
    }

    @Test
    void readsACodeAsAppsShowIt() {
        String code = totp.code(secret, clock.instant());

        assertThat(totp.match(secret, code.substring(0, 3) + " " + code.substring(3), -1))
                .isPresent();
    }

    @Test
    void refusesTheCodeOfAnotherUser() {
        TotpSecret other = TotpSecret.of("another user's secret".getBytes(US_ASCII));
        TotpSecret own = TotpSecret.of(SEED.getBytes(US_ASCII));

        assertThat(totp.match(own, totp.code(other, clock.instant()), -1)).isEmpty();
    }

    @Test
    void acceptsACodeOnceUntilTheNextOneIsShown() {
        MemoryTotpStepStore steps = new MemoryTotpStepStore();
        String code = totp.code(secret, clock.instant());

        assertThat(totp.verify("jane", secret, code, steps)).isTrue();
        assertThat(totp.verify("jane", secret, code, steps)).isFalse();
        assertThat(totp.verify("joe", secret, code, steps)).isTrue();

        clock.advance(Duration.ofSeconds(30));
        assertThat(totp.verify("jane", secret, code, steps)).isFalse();
        assertThat(totp.verify("jane", secret, totp.code(secret, clock.instant()), steps))
                .isTrue();
    }

    @Test
    void aWrongCodeUsesNothingUp() {
        MemoryTotpStepStore steps = new MemoryTotpStepStore();

        assertThat(totp.verify("jane", secret, "0", steps)).isFalse();
        assertThat(totp.verify("jane", secret, totp.code(secret, clock.instant()), steps))
                .isTrue();
    }

    @Test
    void letsOneOfFiftyParallelUsesOfACodeWin() throws Exception {
        int rounds = Boolean.getBoolean("dev.gatehouse.proof") ? 1000 : 20;
        for (int round = 0; round < rounds; round++) {
            MemoryTotpStepStore steps = new MemoryTotpStepStore();
            String code = totp.code(secret, clock.instant());
            List<Boolean> results = Race.run(50, () -> totp.verify("jane", secret, code, steps));

            assertThat(Collections.frequency(results, true)).isEqualTo(1);
        }
    }

    @Test
    void forgetsAStepOnceItsCodeCannotBeRightAnyMore() {
        AtomicLong nanos = new AtomicLong();
        MemoryTotpStepStore steps = new MemoryTotpStepStore(nanos::get);

        assertThat(steps.advance("jane", 5)).isTrue();
        nanos.addAndGet(Duration.ofMinutes(29).toNanos());
        assertThat(steps.advance("jane", 5)).isFalse();
        nanos.addAndGet(Duration.ofMinutes(61).toNanos());
        assertThat(steps.advance("jane", 5)).isTrue();
    }

    @Test
    void makesSecretsOf160BitsThatReadBack() {
        assertThat(secret.toBase32()).matches("[A-Z2-7]{32}");
        assertThat(TotpSecret.ofBase32(secret.toBase32())).isEqualTo(secret).hasSameHashCodeAs(secret);
        assertThat(TotpSecret.of(secret.toBytes())).isEqualTo(secret).isNotEqualTo(TotpSecret.generate());
        assertThat(secret).hasToString("TotpSecret[***]").isNotEqualTo("TotpSecret[***]");
    }

    @Test
    void keepsItsSecretApartFromTheCallersBytes() {
        byte[] bytes = secret.toBytes();
        TotpSecret copy = TotpSecret.of(bytes);
        bytes[0]++;
        copy.toBytes()[1]++;

        assertThat(copy).isEqualTo(secret);
    }

    @Test
    void refusesAShortSecret() {
        assertThat(TotpSecret.of(new byte[16]).toBase32()).hasSize(26);
        assertThatIllegalArgumentException().isThrownBy(() -> TotpSecret.of(new byte[15]));
        assertThatIllegalArgumentException().isThrownBy(() -> TotpSecret.ofBase32("MZXW6YTB"));
    }

    @ParameterizedTest
    @CsvSource({"5,30,1", "9,30,1", "6,14,1", "6,301,1", "6,30,-1", "6,30,3"})
    void refusesSettingsOutOfRange(int digits, long seconds, int window) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TotpSettings(digits, Duration.ofSeconds(seconds), window, TotpAlgorithm.SHA1));
    }

    @Test
    void acceptsSettingsAtTheEdges() {
        assertThat(new TotpSettings(8, Duration.ofSeconds(15), 0, TotpAlgorithm.SHA512).window())
                .isZero();
        assertThat(new TotpSettings(6, Duration.ofMinutes(5), 2, TotpAlgorithm.SHA1).digits())
                .isEqualTo(6);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TotpSettings(6, Duration.ofMillis(30_500), 1, TotpAlgorithm.SHA1));
    }

    @Test
    void writesTheUriAnAppReads() {
        TotpSecret known = TotpSecret.of(SEED.getBytes(US_ASCII));

        assertThat(OtpAuthUri.of("My Shop", "jane+x@example.com", known, TotpSettings.defaults()))
                .isEqualTo("otpauth://totp/My%20Shop:jane%2Bx%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        + "&issuer=My%20Shop&algorithm=SHA1&digits=6&period=30");
    }

    @ParameterizedTest
    @CsvSource({"a:b,jane", "shop,ja:ne", "' ',jane", "shop,' '"})
    void refusesNamesThatAppsWouldMisread(String issuer, String account) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OtpAuthUri.of(issuer, account, secret, TotpSettings.defaults()));
    }

    private static String code(TotpAlgorithm algorithm, int seedLength, long seconds) {
        TotpSecret seed = TotpSecret.of(SEED.repeat(4).substring(0, seedLength).getBytes(US_ASCII));
        return new Totp(new TotpSettings(8, Duration.ofSeconds(30), 0, algorithm), Instant::now)
                .code(seed, Instant.ofEpochSecond(seconds));
    }
}
