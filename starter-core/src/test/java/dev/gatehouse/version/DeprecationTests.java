package dev.gatehouse.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeprecationTests {

    private static final DeprecationDate SINCE = DeprecationDate.of("2026-01-01");
    private static final DeprecationDate SUNSET = DeprecationDate.of("2026-07-01");

    @Test
    void isPastFromTheSecondOfItsSunsetOn() {
        Deprecation deprecation = new Deprecation(SINCE, SUNSET, null, null, null);
        assertThat(deprecation.isPast(Instant.parse("2026-06-30T23:59:59.999Z")))
                .isFalse();
        assertThat(deprecation.isPast(Instant.parse("2026-07-01T00:00:00Z"))).isTrue();
    }

    @Test
    void isNeverPastWithoutASunset() {
        assertThat(new Deprecation(SINCE, null, null, null, null).isPast(Instant.MAX))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01", "2025-12-31"})
    void refusesASunsetThatIsNotAfterTheDeprecation(String sunset) {
        DeprecationDate early = DeprecationDate.of(sunset);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Deprecation(SINCE, early, null, null, null))
                .withMessageContaining("is not after 2026-01-01");
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/orders, /v2/orders",
        "https://docs.example.com/a?b=c#d, https://docs.example.com/a?b=c#d",
        "/bücher, /b%C3%BCcher",
    })
    void readsLinks(String text, String target) {
        assertThat(DeprecationLink.of(text).target()).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v2",
                "//evil.example",
                "javascript:alert(1)",
                "https:",
                "/a b",
                "/a>b",
                "/a\"b",
                "mailto:a@b.c"
            })
    void refusesWhatIsNoLink(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeprecationLink.of(text))
                .withMessageContaining("Write a URL, e.g. https://");
    }
}
