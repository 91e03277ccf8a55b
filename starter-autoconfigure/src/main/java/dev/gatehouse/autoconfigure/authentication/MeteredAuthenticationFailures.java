package dev.gatehouse.autoconfigure.authentication;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** One counter for each reason, all of which are there from the start. */
final class MeteredAuthenticationFailures implements AuthenticationFailures {

    private final Map<AuthenticationFailureReason, Counter> counters = new EnumMap<>(AuthenticationFailureReason.class);

    MeteredAuthenticationFailures(MeterRegistry registry) {
        for (AuthenticationFailureReason reason : AuthenticationFailureReason.values()) {
            counters.put(
                    reason,
                    Counter.builder("auth.failures")
                            .description("Authentications that failed")
                            .tag("reason", reason.tag())
                            .register(registry));
        }
    }

    @Override
    public void count(AuthenticationFailureReason reason) {
        Objects.requireNonNull(counters.get(reason)).increment();
    }
}
