package dev.gatehouse.sample.config;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one clock of the service. */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

    private static final Duration MICROSECOND = Duration.ofNanos(1000);

    /** Ticks as finely as a database keeps time: what is answered on a write is what a later read finds. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), MICROSECOND);
    }
}
