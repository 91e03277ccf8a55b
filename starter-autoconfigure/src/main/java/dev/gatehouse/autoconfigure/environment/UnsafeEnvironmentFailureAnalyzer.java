package dev.gatehouse.autoconfigure.environment;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the one report of all findings instead of a stack trace. */
final class UnsafeEnvironmentFailureAnalyzer extends AbstractFailureAnalyzer<UnsafeEnvironmentException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnsafeEnvironmentException cause) {
        return new FailureAnalysis(
                cause.report().toText(),
                "Do what the fixes above say. A finding that is right as it is can be accepted by its id and a reason in"
                        + " gatehouse.environment.suppress. All ids: docs/environment-check.md.",
                cause);
    }
}
