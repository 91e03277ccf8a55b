package dev.gatehouse.error;

import static dev.gatehouse.error.ErrorCategory.AUTHENTICATION;
import static dev.gatehouse.error.ErrorCategory.AUTHORIZATION;
import static dev.gatehouse.error.ErrorCategory.INTERNAL;
import static dev.gatehouse.error.ErrorCategory.RATE_LIMIT;
import static dev.gatehouse.error.ErrorCategory.REQUEST;
import static dev.gatehouse.error.ErrorCategory.VALIDATION;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kind of error with a name that stands: clients may branch on {@code code}, so it never changes its meaning.
 * Applications define their own beside the constants here.
 *
 * @param code the name in lower snake case, at most 64 characters
 * @param status the HTTP status it is answered with, 400 to 599
 * @param message what clients are told unless the problem says something more precise; ends with a full stop
 * @param category what kind of error it is
 * @param severity how bad it is for the service
 */
public record ErrorCode(String code, int status, String message, ErrorCategory category, ErrorSeverity severity) {

    public static final ErrorCode BAD_REQUEST =
            info("bad_request", 400, "The request could not be understood.", REQUEST);
    public static final ErrorCode VALIDATION_FAILED =
            info("validation_failed", 400, "The request has invalid values.", VALIDATION);
    public static final ErrorCode MALFORMED_BODY =
            info("malformed_body", 400, "The request body could not be read.", VALIDATION);
    public static final ErrorCode UNAUTHENTICATED =
            new ErrorCode("unauthenticated", 401, "Authentication is required.", AUTHENTICATION, ErrorSeverity.WARNING);
    public static final ErrorCode FORBIDDEN =
            new ErrorCode("forbidden", 403, "Access is denied.", AUTHORIZATION, ErrorSeverity.WARNING);
    public static final ErrorCode NOT_FOUND =
            info("not_found", 404, "The resource does not exist.", ErrorCategory.NOT_FOUND);
    public static final ErrorCode METHOD_NOT_ALLOWED =
            info("method_not_allowed", 405, "The method is not supported here.", REQUEST);
    public static final ErrorCode NOT_ACCEPTABLE =
            info("not_acceptable", 406, "No representation fits the Accept header.", REQUEST);
    public static final ErrorCode REQUEST_TIMEOUT =
            info("request_timeout", 408, "The request took too long to arrive.", REQUEST);
    public static final ErrorCode CONFLICT =
            info("conflict", 409, "The request conflicts with the present state.", ErrorCategory.CONFLICT);
    public static final ErrorCode GONE = info("gone", 410, "The resource is gone for good.", ErrorCategory.NOT_FOUND);
    public static final ErrorCode LENGTH_REQUIRED =
            info("length_required", 411, "The request needs a Content-Length.", REQUEST);
    public static final ErrorCode PRECONDITION_FAILED =
            info("precondition_failed", 412, "A precondition of the request does not hold.", ErrorCategory.CONFLICT);
    public static final ErrorCode CONTENT_TOO_LARGE =
            info("content_too_large", 413, "The request body is too large.", REQUEST);
    public static final ErrorCode URI_TOO_LONG = info("uri_too_long", 414, "The request target is too long.", REQUEST);
    public static final ErrorCode UNSUPPORTED_MEDIA_TYPE =
            info("unsupported_media_type", 415, "The media type of the body is not supported.", REQUEST);
    public static final ErrorCode RANGE_NOT_SATISFIABLE =
            info("range_not_satisfiable", 416, "The resource has no such range.", REQUEST);
    public static final ErrorCode MISDIRECTED_REQUEST =
            info("misdirected_request", 421, "This service does not answer for that host.", REQUEST);
    public static final ErrorCode BUSINESS_RULE_VIOLATED =
            info("business_rule_violated", 422, "The request violates a rule.", ErrorCategory.BUSINESS_RULE);
    public static final ErrorCode LOCKED = info("locked", 423, "The resource is locked.", ErrorCategory.CONFLICT);
    public static final ErrorCode PRECONDITION_REQUIRED =
            info("precondition_required", 428, "The request needs a precondition.", REQUEST);
    public static final ErrorCode RATE_LIMIT_EXCEEDED = new ErrorCode(
            "rate_limit_exceeded", 429, "Too many requests. Retry later.", RATE_LIMIT, ErrorSeverity.WARNING);
    public static final ErrorCode HEADERS_TOO_LARGE =
            info("headers_too_large", 431, "The request headers are too large.", REQUEST);
    public static final ErrorCode INTERNAL_ERROR = new ErrorCode(
            "internal_error", 500, "The service failed to handle the request.", INTERNAL, ErrorSeverity.ERROR);
    public static final ErrorCode NOT_IMPLEMENTED =
            info("not_implemented", 501, "The service does not support this request.", REQUEST);
    public static final ErrorCode BAD_GATEWAY =
            unavailable("bad_gateway", 502, "A service behind this one gave no usable answer.");
    public static final ErrorCode UNAVAILABLE =
            unavailable("unavailable", 503, "The service is not available right now. Retry later.");
    public static final ErrorCode GATEWAY_TIMEOUT =
            unavailable("gateway_timeout", 504, "A service behind this one did not answer in time.");

