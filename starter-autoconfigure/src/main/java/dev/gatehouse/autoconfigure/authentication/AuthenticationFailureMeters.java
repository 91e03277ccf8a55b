package dev.gatehouse.autoconfigure.authentication;

import java.util.Map;
import org.springframework.context.ApplicationListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.authentication.event.AuthenticationFailureCredentialsExpiredEvent;
import org.springframework.security.authentication.event.AuthenticationFailureDisabledEvent;
import org.springframework.security.authentication.event.AuthenticationFailureExpiredEvent;
import org.springframework.security.authentication.event.AuthenticationFailureLockedEvent;
import org.springframework.security.authentication.event.AuthenticationFailureServiceExceptionEvent;

/** Counts the failed authentications that Spring Security tells of. */
final class AuthenticationFailureMeters implements ApplicationListener<AbstractAuthenticationFailureEvent> {

    private static final Map<Class<? extends AbstractAuthenticationFailureEvent>, AuthenticationFailureReason> REASONS =
            Map.of(
                    AuthenticationFailureBadCredentialsEvent.class, AuthenticationFailureReason.BAD_CREDENTIALS,
                    AuthenticationFailureLockedEvent.class, AuthenticationFailureReason.LOCKED,
                    AuthenticationFailureDisabledEvent.class, AuthenticationFailureReason.DISABLED,
                    AuthenticationFailureExpiredEvent.class, AuthenticationFailureReason.ACCOUNT_EXPIRED,
                    AuthenticationFailureCredentialsExpiredEvent.class, AuthenticationFailureReason.CREDENTIALS_EXPIRED,
                    AuthenticationFailureServiceExceptionEvent.class, AuthenticationFailureReason.SERVICE_ERROR);

    private final AuthenticationFailures failures;

    AuthenticationFailureMeters(AuthenticationFailures failures) {
        this.failures = failures;
    }

    @Override
    public void onApplicationEvent(AbstractAuthenticationFailureEvent event) {
        failures.count(
                event.getAuthentication() instanceof FailedCredential credential
                        ? credential.reason()
                        : REASONS.getOrDefault(event.getClass(), AuthenticationFailureReason.OTHER));
    }
}
