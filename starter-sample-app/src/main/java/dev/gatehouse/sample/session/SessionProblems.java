package dev.gatehouse.sample.session;

import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.ErrorSeverity;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.ProblemException;

/** What can go wrong with sessions, in one wording each. */
final class SessionProblems {

    private static final ErrorCode EMAIL_NOT_VERIFIED = refusal(
            "email_not_verified",
            403,
            "Your e-mail address is not proven yet. Follow the link that was sent to it, or ask for a new one.",
            ErrorCategory.AUTHORIZATION);
    private static final ErrorCode ACCOUNT_DISABLED =
            refusal("account_disabled", 403, "Your account is shut.", ErrorCategory.AUTHORIZATION);
    private static final ErrorCode REFRESH_INVALID = refusal(
            "refresh_invalid", 401, "The refresh token is not valid. Log in again.", ErrorCategory.AUTHENTICATION);
    private static final ErrorCode CHALLENGE_EXPIRED = refusal(
            "mfa_challenge_expired",
            401,
            "This log-in waited too long, or was tried too often. Begin anew.",
            ErrorCategory.AUTHENTICATION);
    private static final ErrorCode HEADER_MISSING = refusal(
            "csrf_header_missing",
            403,
            "Send the header X-Requested-With along with the cookie.",
            ErrorCategory.AUTHORIZATION);

    private SessionProblems() {}

    static ProblemException emailNotVerified() {
        return new ProblemException(Problem.of(EMAIL_NOT_VERIFIED));
    }

    static ProblemException accountDisabled() {
        return new ProblemException(Problem.of(ACCOUNT_DISABLED));
    }

    static ProblemException refreshInvalid() {
        return new ProblemException(Problem.of(REFRESH_INVALID));
    }

    static ProblemException challengeExpired() {
        return new ProblemException(Problem.of(CHALLENGE_EXPIRED));
    }

    static ProblemException headerMissing() {
        return new ProblemException(Problem.of(HEADER_MISSING));
    }

    static ProblemException notFound() {
        return ProblemException.notFound("The session does not exist.");
    }

    private static ErrorCode refusal(String code, int status, String message, ErrorCategory category) {
        return new ErrorCode(code, status, message, category, ErrorSeverity.INFO);
    }
}
