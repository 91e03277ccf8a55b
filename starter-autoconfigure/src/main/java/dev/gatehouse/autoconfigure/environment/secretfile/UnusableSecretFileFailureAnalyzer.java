package dev.gatehouse.autoconfigure.environment.secretfile;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports a secret that was to come from a file and cannot. */
final class UnusableSecretFileFailureAnalyzer extends AbstractFailureAnalyzer<UnusableSecretFileException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableSecretFileException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.remedy(), cause);
    }
}
