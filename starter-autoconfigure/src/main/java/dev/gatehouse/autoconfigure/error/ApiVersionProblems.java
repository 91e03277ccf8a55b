package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.ErrorSeverity;
import dev.gatehouse.error.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.accept.InvalidApiVersionException;
import org.springframework.web.accept.MissingApiVersionException;

/** Says what a client is told about a version of the API; Spring's own words repeat what the client sent. */
final class ApiVersionProblems {

    private static final ErrorCode REQUIRED =
            code("api_version_required", "The request needs a version of the API. See its documentation.");
    private static final ErrorCode UNSUPPORTED =
            code("api_version_not_supported", "This version of the API is not supported here. See its documentation.");

    private ApiVersionProblems() {}

    static @Nullable Problem of(Exception exception) {
        if (exception instanceof MissingApiVersionException) {
            return Problem.of(REQUIRED);
        }
        return exception instanceof InvalidApiVersionException ? Problem.of(UNSUPPORTED) : null;
    }

    private static ErrorCode code(String code, String message) {
        return new ErrorCode(code, 400, message, ErrorCategory.REQUEST, ErrorSeverity.INFO);
    }
}