    private static final Map<Integer, ErrorCode> BY_STATUS = Stream.of(
                    BAD_REQUEST,
                    UNAUTHENTICATED,
                    FORBIDDEN,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    NOT_ACCEPTABLE,
                    REQUEST_TIMEOUT,
                    CONFLICT,
                    GONE,
                    LENGTH_REQUIRED,
                    PRECONDITION_FAILED,
                    CONTENT_TOO_LARGE,
                    URI_TOO_LONG,
                    UNSUPPORTED_MEDIA_TYPE,
                    RANGE_NOT_SATISFIABLE,
                    MISDIRECTED_REQUEST,
                    BUSINESS_RULE_VIOLATED,
                    LOCKED,
                    PRECONDITION_REQUIRED,
                    RATE_LIMIT_EXCEEDED,
                    HEADERS_TOO_LARGE,
                    INTERNAL_ERROR,
                    NOT_IMPLEMENTED,
                    BAD_GATEWAY,
                    UNAVAILABLE,
                    GATEWAY_TIMEOUT)
            .collect(Collectors.toUnmodifiableMap(ErrorCode::status, code -> code));

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the code is not lower snake case of 1 to 64 characters or the status is not
     *     one of an error
     */
    public ErrorCode {
        if (!SnakeCase.matches(code)) {
            throw new IllegalArgumentException("'" + code + "' is not an error code. Write 1 to 64 characters of lower"
                    + " snake case, e.g. order_already_paid.");
        }
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException(status + " is not the status of an error. Use 400 to 599.");
        }
    }

    /**
     * Finds the code for a status about which nothing else is known.
     *
     * @param status an HTTP status
     * @return the standard code of that status; for one without a code {@link #BAD_REQUEST}'s or
     *     {@link #INTERNAL_ERROR}'s words under that status; {@link #INTERNAL_ERROR} for what is no error status
     */
    public static ErrorCode forStatus(int status) {
        ErrorCode known = BY_STATUS.get(status);
        if (known != null) {
            return known;
        }
        if (status >= 400 && status < 500) {
            return BAD_REQUEST.withStatus(status);
        }
        return status >= 500 && status < 600 ? INTERNAL_ERROR.withStatus(status) : INTERNAL_ERROR;
    }

    private ErrorCode withStatus(int other) {
        return new ErrorCode(code, other, message, category, severity);
    }

    private static ErrorCode info(String code, int status, String message, ErrorCategory category) {
        return new ErrorCode(code, status, message, category, ErrorSeverity.INFO);
    }

    private static ErrorCode unavailable(String code, int status, String message) {
        return new ErrorCode(code, status, message, ErrorCategory.UNAVAILABLE, ErrorSeverity.ERROR);
    }
}
