package dev.gatehouse.autoconfigure.environment.feature;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the one report of all features instead of a stack trace. */
final class FeaturesLeftOutFailureAnalyzer extends AbstractFailureAnalyzer<FeaturesLeftOutException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, FeaturesLeftOutException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Process the application with the profiles and properties that it runs with (process-aot: profiles, arguments),"
                        + " or start it without -Dspring.aot.enabled=true. Switch off by the property what was left out on"
                        + " purpose.",
                cause);
    }
}
