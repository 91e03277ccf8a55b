package dev.gatehouse.sample.audit;

import dev.gatehouse.error.FieldProblem;
import dev.gatehouse.error.ProblemException;
import java.util.List;

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

    static ProblemException unknownFormat() {
        return ProblemException.validation(
                List.of(new FieldProblem("format", "must be csv or ndjson", "format_unknown")));
    }
}
