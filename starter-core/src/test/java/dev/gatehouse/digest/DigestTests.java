package dev.gatehouse.digest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class DigestTests {

    /** FIPS 180-4, example of one block. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void hashesAsTheStandardSays() {
        assertThat(Sha256.hex("abc")).isEqualTo(ABC);
        assertThat(Sha256.hex("abc", 16)).isEqualTo(ABC.substring(0, 32));
        assertThat(Sha256.of("abc")).isEqualTo(HexFormat.of().parseHex(ABC));
    }

    @Test
    void takesPartsAsOne() {
        assertThat(Sha256.of("a".getBytes(US_ASCII), "bc".getBytes(US_ASCII))).isEqualTo(Sha256.of("abc"));
    }

    @Test
    void takesTextInUtf8() {
        assertThat(Sha256.of("é€")).isEqualTo(Sha256.of("é€".getBytes(UTF_8)));
    }

    /** RFC 4231, test case 2. */
    @Test
    void computesCodesAsTheStandardSays() {
        byte[] key = "Jefe".getBytes(US_ASCII);
        byte[] data = "what do ya want for nothing?".getBytes(US_ASCII);
        String expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assertThat(HexFormat.of().formatHex(HmacSha256.of(key, data))).isEqualTo(expected);
        assertThat(HmacSha256.of(new SecretKeySpec(key, "HmacSHA256"), data)).isEqualTo(HmacSha256.of(key, data));
    }
}
