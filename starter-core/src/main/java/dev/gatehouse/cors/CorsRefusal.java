package dev.gatehouse.cors;

import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.ErrorSeverity;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.Refusal;

/** Why a request from another origin is refused. */
public enum CorsRefusal {

    /** It does not say where it comes from: the origin is {@code null}, several, or unreadable. */
    ORIGIN_INVALID("origin_invalid", "The Origin header does not name one origin that this service could allow."),

    /** Its origin is none of those that may call here. */
    ORIGIN_NOT_ALLOWED("origin_not_allowed", "Pages of this origin may not call this service."),

    /** Its origin may call here, but not with this method. */
    METHOD_NOT_ALLOWED("method_not_allowed", "Pages of other origins may not use this method here."),

    /** Its origin may call here, but not with one of the headers it wants to send. */
    HEADER_NOT_ALLOWED("header_not_allowed", "Pages of other origins may not send one of these headers here.");

    private final Problem problem;

    CorsRefusal(String reason, String message) {
        ErrorCode code =
                new ErrorCode("cross_origin_refused", 403, message, ErrorCategory.AUTHORIZATION, ErrorSeverity.WARNING);
        this.problem = Problem.of(code).refusedBy(new Refusal("cors", reason));
    }

    /**
     * Gives the answer to a request that is refused so.
     *
     * @return a problem with status 403
     */
    public Problem problem() {
        return problem;
    }
}
