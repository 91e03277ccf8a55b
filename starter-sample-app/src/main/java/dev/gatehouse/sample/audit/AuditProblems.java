package dev.gatehouse.sample.audit;

import dev.gatehouse.error.FieldProblem;
import dev.gatehouse.error.ProblemException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can go wrong with the audit log, in one wording each. */
final class AuditProblems {

    private AuditProblems() {}

    static ProblemException notFound() {
        return ProblemException.notFound("The audit log has no such row.");
    }

    static ProblemException rangeTooLarge(int maximum) {
        return ProblemException.businessRule(
                "range_too_large", "More than " + maximum + " rows match. Narrow from and to.");
    }

    /** An empty range is a slip of the client: all is well in it, whatever happened. */
    static void requireRange(@Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw ProblemException.validation(List.of(new FieldProblem("to", "must be behind from", "range_empty")));
        }
    }

    static ProblemException unknownFormat() {
        return ProblemException.validation(
                List.of(new FieldProblem("format", "must be csv or ndjson", "format_unknown")));
    }
}
