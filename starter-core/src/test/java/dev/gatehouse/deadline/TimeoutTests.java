package dev.gatehouse.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeoutTests {

    @ParameterizedTest
    @CsvSource({
        "60s, PT60S",
        "500ms, PT0.5S",
        "5m, PT5M",
        "24h, PT24H",
        "1d, PT24H",
        "PT1M, PT1M",
        "' 2s ', PT2S",
        "0, PT0S",
        "0s, PT0S",
        "off, PT0S",
        "OFF, PT0S",
        "false, PT0S"
    })
    void readsATimeout(String text, Duration expected) {
        assertThat(Timeout.of(text).duration()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "-1s",
                "1.5s",
                "s",
                "10 s",
                "1w",
                "30",
                "true",
                "P",
                "99999999999999999999s",
                "9223372036854775807d"
            })
    void refusesWhatIsNone(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Timeout.of(text))
                .withMessageContaining("'" + text + "'")
                .withMessageContaining("60s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"25h", "2d", "PT-1S", "PT0.0001S", "PT9223372036854775807S"})
    void refusesWhatIsOutOfRange(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Timeout.of(text)).withMessageContaining("1ms to 24h");
    }
}
