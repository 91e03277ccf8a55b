package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.FieldProblem;
import dev.gatehouse.error.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.ConversionNotSupportedException;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.validation.BindException;
import org.springframework.validation.method.MethodValidationException;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.MissingPathVariableException;
import org.springframework.web.bind.MissingRequestCookieException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.server.ResponseStatusException;

/**
 * Says what a client is told about an exception that Spring MVC knows. Only what the developer wrote for clients is
 * passed on (the reason of a {@code ResponseStatusException}, the message of a constraint), never the text of an
 * exception that Spring or a parser composed: it names classes and repeats what the client sent.
 */
final class SpringProblems {

    private static final boolean BEAN_VALIDATION = ClassUtils.isPresent(
            "jakarta.validation.ConstraintViolationException", SpringProblems.class.getClassLoader());
    private static final boolean JACKSON =
            ClassUtils.isPresent("tools.jackson.core.JacksonException", SpringProblems.class.getClassLoader());
    private static final String SPRING = "org.springframework.";

    private final FieldProblems fields;

    SpringProblems(FieldNames names) {
        this.fields = new FieldProblems(names);
    }

    /**
     * Finds the problem.
     *
     * @param exception what was thrown
     * @return the problem, or null if nothing is known of such an exception
     */
    @Nullable
    Problem of(Exception exception) {
        if (exception instanceof BindException invalid) {
            return invalid(fields.of(invalid));
        }
        if (exception instanceof MethodValidationException invalid && !invalid.isForReturnValue()) {
            return invalid(fields.of((MethodValidationResult) invalid));
        }
        if (exception instanceof ErrorResponse response) {
            return ofResponse(exception, response);
        }
        if (exception instanceof ConversionNotSupportedException) {
            return Problem.of(ErrorCode.INTERNAL_ERROR);
        }
        if (exception instanceof TypeMismatchException mismatch) {
            return invalid(List.of(FieldProblems.of(mismatch)));
        }
        if (exception instanceof HttpMessageNotReadableException unreadable) {
            return ofUnreadable(unreadable);
        }
        if (exception instanceof MultipartException) {
            return Problem.of(ErrorCode.MALFORMED_BODY).withMessage("The multipart body could not be read.");
        }
        if (BEAN_VALIDATION && ConstraintProblems.isViolation(exception)) {
            return invalid(ConstraintProblems.of(exception));
        }
        return ofAnnotation(exception);
    }

    /** Tells whether the exception is a way to say something else, such as a redirect. Spring's own resolvers say it. */
    static boolean isNone(Exception exception) {
        if (exception instanceof ErrorResponse response) {
            return response.getStatusCode().value() < 400;
        }
        ResponseStatus status = status(exception);
        return status != null && status.code().value() < 400;
    }

    private Problem ofResponse(Exception exception, ErrorResponse response) {
        Problem problem = withoutHeaders(exception, response);
        HttpHeaders headers = response.getHeaders();
        for (String name : headers.headerNames()) {
            problem = problem.withHeader(name, headers.getOrEmpty(name));
        }
        return problem;
    }

    private Problem withoutHeaders(Exception exception, ErrorResponse response) {
        if (response.getStatusCode().value() == 400) {
            if (exception instanceof MethodValidationResult invalid) {
                return invalid(fields.of(invalid));
            }
            Problem version = ApiVersionProblems.of(exception);
            if (version != null) {
                return version;
            }
            FieldProblem missing = missing(exception);
            if (missing != null) {
                return invalid(List.of(missing));
            }
        }
        Problem problem =
                Problem.of(ErrorCode.forStatus(response.getStatusCode().value()));
        return isOfTheApplication(exception) ? inItsWords(problem, exception, response.getBody()) : problem;
    }

    /** The subclasses that Spring itself throws repeat the rejected value in their reason. */
    static boolean isOfTheApplication(Throwable exception) {
        return exception.getClass() == ResponseStatusException.class
                || exception.getClass() == ErrorResponseException.class
                || !exception.getClass().getName().startsWith(SPRING);
    }

    private static Problem inItsWords(Problem problem, Exception exception, ProblemDetail body) {
        String words = exception instanceof ResponseStatusException status ? status.getReason() : body.getDetail();
        return inWords(words, body, problem);
    }

    /** Takes over what the application wrote into a problem of its own. */
    static Problem inWordsOf(ProblemDetail body, Problem problem) {
        return inWords(body.getDetail(), body, problem);
    }

    private static Problem inWords(@Nullable String words, ProblemDetail body, Problem problem) {
        Problem told = StringUtils.hasText(words) ? problem.withMessage(words) : problem;
        if (body.getType() != null && StringUtils.hasText(body.getType().toString())) {
            told = told.withType(body.getType());
        }
        if (StringUtils.hasText(body.getTitle()) && !body.getTitle().equals(reason(body.getStatus()))) {
            told = told.withTitle(body.getTitle());
        }
        return body.getProperties() == null ? told : ProblemProperties.addTo(told, body.getProperties());
    }

    private static @Nullable String reason(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        return known == null ? null : known.getReasonPhrase();
    }

    private static @Nullable FieldProblem missing(Exception exception) {
        if (exception instanceof MissingServletRequestParameterException parameter) {
            return FieldProblems.required(parameter.getParameterName());
        }
        if (exception instanceof MissingServletRequestPartException part) {
            return FieldProblems.required(part.getRequestPartName());
        }
        if (exception instanceof MissingRequestHeaderException header) {
            return FieldProblems.required(header.getHeaderName());
        }
        if (exception instanceof MissingRequestCookieException cookie) {
            return FieldProblems.required(cookie.getCookieName());
        }
        if (exception instanceof MissingPathVariableException variable) {
            return FieldProblems.required(variable.getVariableName());
        }
        return null;
    }

    private static Problem ofUnreadable(HttpMessageNotReadableException unreadable) {
        Problem problem = Problem.of(ErrorCode.MALFORMED_BODY);
        FieldProblem detail = JACKSON ? JacksonProblems.of(unreadable.getCause()) : null;
        return detail == null ? problem : problem.withDetails(List.of(detail));
    }

    private static @Nullable Problem ofAnnotation(Exception exception) {
        ResponseStatus status = status(exception);
        if (status == null || !status.code().isError()) {
            return null;
        }
        Problem problem = Problem.of(ErrorCode.forStatus(status.code().value()));
        return status.reason().isEmpty() ? problem : problem.withMessage(status.reason());
    }

    private static @Nullable ResponseStatus status(Exception exception) {
        return AnnotatedElementUtils.findMergedAnnotation(exception.getClass(), ResponseStatus.class);
    }

    private static Problem invalid(List<FieldProblem> details) {
        return Problem.of(ErrorCode.VALIDATION_FAILED).withDetails(details);
    }
}
