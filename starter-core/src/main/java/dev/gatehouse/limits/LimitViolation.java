package dev.gatehouse.limits;

import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.ErrorSeverity;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.Refusal;
import java.util.Locale;

/** What is wrong with a request. The name in lower case is the reason by which refusals are counted. */
public enum LimitViolation {
    PATH_TOO_LONG(ErrorCode.URI_TOO_LONG, "The path is too long. Send a shorter one."),
    MALFORMED_PATH(Codes.INVALID_PATH, "The path is not well formed. Percent-encode UTF-8 (RFC 3986)."),
    QUERY_TOO_LONG(ErrorCode.URI_TOO_LONG, "The query is too long. Send less in it, or send a body."),
    MALFORMED_QUERY(Codes.INVALID_QUERY, "The query is not well formed. Percent-encode UTF-8 (RFC 3986)."),
    TOO_MANY_PARAMETERS(Codes.INVALID_QUERY, "The query has too many parameters. Send fewer."),
    NAME_TOO_LONG(Codes.INVALID_QUERY, "The name of a query parameter is too long."),
    VALUE_TOO_LONG(Codes.INVALID_QUERY, "The value of a query parameter is too long."),
    TOO_MANY_DUPLICATES(Codes.INVALID_QUERY, "A query parameter occurs too often."),
    TOO_DEEP(Codes.INVALID_QUERY, "The name of a query parameter is nested too deeply."),
    TOO_MANY_HEADERS(ErrorCode.HEADERS_TOO_LARGE, "The request has too many headers. Send fewer."),
    HEADER_TOO_LARGE(ErrorCode.HEADERS_TOO_LARGE, "A header is too large. Send a shorter one."),
    BODY_TOO_LARGE(ErrorCode.CONTENT_TOO_LARGE, "The body is larger than this service accepts here. Send less."),
    BODY_TOO_SLOW(ErrorCode.REQUEST_TIMEOUT, "The body arrived too slowly. Send it again."),
    BODY_WITHOUT_LENGTH(ErrorCode.LENGTH_REQUIRED, "A form has to be sent with a Content-Length."),
    MALFORMED_CONTENT_TYPE(
            ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The Content-Type is no media type. Send one, e.g. application/json."),
    ENCODED_BODY(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "An encoded body is not accepted. Send it without compression.");

    private final Problem problem;

    LimitViolation(ErrorCode code, String message) {
        this.problem = Problem.of(code)
                .withMessage(message)
                .refusedBy(new Refusal("request_limits", name().toLowerCase(Locale.ROOT)));
    }

    /**
     * Tells what the client is told.
     *
     * @return the problem, with status 400, 408, 411, 413, 414, 415 or 431
     */
    public Problem problem() {
        return problem;
    }

    /** Constants of an enum come before its other fields. */
    private static final class Codes {
        static final ErrorCode INVALID_PATH = new ErrorCode(
                "invalid_path", 400, "The path cannot be accepted.", ErrorCategory.REQUEST, ErrorSeverity.INFO);
        static final ErrorCode INVALID_QUERY = new ErrorCode(
                "invalid_query", 400, "The query cannot be accepted.", ErrorCategory.REQUEST, ErrorSeverity.INFO);
    }
}
