package dev.gatehouse.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginPatternTests {

    @ParameterizedTest
    @CsvSource({
        "*, https://anything.example, true",
        "https://example.com, https://example.com:443, true",
        "https://example.com, https://a.example.com, false",
        "https://*.example.com, https://a.example.com, true",
        "https://*.example.com, https://a.b.example.com, true",
        "https://*.EXAMPLE.com, https://A.Example.COM, true",
        "https://*.example.com, https://example.com, false",
        "https://*.example.com, https://evilexample.com, false",
        "https://*.example.com, https://a.example.com., false",
        "https://*.example.com, https://a.example.com.evil.com, false",
        "https://*.example.com, https://a.example.com:8443, false",
        "https://*.example.com, http://a.example.com, false",
        "https://*.example.com:8443, https://a.example.com:8443, true",
        "https://*.example.com:8443, https://a.example.com, false",
        "http://localhost:*, http://localhost, true",
        "http://localhost:*, http://localhost:3000, true",
        "http://localhost:*, https://localhost:3000, false",
        "http://localhost:*, http://evil.localhost:3000, false",
        "http://*.localhost:*, http://app.localhost:3000, true",
        "https://*.example.com:*, https://a.example.com:9, true",
        "'http://[::1]:*', 'http://[0::1]:5', true",
    })
    void comparesPartByPart(String pattern, String origin, boolean matches) {
        assertThat(OriginPattern.of(pattern).matches(Origin.of(origin))).isEqualTo(matches);
        assertThat(OriginSet.of(List.of(OriginPattern.of(pattern))).contains(Origin.of(origin)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "'', Start with the scheme",
        "null, name the origins",
        "https://*, stands for",
        "https://*.com, at least two labels",
        "https://*.*.example.com, stands for",
        "https://a*.example.com, stands for",
        "https://a.*.example.com, stands for",
        "https://*example.com, stands for",
        "*://example.com, stands for",
        "*.example.com, stands for",
        "https://*.example.com/, stands for",
        "https://localhost:3000:*, stands for",
        "https://*.127.0.0.1, no subdomains",
        "'https://*.[::1]', no subdomains",
        "'https://a.example.com,https://b.example.com', is not an origin",
        "https://example.com/, slash at the end",
    })
    void refusesWhatIsNoPattern(String text, String remedy) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OriginPattern.of(text))
                .withMessageContaining(remedy);
    }

    @Test
    void isComparedInCanonicalForm() {
        assertThat(OriginPattern.of("HTTPS://*.Example.com:443"))
                .isEqualTo(OriginPattern.of("https://*.example.com"))
                .hasSameHashCodeAs(OriginPattern.of("https://*.example.com"))
                .hasToString("https://*.example.com")
                .isNotEqualTo(OriginPattern.of("https://example.com"));
        assertThat(OriginPattern.of("http://LOCALHOST:*")).hasToString("http://localhost:*");
    }

    @Test
    void knowsWhetherItMeansOne() {
        assertThat(OriginPattern.of("https://example.com").single()).isEqualTo(Origin.of("https://example.com"));
        assertThat(OriginPattern.of("https://*.example.com").single()).isNull();
        assertThat(OriginPattern.of("https://example.com:*").single()).isNull();
        assertThat(OriginPattern.of("*").isAny()).isTrue();
        assertThat(OriginPattern.of("*").base()).isNull();
    }

    @Test
    void aSetNamesOnlyWhatItDoesNotAdmitAnyway() {
        Origin origin = Origin.of("https://a.example.com");
        OriginSet any = OriginSet.of(List.of(OriginPattern.of("*")));
        assertThat(any.contains(origin)).isTrue();
        assertThat(any.names(origin)).isFalse();
        assertThat(any.containsAny()).isTrue();
        OriginSet named = OriginSet.of(List.of(OriginPattern.of("*"), OriginPattern.of("https://*.example.com")));
        assertThat(named.names(origin)).isTrue();
        assertThat(named).isEqualTo(OriginSet.of(named.patterns())).hasSameHashCodeAs(OriginSet.of(named.patterns()));
        assertThat(named).hasToString("[*, https://*.example.com]");
        assertThat(OriginSet.of(List.of()).isEmpty()).isTrue();
    }
}
