package dev.gatehouse.autoconfigure.authentication;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.authentication.event.AuthenticationFailureCredentialsExpiredEvent;
import org.springframework.security.authentication.event.AuthenticationFailureDisabledEvent;
import org.springframework.security.authentication.event.AuthenticationFailureExpiredEvent;
import org.springframework.security.authentication.event.AuthenticationFailureLockedEvent;
import org.springframework.security.authentication.event.AuthenticationFailureServiceExceptionEvent;

/** Counts failed authentications by a small closed set of reasons, all of which are there from the start. */
final class AuthenticationFailureMeters implements ApplicationListener<AbstractAuthenticationFailureEvent> {

    private static final Map<Class<? extends AbstractAuthenticationFailureEvent>, String> REASONS = Map.of(
            AuthenticationFailureBadCredentialsEvent.class, "bad_credentials",
            AuthenticationFailureLockedEvent.class, "locked",
            AuthenticationFailureDisabledEvent.class, "disabled",
            AuthenticationFailureExpiredEvent.class, "account_expired",
            AuthenticationFailureCredentialsExpiredEvent.class, "credentials_expired",
            AuthenticationFailureServiceExceptionEvent.class, "service_error");

    private final Map<Class<?>, Counter> counters = new HashMap<>();
    private final Counter other;

    AuthenticationFailureMeters(MeterRegistry registry) {
        REASONS.forEach((event, reason) -> counters.put(event, counter(registry, reason)));
        this.other = counter(registry, "other");
    }

    private static Counter counter(MeterRegistry registry, String reason) {
        return Counter.builder("auth.failures")
                .description("Authentications that failed")
                .tag("reason", reason)
                .register(registry);
    }

    @Override
    public void onApplicationEvent(AbstractAuthenticationFailureEvent event) {
        counters.getOrDefault(event.getClass(), other).increment();
    }
}
