package dev.gatehouse.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostSetTests {

    private static final String LONG_LABEL = "a".repeat(63);

    private final HostSet hosts = HostSet.of(
            "api.example.com",
            "*.wild.example",
            "port.example:8443",
            "tls.example:443",
            "192.0.2.1",
            "192.0.2.2:8080",
            "[2001:db8::1]",
            "10.0.0.0/8",
            "fd00::/8",
            "xn--mnchen-3ya.example",
            "localhost");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.example.com",
                "API.Example.COM",
                "api.example.com.",
                "api.example.com:8080",
                "api.example.com.:8080",
                "a.wild.example",
                "A.B-C.D_e.wild.example",
                "port.example:8443",
                "tls.example:443",
                "tls.example",
                "192.0.2.1",
                "192.0.2.1:65535",
                "192.0.2.2:8080",
                "[2001:db8::1]",
                "[2001:DB8:0:0:0:0:0:1]",
                "[2001:db8::0.0.0.1]:1",
                "[::ffff:192.0.2.1]",
                "10.255.0.1",
                "[fd12::]",
                "XN--MNCHEN-3YA.example",
                "localhost:1"
            })
    void coversItsHostsHoweverTheyAreWritten(String host) {
        assertThat(hosts.judge(host)).isEqualTo(HostVerdict.COVERED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "evil.example",
                "xapi.example.com",
                "api.example.com.evil.example",
                "wild.example",
                "wild.example.",
                "xwild.example",
                "a.wild.example.com",
                "port.example",
                "port.example:8444",
                "tls.example:80",
                "192.0.2.3",
                "192.0.2.2",
                "[2001:db8::2]",
                "[::]",
                "11.0.0.1",
                "localhost.evil.example"
            })
    void doesNotCoverOthers(String host) {
        assertThat(hosts.judge(host)).isEqualTo(HostVerdict.NOT_COVERED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                ":",
                ":80",
                "a..b",
                ".wild.example",
                "a.wild.example..",
                "-.wild.example",
                "a-.wild.example",
                "api.example.com:",
                "api.example.com:0",
                "api.example.com:080",
                "api.example.com:65536",
                "api.example.com:99999999999",
                "api.example.com:80a",
                "api.example.com:+80",
                "api.example.com:80:80",
                "api.example.com.:",
                "user@api.example.com",
                "api.example.com/path",
                "api.example.com?q",
                "api.example.com#f",
                "api.example.com\\",
                "api.example.com,a.wild.example",
                "api.example.com a.wild.example",
                "http://api.example.com",
                "api%2eexample.com",
                "api.example.com\u0000",
                "m\u00fcnchen.example",
                "api.example.\u212aom",
                "evil\u3002wild.example",
                "2130706433",
                "127.1",
                "0x7f000001",
                "0x7f.0.0.1",
                "0X7F.1",
                "a.0x",
                "0177.0.0.1",
                "010.0.0.1",
                "10.0.0.256",
                "10.0.0.1.",
                "10.0.0.1.5",
                "a.wild.1",
                "2001:db8::1",
                "[2001:db8::1",
                "2001:db8::1]",
                "[2001:db8::1]x",
                "[2001:db8::1].",
                "[2001:db8::1]:",
                "[2001:db8::1]:0",
                "[fe80::1%eth0]",
                "[fe80::1%25eth0]",
                "[v1.a]",
                "[]",
                "[192.0.2.1]",
                "[::1]]",
                "[[::1]]",
                "[1:2:3:4:5:6:7:8:9]"
            })
    void refusesToReadWhatIsNoHost(String host) {
        assertThat(hosts.judge(host)).isEqualTo(HostVerdict.MALFORMED);
    }

    @Test
    void boundsLabelsAndNames() {
        String name = String.join(".", LONG_LABEL, LONG_LABEL, LONG_LABEL, "a".repeat(61));
        assertThat(name).hasSize(253);
        assertThat(hosts.judge(name)).isEqualTo(HostVerdict.NOT_COVERED);
        assertThat(hosts.judge(name + ".")).isEqualTo(HostVerdict.NOT_COVERED);
        assertThat(hosts.judge(name + "a")).isEqualTo(HostVerdict.MALFORMED);
        assertThat(hosts.judge(LONG_LABEL + "a.wild.example")).isEqualTo(HostVerdict.MALFORMED);
        assertThat(hosts.judge("a".repeat(1_000_000))).isEqualTo(HostVerdict.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({
        "api.example.com, -1, COVERED",
        "api.example.com, 80, COVERED",
        "port.example, 8443, COVERED",
        "port.example, -1, NOT_COVERED",
        "2001:db8::1, 80, COVERED",
        "[2001:db8::1], 80, COVERED",
        "2001:db8::2, 80, NOT_COVERED",
        "2001:db8:::1, 80, MALFORMED",
        "api.example.com:80, 80, MALFORMED",
        "api.example.com, 0, MALFORMED",
        "api.example.com, -2, MALFORMED",
        "api.example.com, 65536, MALFORMED",
        "//randomhost.com, 80, MALFORMED",
        "example.com@evil.tld, 80, MALFORMED",
        "'', 80, MALFORMED",
    })
    void judgesNameAndPortApart(String name, int port, HostVerdict verdict) {
        assertThat(hosts.judge(name, port)).isEqualTo(verdict);
    }

    @Test
    void findsEachOfManyNames() {
        List<HostPattern> patterns = IntStream.range(0, 1000)
                .mapToObj(i -> HostPattern.of((i % 2 == 0 ? "" : "*.") + "tenant" + i + ".example.com"))
                .toList();
        HostSet many = HostSet.of(patterns);
        for (int i = 0; i < 1000; i++) {
            String name = "tenant" + i + ".example.com";
            boolean exact = i % 2 == 0;
            assertThat(many.judge(name)).isEqualTo(exact ? HostVerdict.COVERED : HostVerdict.NOT_COVERED);
            assertThat(many.judge("a." + name)).isEqualTo(exact ? HostVerdict.NOT_COVERED : HostVerdict.COVERED);
        }
        assertThat(many.judge("tenant1000.example.com")).isEqualTo(HostVerdict.NOT_COVERED);
    }

    @Test
    void takesTheWiderOfTwoPatternsForOneName() {
        HostSet both = HostSet.of("a.example:1", "a.example:2", "b.example:1", "b.example", "*.example:3");
        assertThat(both.judge("a.example:2")).isEqualTo(HostVerdict.COVERED);
        assertThat(both.judge("a.example:3")).isEqualTo(HostVerdict.COVERED);
        assertThat(both.judge("a.example:4")).isEqualTo(HostVerdict.NOT_COVERED);
        assertThat(both.judge("b.example:4")).isEqualTo(HostVerdict.COVERED);
    }

    @Test
    void coversNothingWhenEmpty() {
        assertThat(HostSet.of().isEmpty()).isTrue();
        assertThat(HostSet.of().judge("localhost")).isEqualTo(HostVerdict.NOT_COVERED);
        assertThat(HostSet.of().judge("[::1]")).isEqualTo(HostVerdict.NOT_COVERED);
    }

    @Test
    void judgesEachHostByItselfHoweverOftenAnotherOneCame() {
        for (int i = 0; i < 3; i++) {
            assertThat(hosts.judge("api.example.com")).isEqualTo(HostVerdict.COVERED);
            assertThat(hosts.judge("evil.example")).isEqualTo(HostVerdict.NOT_COVERED);
            assertThat(hosts.judge("api.example.com@evil.example")).isEqualTo(HostVerdict.MALFORMED);
            assertThat(hosts.judge("localhost")).isEqualTo(HostVerdict.COVERED);
        }
    }
}
