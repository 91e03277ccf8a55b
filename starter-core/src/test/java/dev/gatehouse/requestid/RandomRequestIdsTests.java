package dev.gatehouse.requestid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.bouncycastle.crypto.macs.SipHash128;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;

class RandomRequestIdsTests {

    @Test
    void hashesAsAnotherImplementationDoes() {
        SipHash128 other = new SipHash128();
        ByteBuffer key = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        key.putLong(0, 0x0706050403020100L).putLong(8, 0x0f0e0d0c0b0a0908L);
        other.init(new KeyParameter(key.array()));
        for (long message : new long[] {0, 1, 0x0706050403020100L, -1, Long.MIN_VALUE}) {
            byte[] expected = new byte[16];
            other.update(
                    ByteBuffer.allocate(8)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(message)
                            .array(),
                    0,
                    8);
            other.doFinal(expected, 0);
            ByteBuffer halves = ByteBuffer.wrap(expected).order(ByteOrder.LITTLE_ENDIAN);

            byte[] digits = new byte[32];
            RandomRequestIds.hash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L, message, digits);

            assertThat(new String(digits, StandardCharsets.ISO_8859_1))
                    .isEqualTo(HexFormat.of().toHexDigits(halves.getLong())
                            + HexFormat.of().toHexDigits(halves.getLong()));
        }
    }

    @Test
    void writesThirtyTwoLowerCaseHexadecimalDigits() {
        assertThat(new RandomRequestIds().next()).matches("[0-9a-f]{32}");
    }

    @Test
    void neverRepeatsAnId() {
        RandomRequestIds ids = new RandomRequestIds();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            assertThat(seen.add(ids.next())).isTrue();
        }
    }

    @Test
    void twoGeneratorsAgreeOnNothing() {
        assertThat(new RandomRequestIds().next()).isNotEqualTo(new RandomRequestIds().next());
    }
}
