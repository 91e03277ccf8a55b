package dev.gatehouse.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BodyMeterTests {

    private static final BodyRate ANY_PACE = new BodyRate(0, Duration.ZERO);

    @Test
    void allowsExactlyTheLimit() {
        BodyMeter meter = new BodyMeter(1000, ANY_PACE);
        assertThat(meter.count(999, 0)).isNull();
        assertThat(meter.count(1, 0)).isNull();
        assertThat(meter.count(0, 0)).isNull();
        assertThat(meter.count(1, 0)).isEqualTo(LimitViolation.BODY_TOO_LARGE.problem());
    }

    @Test
    void staysWithItsVerdict() {
        BodyMeter meter = new BodyMeter(0, ANY_PACE);
        assertThat(meter.count(1, 0)).isEqualTo(LimitViolation.BODY_TOO_LARGE.problem());
        assertThat(meter.count(0, 0)).isEqualTo(LimitViolation.BODY_TOO_LARGE.problem());
        assertThat(meter.giveUp()).isEqualTo(LimitViolation.BODY_TOO_LARGE.problem());
    }

    @Test
    void countsBeyondWhatAnIntHolds() {
        BodyMeter meter = new BodyMeter(5L * Integer.MAX_VALUE, ANY_PACE);
        for (int i = 0; i < 5; i++) {
            assertThat(meter.count(Integer.MAX_VALUE, 0)).isNull();
        }
        assertThat(meter.count(1, 0)).isEqualTo(LimitViolation.BODY_TOO_LARGE.problem());
    }

    @Test
    void givesTheGraceAndASecondForEachSoManyBytes() {
        BodyMeter meter = new BodyMeter(Long.MAX_VALUE, new BodyRate(500, Duration.ofSeconds(10)));
        assertThat(meter.count(1, seconds(10))).isNull();
        assertThat(meter.count(999, seconds(2))).isNull();
        assertThat(meter.count(0, 1)).isEqualTo(LimitViolation.BODY_TOO_SLOW.problem());
    }

    @Test
    void asksForNoPaceWhenNoneIsSet() {
        BodyMeter meter = new BodyMeter(10, ANY_PACE);
        assertThat(meter.count(1, seconds(1_000_000))).isNull();
    }

    @Test
    void givesUpOnSilence() {
        assertThat(new BodyMeter(10, ANY_PACE).giveUp()).isEqualTo(LimitViolation.BODY_TOO_SLOW.problem());
    }

    @Test
    void takesTheRestInUpToABound() {
        BodyMeter meter = new BodyMeter(10, ANY_PACE);
        assertThat(meter.count(11, 0)).isEqualTo(LimitViolation.BODY_TOO_LARGE.problem());
        meter.startDrain(100);
        assertThat(meter.count(100, 0)).isNull();
        assertThat(meter.count(1, 0)).isEqualTo(LimitViolation.BODY_TOO_LARGE.problem());
    }

    @Test
    void takesNothingInFromWhoWasTooSlow() {
        BodyMeter meter = new BodyMeter(10, ANY_PACE);
        meter.giveUp();
        meter.startDrain(100);
        assertThat(meter.count(1, 0)).isEqualTo(LimitViolation.BODY_TOO_SLOW.problem());
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BodyRate(-1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new BodyRate(1, Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> BodyLimits.of(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new HeaderLimits(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new HeaderLimits(1, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QueryLimits(-1, 0, 1, 0, 1, 0))
                .withMessage("maxLength is -1. Use 0 or more.");
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
