package dev.gatehouse.autoconfigure.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows what the chain lacks instead of a stack trace. */
final class IncompleteChainFailureAnalyzer extends AbstractFailureAnalyzer<IncompleteChainException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, IncompleteChainException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
    }
}
