package dev.gatehouse.autoconfigure.sentry;

import dev.gatehouse.error.UncaughtExceptionListener;
import io.sentry.IScopes;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.exception.ExceptionMechanismException;
import io.sentry.protocol.Mechanism;
import jakarta.servlet.http.HttpServletRequest;

/** Reports each exception that nobody handled. Sentry sends it from another thread. Thread-safe. */
final class UncaughtReports implements UncaughtExceptionListener {

    private final IScopes scopes;

    UncaughtReports(IScopes scopes) {
        this.scopes = scopes;
    }

    @Override
    public void onUncaughtException(HttpServletRequest request, Throwable exception) {
        Mechanism mechanism = new Mechanism();
        mechanism.setType("Gatehouse");
        mechanism.setHandled(false);
        SentryEvent event =
                new SentryEvent(new ExceptionMechanismException(mechanism, exception, Thread.currentThread()));
        event.setLevel(SentryLevel.ERROR);
        scopes.captureEvent(event);
    }
}
