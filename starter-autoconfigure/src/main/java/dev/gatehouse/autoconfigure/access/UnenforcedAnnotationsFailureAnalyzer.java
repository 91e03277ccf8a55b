package dev.gatehouse.autoconfigure.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the one report of all endpoints instead of a stack trace. */
final class UnenforcedAnnotationsFailureAnalyzer extends AbstractFailureAnalyzer<UnenforcedAnnotationsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnenforcedAnnotationsException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                cause.missing().remedy()
                        + " Where everybody may call everything, as in a test, set gatehouse.auth.unsafe-ignore-annotations:"
                        + " true.",
                cause);
    }
}
