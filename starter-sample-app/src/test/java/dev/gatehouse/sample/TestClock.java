package dev.gatehouse.sample;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The clock of the service, which a test can put forward; put it back afterwards. */
@TestConfiguration(proxyBeanMethods = false)
public class TestClock {

    private volatile Duration ahead = Duration.ZERO;

    public void forward(Duration by) {
        ahead = ahead.plus(by);
    }

    public void reset() {
        ahead = Duration.ZERO;
    }

    @Bean
    @Primary
    Clock shiftedClock(Clock clock) {
        return new Shifted(clock);
    }

    private final class Shifted extends Clock {

        private final Clock real;

        Shifted(Clock real) {
            this.real = real;
        }

        @Override
        public Instant instant() {
            return real.instant().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return real.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return new Shifted(real.withZone(zone));
        }
    }
}
