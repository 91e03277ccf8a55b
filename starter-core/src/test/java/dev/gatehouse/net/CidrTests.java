package dev.gatehouse.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTests {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
        "0.0.0.0/0, 255.1.2.3, true",
        "0.0.0.0/0, ::1, false",
        "::/0, 2001:db8::1, true",
        "::/0, 1.2.3.4, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "2001:db8::1, 2001:db8::1, true",
        "::ffff:10.0.0.0/104, 10.1.2.3, true",
        "::ffff:0:0/96, 10.1.2.3, true",
    })
    void containsItsAddresses(String network, String address, boolean contained) {
        assertThat(Cidr.of(network).contains(IpAddress.of(address))).isEqualTo(contained);
        assertThat(CidrSet.of(network).contains(IpAddress.of(address))).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "10.0.0.0/",
                "10.0.0.0/33",
                "::/129",
                "10.0.0.0/08",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0/8",
                "10.0.0.0/8/8",
                "10.0.0.0/8 ",
                "10.0.0.0/255.0.0.0",
                "host/8",
                "::ffff:10.0.0.0/95",
                "10.0.0.0/٨"
            })
    void refusesWhatIsNoNetwork(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cidr.of(text))
                .withMessageContaining("'" + text + "' is not a network. Write <address>/<prefix length>");
    }

    @Test
    void namesTheRightNetworkWhenHostBitsAreSet() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cidr.of("10.1.2.3/8"))
                .withMessage("'10.1.2.3/8' has bits set behind its prefix. Write 10.0.0.0/8, or 10.1.2.3 for the one"
                        + " address.");
    }

    @Test
    void setAgreesWithItsNetworks() {
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            List<Cidr> networks = new ArrayList<>();
            for (int i = random.nextInt(20); i > 0; i--) {
                IpAddress address = randomAddress(random);
                int length = random.nextInt(address.bitLength() + 1);
                networks.add(Cidr.of(address.network(length) + "/" + length));
            }
            CidrSet set = CidrSet.of(networks);
            for (int i = 0; i < 200; i++) {
                IpAddress address = randomAddress(random);
                assertThat(set.contains(address))
                        .as("%s in %s", address, networks)
                        .isEqualTo(networks.stream().anyMatch(network -> network.contains(address)));
            }
        }
    }

    private static IpAddress randomAddress(Random random) {
        return random.nextBoolean()
                ? IpAddress.ofV4(random.nextInt() & 0x0f00_000fL)
                : IpAddress.ofBits(random.nextLong() & 0xf000_0000_0000_000fL, random.nextLong() & 0xfL);
    }

    @Test
    void emptySetContainsNothing() {
        assertThat(CidrSet.empty().isEmpty()).isTrue();
        assertThat(CidrSet.empty().contains(IpAddress.of("::1"))).isFalse();
        assertThat(CidrSet.of("::1").isEmpty()).isFalse();
        assertThat(CidrSet.of("10.0.0.0/8", "10.1.0.0/16")).isEqualTo(CidrSet.of("10.0.0.0/8"));
    }
}
