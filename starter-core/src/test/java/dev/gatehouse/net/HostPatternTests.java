package dev.gatehouse.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPatternTests {

    @ParameterizedTest
    @CsvSource({
        "API.Example.com, api.example.com",
        "api.example.com., api.example.com",
        "api.example.com:8443, api.example.com:8443",
        "*.Example.com, *.example.com",
        "*.example.com:443, *.example.com:443",
        "localhost, localhost",
        "xn--mnchen-3ya.example, xn--mnchen-3ya.example",
        "a_b.example, a_b.example",
        "192.0.2.1, 192.0.2.1",
        "192.0.2.1:80, 192.0.2.1:80",
        "[2001:DB8::0:1], [2001:db8::1]",
        "[::1]:8080, [::1]:8080",
        "[::ffff:10.0.0.1], 10.0.0.1",
        "10.0.0.0/8, 10.0.0.0/8",
        "2001:db8::/32, 2001:db8::/32",
        "10.1.2.3/32, 10.1.2.3",
    })
    void readsAndWritesItsCanonicalForm(String text, String canonical) {
        HostPattern pattern = HostPattern.of(text);
        assertThat(pattern).hasToString(canonical).isEqualTo(HostPattern.of(canonical));
        assertThat(pattern).hasSameHashCodeAs(HostPattern.of(canonical));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* | every host",
                "https://api.example.com/v1 | Write the host alone, e.g. api.example.com.",
                "https://api.example.com?a=b | e.g. api.example.com.",
                "http:// | e.g. api.example.com.",
                "api.example.com/v1 | Write the host alone, e.g. api.example.com.",
                "/ | e.g. api.example.com.",
                "münchen.example | A-label form: xn--mnchen-3ya.example.",
                "*.münchen.example:8443 | A-label form: *.xn--mnchen-3ya.example:8443.",
                "straße.example | A-label form.",
                ".example.com | Write *.example.com for the names below, and example.com for itself.",
                "*example.com | whole label",
                "api.*.com | whole label",
                "*.*.com | whole label",
                "*. | whole label",
                "*.10.0.0.1 | whole label",
                "*.[::1] | whole label",
                "::1 | in brackets: [::1].",
                "10.0.0.1/8 | Write 10.0.0.0/8",
                "10.0.0.0/33 | not a network",
                "'' | Write a name",
                "' ' | Write a name",
                "user@example.com | Write a name",
                "example.com:0 | 1 to 65535",
                "example.com:65536 | 1 to 65535",
                "example.com: | 1 to 65535",
                "[fe80::1%eth0] | Write a name",
                "0x7f.1 | Write a name",
                "a..b | Write a name",
                "-a.example | Write a name",
            })
    void saysWhatToWriteInstead(String text, String remedy) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostPattern.of(text))
                .withMessageStartingWith("'" + text + "'")
                .withMessageContaining(remedy);
    }

    @Test
    void differsByKindAndPort() {
        assertThat(HostPattern.of("example.com"))
                .isNotEqualTo(HostPattern.of("*.example.com"))
                .isNotEqualTo(HostPattern.of("example.com:80"));
    }
}
