package dev.gatehouse.error;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Raises a {@link Problem} from application code: thrown from a controller, a service or a filter it becomes the answer
 * in the one error format. Its message goes to the client as it stands; the cause goes to the log only.
 */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    /**
     * Raises any problem.
     *
     * @param problem what the client is told
     */
    public ProblemException(Problem problem) {
        this(problem, null);
    }

    /**
     * Raises any problem that has a cause.
     *
     * @param problem what the client is told
     * @param cause what led to it, for the log; null if nothing did
     */
    public ProblemException(Problem problem, @Nullable Throwable cause) {
        super(problem.toString(), cause, true, problem.status() >= 500);
        this.problem = Objects.requireNonNull(problem, "problem");
    }

    /**
     * Returns what the client is told.
     *
     * @return the problem
     */
    public Problem problem() {
        return problem;
    }

    /**
     * The caller is not known: 401.
     *
     * @param message what the client is told
     * @return the exception to throw
     */
    public static ProblemException authentication(String message) {
        return of(ErrorCode.UNAUTHENTICATED, message);
    }

    /**
     * The caller may not do this: 403.
     *
     * @param message what the client is told
     * @return the exception to throw
     */
    public static ProblemException authorization(String message) {
        return of(ErrorCode.FORBIDDEN, message);
    }

    /**
     * The input is not well formed: 400.
     *
     * @param details what is wrong with which field
     * @return the exception to throw
     */
    public static ProblemException validation(List<FieldProblem> details) {
        return new ProblemException(Problem.of(ErrorCode.VALIDATION_FAILED).withDetails(details));
    }

    /**
     * The thing asked for is not there, or not for this caller: 404.
     *
     * @param message what the client is told
     * @return the exception to throw
     */
    public static ProblemException notFound(String message) {
        return of(ErrorCode.NOT_FOUND, message);
    }

    /**
     * The request collides with the present state: 409.
     *
     * @param code the application's own name for this conflict, in lower snake case
     * @param message what the client is told
     * @return the exception to throw
     */
    public static ProblemException conflict(String code, String message) {
        return new ProblemException(
                Problem.of(new ErrorCode(code, 409, message, ErrorCategory.CONFLICT, ErrorSeverity.INFO)));
    }

    /**
     * The input is well formed and a rule of the domain forbids it: 422.
     *
     * @param code the application's own name for this rule, in lower snake case
     * @param message what the client is told
     * @return the exception to throw
     */
    public static ProblemException businessRule(String code, String message) {
        return new ProblemException(
                Problem.of(new ErrorCode(code, 422, message, ErrorCategory.BUSINESS_RULE, ErrorSeverity.INFO)));
    }

    /**
     * The service cannot do this right now: 503 with {@code Retry-After}.
     *
     * @param message what the client is told
     * @param retryAfter how long the client should wait; rounded up to whole seconds, at least one
     * @return the exception to throw
     */
    public static ProblemException unavailable(String message, Duration retryAfter) {
        return new ProblemException(
                Problem.of(ErrorCode.UNAVAILABLE).withMessage(message).withRetryAfter(retryAfter));
    }

    /**
     * Any kind of problem with a message of its own.
     *
     * @param code the kind
     * @param message what the client is told
     * @return the exception to throw
     */
    public static ProblemException of(ErrorCode code, String message) {
        return new ProblemException(Problem.of(code).withMessage(message));
    }
}
