package dev.gatehouse.sample.mfa;

import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.ErrorSeverity;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.ProblemException;
import java.time.Duration;

/** What can go wrong with second factors, in one wording each. */
final class MfaProblems {

    private static final ErrorCode INVALID = new ErrorCode(
            "mfa_invalid",
            401,
            "The code is missing, wrong, too old, or was used before.",
            ErrorCategory.AUTHENTICATION,
            ErrorSeverity.INFO);

    private static final ErrorCode LOCKED = new ErrorCode(
            "account_locked",
            423,
            "Too many codes were tried. Retry later.",
            ErrorCategory.AUTHENTICATION,
            ErrorSeverity.INFO);

    private static final ErrorCode REQUIRED = new ErrorCode(
            "mfa_required", 403, "Your role needs a second factor.", ErrorCategory.AUTHORIZATION, ErrorSeverity.INFO);

    private MfaProblems() {}

    static ProblemException invalid() {
        return new ProblemException(Problem.of(INVALID));
    }

    static ProblemException tooManyTries(Duration remaining) {
        return new ProblemException(Problem.of(LOCKED).withRetryAfter(remaining));
    }

    static ProblemException required() {
        return new ProblemException(Problem.of(REQUIRED));
    }

    static ProblemException alreadyEnabled() {
        return ProblemException.conflict("mfa_already_enabled", "You have a second factor. Remove it first.");
    }

    static ProblemException notEnabled() {
        return ProblemException.conflict("mfa_not_enabled", "You have no second factor.");
    }
}
