package dev.gatehouse.health;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthPartTests {

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.0009S", "PT-1S", "PT61S", "PT9223372036854775807S"})
    void refusesATimeThatNobodyCanWait(Duration timeout) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HealthPart.Times(timeout, Duration.ZERO, Duration.ZERO))
                .withMessageContaining("1ms to 1m");
    }
}
