package dev.gatehouse.sample.access;

import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.ErrorSeverity;
import dev.gatehouse.error.FieldProblem;
import dev.gatehouse.error.ProblemException;
import java.util.List;

/** What can go wrong with rights, in one wording each. */
final class AccessProblems {

    private static final ErrorCode ESCALATION_DENIED = new ErrorCode(
            "escalation_denied",
            403,
            "Nobody can give, take or change what goes beyond their own permissions.",
            ErrorCategory.AUTHORIZATION,
            ErrorSeverity.WARNING);

    private static final ErrorCode SELF_CHANGE = new ErrorCode(
            "self_change",
            403,
            "Nobody does this to their own account. Ask another administrator.",
            ErrorCategory.AUTHORIZATION,
            ErrorSeverity.WARNING);

    private static final ErrorCode IMPERSONATED = new ErrorCode(
            "impersonated",
            403,
            "Who acts for a user leaves the user's sessions, password, factors, address and API keys alone.",
            ErrorCategory.AUTHORIZATION,
            ErrorSeverity.WARNING);

    private AccessProblems() {}

    static ProblemException escalationDenied() {
        return ProblemException.of(ESCALATION_DENIED, ESCALATION_DENIED.message());
    }

    static ProblemException selfChange() {
        return ProblemException.of(SELF_CHANGE, SELF_CHANGE.message());
    }

    static ProblemException impersonated() {
        return ProblemException.of(IMPERSONATED, IMPERSONATED.message());
    }

    static ProblemException lastAdmin() {
        return ProblemException.conflict(
                "last_admin", "At least one active administrator with a verified address has to remain.");
    }

    static ProblemException roleNotFound() {
        return ProblemException.notFound("The role does not exist.");
    }

    static ProblemException roleNameTaken() {
        return ProblemException.conflict("role_name_taken", "Another role has this name.");
    }

    static ProblemException roleNameReserved() {
        return ProblemException.validation(List.of(new FieldProblem(
                "name", "must not start with factor, role or scope and a separator", "name_reserved")));
    }

    static ProblemException stale() {
        return ProblemException.conflict(
                "stale", "The role has changed since it was read. Read it again and repeat the change.");
    }

    static ProblemException systemRole() {
        return ProblemException.conflict("role_system", "Roles of the service itself cannot be changed or deleted.");
    }

    static ProblemException roleWithSecondFactor() {
        return ProblemException.conflict(
                "role_mfa_required",
                "The configuration says by its name that this role needs a second factor, so that it is neither renamed nor"
                        + " deleted.");
    }

    static ProblemException roleCycle() {
        return ProblemException.conflict("role_cycle", "A role cannot be its own parent, however far up.");
    }

    static ProblemException roleInUse() {
        return ProblemException.conflict(
                "role_in_use", "Users or other roles have this role. Take it away from them first.");
    }

    static ProblemException unknown(String field, String what) {
        return ProblemException.validation(
                List.of(new FieldProblem(field, "must name " + what + " that exist", "unknown")));
    }
}
