package dev.gatehouse.sample.item;

import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.ErrorSeverity;
import dev.gatehouse.error.FieldProblem;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.ProblemException;
import java.util.List;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.springframework.dao.DataIntegrityViolationException;

/** What can go wrong with items, in one wording each. */
final class ItemProblems {

    private static final ErrorCode EXTERNAL_REF_TAKEN = new ErrorCode(
            "external_ref_taken",
            409,
            "Another item has this external_ref.",
            ErrorCategory.CONFLICT,
            ErrorSeverity.INFO);

    private ItemProblems() {}

    static ProblemException notFound() {
        return ProblemException.notFound("The item does not exist.");
    }

    static ProblemException stale() {
        return ProblemException.conflict(
                "stale", "The item has changed since it was read. Read it again and repeat the change.");
    }

    /** Turns what the database refused into what the client is told; what is no collision stays as it is. */
    static RuntimeException refusedByDatabase(DataIntegrityViolationException e) {
        boolean collision = e.getCause() instanceof ConstraintViolationException violation
                && violation.getKind() == ConstraintKind.UNIQUE;
        return collision ? new ProblemException(Problem.of(EXTERNAL_REF_TAKEN), e) : e;
    }

    static ProblemException externalRefsTaken(List<FieldProblem> rows) {
        return new ProblemException(Problem.of(EXTERNAL_REF_TAKEN)
                .withMessage("Rows use an external_ref that another item has; nothing was imported.")
                .withDetails(rows));
    }

    static ProblemException batchTooLarge(int maximum) {
        return ProblemException.businessRule(
                "batch_too_large", "An import takes at most " + maximum + " rows. Send several imports.");
    }

    static ProblemException cursorInvalid() {
        return ProblemException.validation(
                List.of(new FieldProblem("cursor", "must be the next_cursor of an export page", "cursor_invalid")));
    }
}
