package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpaqueTokenTests {

    @Test
    void hasTwoHundredFiftySixBitsThatNeverRepeat() {
        Set<String> values = new HashSet<>();
        Set<Character> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String value = OpaqueToken.generate().value();
            assertThat(value).matches("[A-Za-z0-9_-]{43}");
            values.add(value);
            value.chars().forEach(c -> seen.add((char) c));
        }

        assertThat(values).hasSize(1000);
        assertThat(seen).hasSize(64);
    }

    @Test
    void isFoundAgainByItsHash() {
        OpaqueToken token = OpaqueToken.generate();

        assertThat(OpaqueToken.hash(token.value())).isEqualTo(token.hash()).matches("[0-9a-f]{64}");
        assertThat(OpaqueToken.hash("A".repeat(43)))
                .isEqualTo("0f007385b6f9d4b7eeb2748605afe1a984a0a3bfa3f014d09e2a784ce9e5cd1a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\u00E4",
                "eyJhbGciOiJSUzI1NiJ9.e30.AAAAAAAAAAAAAAAAAAA"
            })
    void looksUpNothingThatCannotBeAToken(String text) {
        assertThat(OpaqueToken.hash(text)).isNull();
    }

    @Test
    void doesNotTellItsValue() {
        assertThat(OpaqueToken.generate()).hasToString("OpaqueToken[***]");
    }
}
