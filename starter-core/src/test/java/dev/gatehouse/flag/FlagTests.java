package dev.gatehouse.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.Race;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlagTests {

    private static final int KEYS = 100_000;

    @Test
    void isOnOrOffForEverybody() {
        assertThat(Flag.ON.isOnFor("a", null)).isTrue();
        assertThat(Flag.OFF.isOnFor("a", "user:1")).isFalse();
        assertThat(new Flag(true, 0, FlagKey.AUTO).isOnFor("a", "user:1")).isFalse();
        assertThat(new Flag(false, 50, FlagKey.AUTO).isOnFor("a", "user:1")).isFalse();
    }

    @Test
    void isOffInARollOutForWhoHasNoKey() {
        assertThat(new Flag(true, 99.99, FlagKey.AUTO).isOnFor("a", null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"AUTO, true", "IP, true", "USER, false", "API_KEY, false"})
    void isOnForWhoHasNoKeyAtAHundredPercentUnlessItAsksForOne(FlagKey key, boolean on) {
        Flag flag = new Flag(true, 100, key);
        assertThat(flag.isOnFor("a", null)).isEqualTo(on);
        assertThat(flag.isSplit()).isEqualTo(!on);
        assertThat(IntStream.range(0, KEYS).mapToObj(i -> "user:" + i)).allMatch(client -> flag.isOnFor("a", client));
    }

    /** The parts stand for good: another value would move clients in and out of running roll-outs. */
    @ParameterizedTest
    @CsvSource({
        "new-checkout, user:alice, 2391",
        "new-checkout, user:bob, 1819",
        "other, user:alice, 6935",
        "a, '', 4839"
    })
    void putsAKeyIntoTheSamePartForever(String flag, String key, int part) {
        assertThat(Rollout.part(flag, key)).isEqualTo(part);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 1, 12.5, 50, 99})
    void isOnForItsShareOfClients(double percentage) {
        Flag flag = new Flag(true, percentage, FlagKey.AUTO);
        for (IntFunction<String> keys : keySpaces()) {
            long on = IntStream.range(0, KEYS)
                    .filter(i -> flag.isOnFor("new-checkout", keys.apply(i)))
                    .count();
            double sigma = Math.sqrt(KEYS * percentage / 100 * (1 - percentage / 100));
            assertThat((double) on).isCloseTo(KEYS * percentage / 100, Offset.offset(5 * sigma));
        }
    }

    /** Chi-squared over a hundred equal parts; 99 degrees of freedom exceed 180 once in a million times. */
    @Test
    void fillsAllPartsEvenly() {
        for (IntFunction<String> keys : keySpaces()) {
            int[] parts = new int[100];
            IntStream.range(0, KEYS).forEach(i -> parts[Rollout.part("new-checkout", keys.apply(i)) / 100]++);
            double expected = KEYS / 100.0;
            double chiSquared = IntStream.of(parts)
                    .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                    .sum();
            assertThat(chiSquared).isLessThan(180);
        }
    }

    @Test
    void losesNoneOfTheChangesThatComeAtOnce() throws Exception {
        FlagSet flags = new FlagSet(Map.of("a", new Flag(true, 0, FlagKey.AUTO)));
        Race.run(4, () -> {
            for (int i = 0; i < 20; i++) {
                flags.change("a", flag -> flag.withPercentage(flag.percentage() + 1));
            }
            return true;
        });
        assertThat(flags.find("a")).isEqualTo(new Flag(true, 80, FlagKey.AUTO));
        assertThat(flags.configured("a")).isEqualTo(new Flag(true, 0, FlagKey.AUTO));
        assertThatIllegalArgumentException().isThrownBy(() -> flags.change("b", flag -> flag));
    }

    @Test
    void keepsWhoIsInWhenTheShareGrows() {
        Flag small = new Flag(true, 10, FlagKey.AUTO);
        Flag large = new Flag(true, 30, FlagKey.AUTO);
        assertThat(IntStream.range(0, 10_000).mapToObj(i -> "user:" + i).filter(key -> small.isOnFor("a", key)))
                .allMatch(key -> large.isOnFor("a", key));
    }

    @Test
    void choosesOtherClientsForAnotherFlag() {
        Flag half = new Flag(true, 50, FlagKey.AUTO);
        long both = IntStream.range(0, KEYS)
                .mapToObj(i -> "user:" + i)
                .filter(key -> half.isOnFor("a", key) && half.isOnFor("b", key))
                .count();
        assertThat((double) both).isCloseTo(KEYS / 4.0, Offset.offset(1000.0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 100.1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesWhatIsNoPercentage(double percentage) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Flag(true, percentage, FlagKey.AUTO))
                .withMessageContaining("0 to 100");
    }

    @Test
    void readsOneWord() {
        assertThat(Flag.of(" True ")).isEqualTo(Flag.ON);
        assertThat(Flag.of("off")).isEqualTo(Flag.OFF);
        assertThat(Flag.of("12.5%")).isEqualTo(Flag.ON.withPercentage(12.5));
        for (String word : List.of("maybe", "", "%", "x%", "101%", "50")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Flag.of(word));
        }
    }

    @Test
    void holdsWhatAnOperatorSetUntilItIsReset() {
        FlagSet flags = new FlagSet(Map.of("a", Flag.ON, "b", Flag.OFF));
        flags.set("a", Flag.OFF);
        assertThat(flags.find("a")).isEqualTo(Flag.OFF);
        assertThat(flags.isSet("a")).isTrue();
        flags.configure(Map.of("a", Flag.ON.withPercentage(20)));
        assertThat(flags.find("a")).isEqualTo(Flag.OFF);
        assertThat(flags.find("b")).isNull();
        flags.reset("a");
        assertThat(flags.find("a")).isEqualTo(Flag.ON.withPercentage(20));
    }

    @Test
    void setsOnlyWhatIsConfigured() {
        FlagSet flags = new FlagSet(Map.of("a", Flag.ON));
        assertThatIllegalArgumentException().isThrownBy(() -> flags.set("b", Flag.ON));
        flags.set("a", Flag.OFF);
        flags.configure(Map.of());
        assertThat(flags.find("a")).isNull();
    }

    private static Iterable<IntFunction<String>> keySpaces() {
        return List.of(
                i -> "user:" + i,
                i -> "client_address:10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255),
                i -> "user:" + new UUID(i * 0x9e3779b97f4a7c15L, i));
    }
}
