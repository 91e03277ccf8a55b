package dev.gatehouse.autoconfigure.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the one report of all endpoints instead of a stack trace. */
final class UnprotectedEndpointsFailureAnalyzer extends AbstractFailureAnalyzer<UnprotectedEndpointsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnprotectedEndpointsException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Put @RequirePermission, @RequireSignIn or @PublicEndpoint on each method or its class. Name the paths of"
                        + " functional routes and of handlers that cannot be annotated in"
                        + " gatehouse.auth.endpoint-guard.paths or .public-paths, and packages of libraries in .libraries.",
                cause);
    }
}
