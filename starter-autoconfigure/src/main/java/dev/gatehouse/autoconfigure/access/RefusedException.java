package dev.gatehouse.autoconfigure.access;

import dev.gatehouse.error.Problem;
import org.springframework.security.access.AccessDeniedException;

/** A caller may not; carries the answer through Spring Security. Without a stack trace, since clients cause it at will. */
final class RefusedException extends AccessDeniedException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    RefusedException(Problem problem) {
        super(problem.message());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
