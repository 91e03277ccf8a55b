package dev.gatehouse.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HkdfTests {

    private static final String LONG_INPUT = range(0x00, 0x4f);
    private static final String LONG_SALT = range(0x60, 0xaf);
    private static final String LONG_INFO = range(0xb0, 0xff);

    @Test
    void givesTheFirstVectorOfTheStandard() {
        byte[] prk = Hkdf.extract(hex("000102030405060708090a0b0c"), hex("0b".repeat(22)));

        assertThat(prk).isEqualTo(hex("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5"));
        assertThat(Hkdf.expand(prk, hex("f0f1f2f3f4f5f6f7f8f9"), 42))
                .isEqualTo(hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"));
    }

    @Test
    void givesTheSecondVectorOfTheStandardWithLongInputs() {
        byte[] prk = Hkdf.extract(hex(LONG_SALT), hex(LONG_INPUT));

        assertThat(prk).isEqualTo(hex("06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244"));
        assertThat(Hkdf.expand(prk, hex(LONG_INFO), 82))
                .isEqualTo(hex(
                        "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e59"
                                + "0e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"));
    }

    @Test
    void givesTheThirdVectorOfTheStandardWithoutSaltAndInfo() {
        byte[] prk = Hkdf.extract(new byte[0], hex("0b".repeat(22)));

        assertThat(prk).isEqualTo(hex("19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04"));
        assertThat(Hkdf.expand(prk, new byte[0], 42))
                .isEqualTo(hex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"));
    }

    @ParameterizedTest
    @CsvSource({"1", "32", "33", "8160"})
    void givesAsManyBytesAsAreAskedFor(int length) {
        assertThat(Hkdf.expand(new byte[32], new byte[0], length)).hasSize(length);
    }

    @ParameterizedTest
    @CsvSource({"0", "8161"})
    void refusesALengthTheStandardHasNot(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> Hkdf.expand(new byte[32], new byte[0], length));
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static String range(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i <= to; i++) {
            text.append(String.format("%02x", i));
        }
        return text.toString();
    }
}
