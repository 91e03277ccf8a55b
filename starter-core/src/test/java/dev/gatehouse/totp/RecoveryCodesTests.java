package dev.gatehouse.totp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryCodesTests {

    @Test
    void makesCodesOf125BitsThatNeverRepeat() {
        Set<String> codes = new HashSet<>();
        Set<Character> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            List<String> ten = RecoveryCodes.generate(10);
            assertThat(ten).hasSize(10).allMatch(code -> code.matches("([A-Z2-7]{5}-){4}[A-Z2-7]{5}"));
            codes.addAll(ten);
        }
        codes.forEach(code -> code.chars().forEach(c -> seen.add((char) c)));

        assertThat(codes).hasSize(1000);
        assertThat(seen).hasSize(33);
    }

    @Test
    void readsACodeHoweverItIsTyped() {
        String hash = RecoveryCodes.hash("ABOIB-CDEFG-HJKLM-NPQRS-TUVWX");

        assertThat(hash).matches("[0-9a-f]{64}");
        assertThat(List.of(
                        "ABOIBCDEFGHJKLMNPQRSTUVWX",
                        "aboib-cdefg-hjklm-npqrs-tuvwx",
                        " ABOIB CDEFG HJKLM NPQRS TUVWX",
                        "A8018CDEFGHJKLMNPQRSTUVWX"))
                .allSatisfy(typed -> assertThat(RecoveryCodes.hash(typed)).isEqualTo(hash));
        assertThat(RecoveryCodes.hash("ABOIB-CDEFG-HJKLM-NPQRS-TUVWY")).isNotEqualTo(hash);
    }

    @Test
    void keepsTheHashOfTheWholeCode() {
        assertThat(RecoveryCodes.hash("AAAAA-AAAAA-AAAAA-AAAAA-AAAAA"))
                .isEqualTo("6724431fc312ba42c98b38b8595a49749419526aa89722c77a85c6c813dfdb5a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ABOIB",
                "ABOIBCDEFGHJKLMNPQRSTUVWXY",
                "ABOIBCDEFGHJKLMNPQRSTUVW!",
                "ABOIB_CDEFGHJKLMNPQRSTUVWX"
            })
    void readsNothingElse(String typed) {
        assertThat(RecoveryCodes.hash(typed)).isNull();
        assertThat(RecoveryCodes.hash(typed + "-".repeat(200))).isNull();
    }

    @Test
    void makesAsManyAsAreAskedForWithinReason() {
        assertThat(RecoveryCodes.generate(1)).hasSize(1);
        assertThat(RecoveryCodes.generate(100)).hasSize(100);
        assertThatIllegalArgumentException().isThrownBy(() -> RecoveryCodes.generate(0));
        assertThatIllegalArgumentException().isThrownBy(() -> RecoveryCodes.generate(101));
    }
}
