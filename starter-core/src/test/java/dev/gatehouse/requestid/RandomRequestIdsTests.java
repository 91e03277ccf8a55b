package dev.gatehouse.requestid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomRequestIdsTests {

    /** The ninth vector of the reference implementation: key 00..0f, message 00..07. */
    @Test
    void hashesAsTheReferenceImplementationDoes() {
        assertThat(RandomRequestIds.sipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L, 0x0706050403020100L))
                .isEqualTo(0x93f5f5799a932462L);
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
