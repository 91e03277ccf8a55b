package dev.gatehouse.sample.account;

import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.ErrorSeverity;
import dev.gatehouse.error.FieldProblem;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.ProblemException;
import dev.gatehouse.loginid.InvalidLoginIdException;
import dev.gatehouse.password.PasswordFlaw;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** What can go wrong with accounts, in one wording each. What could tell whether an account exists is said alike. */
final class AccountProblems {

    private static final ErrorCode INVALID_CREDENTIALS =
            refusal("invalid_credentials", 401, "The login or the password is wrong.", ErrorCategory.AUTHENTICATION);
    private static final ErrorCode ACCOUNT_LOCKED =
            refusal("account_locked", 423, "Too many failed log-ins. Retry later.", ErrorCategory.AUTHENTICATION);
    private static final ErrorCode TOKEN_INVALID = refusal(
            "token_invalid",
            400,
            "The link is not valid: unknown, too old, or used before. Ask for a new one.",
            ErrorCategory.VALIDATION);
    private static final ErrorCode PASSWORD_POLICY =
            refusal("password_policy", 422, "The password cannot be used.", ErrorCategory.BUSINESS_RULE);

    private static final ErrorCode REGISTRATION_CLOSED =
            refusal("registration_closed", 403, "Accounts come by invitation only.", ErrorCategory.AUTHORIZATION);

    private AccountProblems() {}

    static ProblemException invalidCredentials() {
        return new ProblemException(Problem.of(INVALID_CREDENTIALS));
    }

    static ProblemException locked(Duration remaining) {
        return new ProblemException(Problem.of(ACCOUNT_LOCKED).withRetryAfter(remaining));
    }

    static ProblemException tokenInvalid() {
        return new ProblemException(Problem.of(TOKEN_INVALID));
    }

    static ProblemException passwordPolicy(String field, Collection<PasswordFlaw> flaws) {
        List<FieldProblem> details = flaws.stream()
                .map(flaw -> new FieldProblem(field, flaw.message(), flaw.code()))
                .toList();
        return new ProblemException(Problem.of(PASSWORD_POLICY).withDetails(details));
    }

    static ProblemException passwordUnchanged(String field) {
        return new ProblemException(Problem.of(PASSWORD_POLICY)
                .withDetails(List.of(new FieldProblem(field, "must not be the present one", "unchanged"))));
    }

    static ProblemException registrationClosed() {
        return new ProblemException(Problem.of(REGISTRATION_CLOSED));
    }

    static ProblemException emailDomainNotAllowed() {
        return ProblemException.businessRule(
                "email_domain_not_allowed", "Addresses of that domain cannot be used here.");
    }

    static ProblemException notAnAddress() {
        return ProblemException.validation(
                List.of(new FieldProblem("address", "must be an IPv4 or IPv6 address", "address_invalid")));
    }

    static ProblemException currentPasswordRequired() {
        return ProblemException.businessRule("current_password_required", "Send your current password as well.");
    }

    static ProblemException notALoginId(String field, InvalidLoginIdException e) {
        return ProblemException.validation(
                List.of(new FieldProblem(field, String.valueOf(e.getMessage()), "login_id")));
    }

    static ProblemException stale() {
        return ProblemException.conflict(
                "stale", "The user has changed since it was read. Read it again and repeat the change.");
    }

    static ProblemException taken() {
        return ProblemException.conflict("conflict", "Another account has this user name or this address.");
    }

    static ProblemException statusNotAllowed() {
        return ProblemException.validation(
                List.of(new FieldProblem("status", "must be ACTIVE or DISABLED", "not_allowed")));
    }

    static ProblemException notProven() {
        return ProblemException.conflict(
                "email_not_verified", "The user has not proven the address yet and becomes active by that.");
    }

    static ProblemException disabled() {
        return ProblemException.conflict("account_disabled", "The account is shut. Open it first.");
    }

    static ProblemException notFound() {
        return ProblemException.notFound("The user does not exist.");
    }

    private static ErrorCode refusal(String code, int status, String message, ErrorCategory category) {
        return new ErrorCode(code, status, message, category, ErrorSeverity.INFO);
    }
}
