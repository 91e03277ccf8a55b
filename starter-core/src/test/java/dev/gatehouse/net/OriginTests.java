package dev.gatehouse.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTests {

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com, https, app.example.com, 443, https://app.example.com",
        "HTTPS://App.Example.COM:443, https, app.example.com, 443, https://app.example.com",
        "http://localhost:3000, http, localhost, 3000, http://localhost:3000",
        "http://127.0.0.1:80, http, 127.0.0.1, 80, http://127.0.0.1",
        "'https://[2001:DB8:0::1]:8443', https, '[2001:db8::1]', 8443, 'https://[2001:db8::1]:8443'",
        "'http://[::ffff:127.0.0.1]', http, '[::ffff:7f00:1]', 80, 'http://[::ffff:7f00:1]'",
        "https://xn--bcher-kva.example, https, xn--bcher-kva.example, 443, https://xn--bcher-kva.example",
        "https://a_b.example.com., https, a_b.example.com., 443, https://a_b.example.com.",
        "https://a.1b, https, a.1b, 443, https://a.1b",
        "http://x:0, http, x, 0, http://x:0",
        "http://x:65535, http, x, 65535, http://x:65535",
        "capacitor://localhost, capacitor, localhost, -1, capacitor://localhost",
        "chrome-extension://abcdef, chrome-extension, abcdef, -1, chrome-extension://abcdef",
    })
    void readsItsParts(String text, String scheme, String host, int port, String canonical) {
        Origin origin = Origin.of(text);
        assertThat(origin.scheme()).isEqualTo(scheme);
        assertThat(origin.host()).isEqualTo(host);
        assertThat(origin.port()).isEqualTo(port);
        assertThat(origin).hasToString(canonical).isEqualTo(Origin.parse(canonical));
        assertThat(origin.hashCode()).isEqualTo(Origin.of(canonical).hashCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "*",
                "https",
                "https:",
                "https:/",
                "https://",
                "://example.com",
                "//example.com",
                "example.com",
                "1http://example.com",
                "ht tp://example.com",
                "https://example.com/",
                "https://example.com?",
                "https://example.com#",
                "https://example.com/a",
                "https://evil.com/.example.com",
                "https://evil.com\\.example.com",
                "https://user@example.com",
                "https://user:pass@example.com",
                "https://example.com:",
                "https://example.com:x",
                "https://example.com:+1",
                "https://example.com:080",
                "https://example.com:65536",
                "https://example.com:99999999999",
                "https://example.com:80:80",
                "https://.example.com",
                "https://a..example.com",
                "https://example.com..",
                "https://.",
                "https://*.example.com",
                "https://exa mple.com",
                " https://example.com",
                "https://example.com ",
                "https://a.example.com https://b.example.com",
                "https://a.example.com,https://b.example.com",
                "https://a%2eexample.com",
                "https://b\u00fccher.example",
                "https://example\u3002com",
                "https://example.com\u0000",
                "https://example.com\t",
                "https://[::1",
                "https://::1",
                "https://[]",
                "https://[::1]x",
                "https://[::1]:x",
                "https://[::1%25eth0]",
                "https://[1.2.3.4]",
                "https://x[::1]",
                "https://1.2.3",
                "https://1.2.3.256",
                "https://127.1",
                "https://0x7f.0.0.1",
                "https://a.0x",
                "https://2130706433",
                "https://1.2.3.4.",
                "https://example.com:443/"
            })
    void refusesWhatABrowserWouldNotSend(String text) {
        assertThat(Origin.parse(text)).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Origin.of(text))
                .withMessageStartingWith("'" + text + "' is not an origin. ");
    }

    @Test
    void boundsNames() {
        String label = "a".repeat(63);
        String name = (label + ".").repeat(3) + "a".repeat(61);
        assertThat(Origin.parse("https://" + name)).isNotNull();
        assertThat(Origin.parse("https://" + name + "a")).isNull();
        assertThat(Origin.parse("https://" + label + "a.example")).isNull();
        assertThat(Origin.parse("x".repeat(600) + "://example.com")).isNull();
        assertThat(Origin.parse("https://" + "a.".repeat(100_000))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com, http://app.example.com",
        "https://app.example.com, https://app.example.com:8443",
        "https://app.example.com, https://app.example.com.",
        "https://app.example.com, https://example.com",
        "http://127.0.0.1, 'http://[::ffff:127.0.0.1]'",
        "http://127.0.0.1, http://localhost",
        "wss://app.example.com, https://app.example.com",
    })
    void tellsOriginsApart(String one, String other) {
        assertThat(Origin.of(one)).isNotEqualTo(Origin.of(other));
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com, false",
        "http://example.com, false",
        "http://localhost:3000, true",
        "http://app.localhost, true",
        "http://127.8.8.8, true",
        "http://127.example.com, false",
        "'http://[::1]', true",
        "http://notlocalhost, false",
    })
    void knowsTheMachineOfTheUser(String text, boolean local) {
        assertThat(Origin.of(text).isLocal()).isEqualTo(local);
    }

    @ParameterizedTest
    @CsvSource({
        "null, name the origins you mean",
        "app.example.com, Start with the scheme",
        "https://b\u00fccher.example, write https://xn--bcher-kva.example.",
        "https://app.example.com/, without a slash at the end",
    })
    void tellsWhatToWrite(String text, String remedy) {
        assertThatIllegalArgumentException().isThrownBy(() -> Origin.of(text)).withMessageContaining(remedy);
    }
}
