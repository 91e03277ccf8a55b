package dev.gatehouse.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100/minute | 100/minute",
                "5/10s | 5/10s",
                "5 / 10 seconds | 5/10s",
                "1000/hour | 1000/hour",
                "1/day | 1/day",
                "7/2d | 7/2d",
                "60/60s | 60/minute",
                "3/m | 3/minute",
                "3/MIN | 3/minute",
                "3/5minutes | 3/5min",
                "3/36h | 3/36h",
                "3/90s | 3/90s",
                "10/second,1000/hour | 10/second,1000/hour",
                "1000/hour,10/second | 10/second,1000/hour",
                "10/s, 1000/h burst 50 | 10/second,1000/hour burst 50",
                "100/minute burst 200 | 100/minute burst 200",
                "100/minute burst 100 | 100/minute",
                "100/minute  burst  10 | 100/minute burst 10",
                "1000000000/366d | 1000000000/366d",
                "UNLIMITED | unlimited",
            })
    void readsAndWritesItsText(String text, String canonical) {
        assertThat(Limit.of(text)).hasToString(canonical);
        assertThat(Limit.of(canonical)).isEqualTo(Limit.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "100",
                "100/",
                "/minute",
                "100/fortnight",
                "100/ms",
                "100 per minute",
                "-1/minute",
                "+1/minute",
                "1.5/minute",
                "100/minute/hour",
                "100/minute,",
                ",100/minute",
                "100/minute burst",
                "100/minute burst x",
                "100/minuteburst 5",
                "100/-5s",
                "100/1.5s",
                "x/minute",
                "unlimited,1/s",
                "१/minute",
                "100/minute;5/s",
                "0/minute",
                "100/0s",
                "100/minute burst 0",
                "1000000001/minute",
                "1/367d",
                "99999999999999999999/s",
                "1/9999999999d"
            })
    void showsTheFormForATextThatIsNoLimit(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limit.of(text))
                .withMessageStartingWith("'" + text + "' is not a limit.")
                .withMessageContaining("Write <count>/<period>, e.g. 100/minute");
    }

    @Test
    void readsUnitsInAnyLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(Limit.of("3/MINUTE")).hasToString("3/minute");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "100/minute, 100/minute, true",
        "100/minute, 200/minute, true",
        "100/minute, 50/minute, false",
        "100/minute, 10000/hour, true",
        "100/minute, 200/hour, false",
        "100/minute burst 500, 200/minute, false",
        "100/minute, unlimited, true",
    })
    void knowsWhichLimitHasNoEffectBehindIt(String narrow, String wide, boolean within) {
        assertThat(Limit.of(narrow).isWithin(Limit.of(wide))).isEqualTo(within);
    }

    @Test
    void reckonsTheTimeToRegainTokensRoundedUp() {
        assertThat(new Bandwidth(3, Duration.ofSeconds(1), 3).nanosToRegain(1)).isEqualTo(333_333_334);
        assertThat(new Bandwidth(100, Duration.ofMinutes(1), 100).nanosToRegain(50))
                .isEqualTo(30_000_000_000L);
        assertThat(new Bandwidth(1, Duration.ofDays(366), 1_000_000_000).nanosToRegain(1_000_000_000))
                .isEqualTo(Long.MAX_VALUE / 8);
        assertThat(new Bandwidth(1, Duration.ofDays(366), 1000).nanosToRegain(200))
                .isEqualTo(Long.MAX_VALUE / 8);
        assertThat(new Bandwidth(1, Duration.ofDays(1), 1).nanosToRegain(-5)).isZero();
    }

    @Test
    void copiesItsBandwidths() {
        assertThat(Limit.of("5/s").bandwidths()).isEqualTo(List.of(new Bandwidth(5, Duration.ofSeconds(1), 5)));
        assertThat(Limit.UNLIMITED.isUnlimited()).isTrue();
    }
}
