package dev.gatehouse.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTests {

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4, 1.2.3.4",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "2001:DB8::A, 2001:db8::a",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:0db8:0000:0000:0000:0000:0000:0001, 2001:db8::1",
        "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "2001:db8::1.2.3.4, 2001:db8::102:304",
        "::1.2.3.4, ::102:304",
        "::ffff:1.2.3.4, 1.2.3.4",
        "::FFFF:102:304, 1.2.3.4",
        "0:0:0:0:0:ffff:1.2.3.4, 1.2.3.4",
        "::ffff:0:1.2.3.4, ::ffff:0:102:304",
    })
    void writesWhatItReadsCanonically(String text, String canonical) {
        assertThat(IpAddress.of(text)).hasToString(canonical);
        assertThat(IpAddress.of(canonical)).isEqualTo(IpAddress.of(text)).hasSameHashCodeAs(IpAddress.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "01.2.3.4",
                "1.2.3.00",
                "256.1.1.1",
                "1.2.3.999",
                "0x1.2.3.4",
                "1.2.3.4 ",
                " 1.2.3.4",
                "+1.2.3.4",
                "-1.2.3.4",
                "1,2,3,4",
                "٢.2.3.4",
                ":",
                ":::",
                "1:",
                ":1",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "::1:2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7:8::",
                "1:2:3:4::5:6:7:8",
                "12345::",
                "g::",
                "::1%eth0",
                "fe80::1%25",
                "[::1]",
                "::1/64",
                "::1.2.3",
                "::1.2.3.256",
                "::1.2.3.4:5",
                "1.2.3.4::",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::ffff:01.2.3.4",
                "::１",
                "localhost",
                "a.b.c.d",
                "::1 "
            })
    void refusesWhatIsNoAddress(String text) {
        assertThat(IpAddress.parse(text)).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpAddress.of(text))
                .withMessageContaining("'" + text + "' is not an IP address")
                .withMessageContaining("2001:db8::1");
    }

    @Test
    void refusesLongTextWithoutReadingIt() {
        assertThat(IpAddress.parse("1".repeat(1_000_000))).isNull();
        assertThat(IpAddress.parse("0:".repeat(1_000_000))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "[::1], ::1",
        "[::ffff:1.2.3.4], 1.2.3.4",
        "1.2.3.4, 1.2.3.4",
        "::1, ",
        "[1.2.3.4], ",
        "[::1, ",
        "::1], ",
        "[], ",
        "[::1%25eth0], ",
        "example.com, "
    })
    void readsTheHostOfAUri(String host, String canonical) {
        assertThat(IpAddress.parseUriHost(host)).isEqualTo(canonical == null ? null : IpAddress.of(canonical));
    }

    @Test
    void agreesWithTheJdkOnRandomAddresses() throws UnknownHostException {
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            for (int j = 0; j < bytes.length; j++) {
                if (random.nextInt(3) > 0) {
                    bytes[j] = 0;
                }
            }
            InetAddress expected = InetAddress.getByAddress(bytes);
            IpAddress address = IpAddress.of(expected.getHostAddress());
            assertThat(InetAddress.getByName(address.toString())).isEqualTo(expected);
            assertThat(IpAddress.of(address.toString())).isEqualTo(address);
        }
    }

    /** The JDK reads IPv6 literals strictly but for zones and superfluous leading zeros. */
    @Test
    void agreesWithTheJdkOnRandomIpv6Text() {
        Random random = new Random(7);
        String[] tokens = {":", "::", ":", "0", "1", "ffff", "a", "12345", "1.2.3.4", ":", "00ab"};
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "::" : "1:");
            for (int j = random.nextInt(16); j > 0; j--) {
                text.append(tokens[random.nextInt(tokens.length)]);
            }
            assertThat(IpAddress.parse(text.toString())).as(text.toString()).isEqualTo(byJdk(text.toString()));
        }
    }

    private static IpAddress byJdk(String text) {
        for (String group : text.split(":")) {
            boolean v4 = group.contains(".");
            if (!v4 && group.length() > 4 || v4 && group.startsWith("0")) {
                return null;
            }
        }
        try {
            return IpAddress.parse(InetAddress.getByName("[" + text + "]").getHostAddress());
        } catch (UnknownHostException e) {
            return null;
        }
    }

    @Test
    void neverThrowsOnRandomText() {
        Random random = new Random(3);
        String alphabet = "0123456789abcdefg:.%[]/ \u0000\u00e9";
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(50); j > 0; j--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            IpAddress address = IpAddress.parse(text.toString());
            if (address != null) {
                assertThat(IpAddress.of(address.toString())).isEqualTo(address);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2:3:4:5:6, 64, 2001:db8:1:2::",
        "2001:db8:1:2:3:4:5:6, 128, 2001:db8:1:2:3:4:5:6",
        "2001:db8:1:2:3:4:5:6, 65, 2001:db8:1:2::",
        "2001:db8:ffff::, 33, 2001:db8:8000::",
        "ffff::, 0, ::",
        "10.1.2.3, 32, 10.1.2.3",
        "10.1.2.3, 8, 10.0.0.0",
        "10.1.2.3, 0, 0.0.0.0",
    })
    void givesItsNetwork(String address, int length, String network) {
        assertThat(IpAddress.of(address).network(length)).isEqualTo(IpAddress.of(network));
    }

    @Test
    void refusesAPrefixLengthOfTheOtherFamily() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpAddress.of("10.0.0.1").network(33))
                .withMessage("/33 is no prefix length of 10.0.0.1. Use 0 to 32.");
    }

    @Test
    void ordersByBits() {
        assertThat(IpAddress.of("9.0.0.0")).isLessThan(IpAddress.of("200.0.0.0"));
        assertThat(IpAddress.of("1::")).isLessThan(IpAddress.of("ffff::"));
        assertThat(IpAddress.of("1::1")).isLessThan(IpAddress.of("1::ffff:ffff:ffff:ffff"));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,192.0.2.7",
        "::ffff:192.0.2.7,192.0.2.7",
        "64:ff9b::c000:207,192.0.2.7",
        "64:ff9b::1:c000:207,64:ff9b::",
        "64:ff9b:1::c000:207,64:ff9b:1::",
        "2001:db8:1:2:3:4:5:6,2001:db8:1:2::"
    })
    void countsAClientOfIpv6ByItsNetworkAndATranslatedOneByItself(String address, String client) {
        assertThat(IpAddress.of(address).client(64)).isEqualTo(IpAddress.of(client));
    }
}
