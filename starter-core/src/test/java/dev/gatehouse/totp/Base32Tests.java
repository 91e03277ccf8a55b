package dev.gatehouse.totp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base32Tests {

    @ParameterizedTest
    @CsvSource({"'',''", "f,MY", "fo,MZXQ", "foo,MZXW6", "foob,MZXW6YQ", "fooba,MZXW6YTB", "foobar,MZXW6YTBOI"})
    void givesTheVectorsOfTheStandard(String plain, String encoded) {
        assertThat(Base32.encode(plain.getBytes(US_ASCII))).isEqualTo(encoded);
        assertThat(Base32.decode(encoded)).isEqualTo(plain.getBytes(US_ASCII));
        assertThat(Base32.decode(encoded.toLowerCase(java.util.Locale.ROOT))).isEqualTo(plain.getBytes(US_ASCII));
    }

    @Test
    void readsEveryLetterInEitherCase() {
        assertThat(Base32.encode(Base32.decode(Base32.ALPHABET))).isEqualTo(Base32.ALPHABET);
        assertThat(Base32.decode(Base32.ALPHABET.toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo(Base32.decode(Base32.ALPHABET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "AAA", "AAAAAA", "MZ", "M1", "MY======", "M Y", "M\u0130"})
    void refusesWhatNothingEncodesTo(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Base32.decode(text));
    }
}
