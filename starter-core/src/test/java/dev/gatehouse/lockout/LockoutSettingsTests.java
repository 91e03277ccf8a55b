package dev.gatehouse.lockout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockoutSettingsTests {

    @ParameterizedTest
    @CsvSource({
        "0,PT15M,PT30M,2,PT24H,PT24H,20",
        "5,PT0S,PT30M,2,PT24H,PT24H,20",
        "5,PT15M,PT0S,2,PT24H,PT24H,20",
        "5,PT15M,PT-1S,2,PT24H,PT24H,20",
        "5,PT15M,PT30M,0,PT24H,PT24H,20",
        "5,PT15M,PT30M,101,PT24H,PT24H,20",
        "5,PT15M,PT30M,2,PT29M,PT24H,20",
        "5,PT15M,PT30M,2,PT24H,PT0S,20",
        "5,P36501D,PT30M,2,PT24H,PT24H,20",
        "5,PT15M,PT30M,2,P36501D,PT24H,20",
        "5,PT15M,PT30M,2,PT24H,P36501D,20",
        "5,PT15M,PT30M,2,PT24H,PT24H,-1"
    })
    void refusesRulesThatMakeNoSense(
            int failures,
            Duration window,
            Duration duration,
            int multiplier,
            Duration max,
            Duration decay,
            int accounts) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LockoutSettings(failures, window, duration, multiplier, max, decay, accounts))
                .withMessageMatching(".*Use .*");
    }

    @Test
    void noNumberOfLocksOverflows() {
        LockoutSettings extreme = new LockoutSettings(
                1, Duration.ofSeconds(1), Duration.ofSeconds(1), 100, Duration.ofDays(36_500), Duration.ofDays(1), 0);

        assertThat(extreme.lockAfter(0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(extreme.lockAfter(1)).isEqualTo(Duration.ofSeconds(100));
        assertThat(extreme.lockAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofDays(36_500));
    }

    @Test
    void aMultiplierOfOneKeepsAllLocksAlike() {
        LockoutSettings even = new LockoutSettings(
                1, Duration.ofSeconds(1), Duration.ofSeconds(7), 1, Duration.ofDays(1), Duration.ofDays(1), 0);

        assertThat(even.lockAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(7));
    }
}
