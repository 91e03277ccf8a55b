package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.ProblemBody;
import dev.gatehouse.error.ProblemFormat;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.web.LogText;
import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Gives the {@code ProblemDetail} that a handler of the application returns the one format: its members are added where the
 * application has set none, and where the format is another one, it is written anew.
 */
@ControllerAdvice
final class ProblemDetailAdvice implements ResponseBodyAdvice<Object> {

    private static final int MAX_CODE_LENGTH = 64;

    private final SpringProblems problems;
    private final OwnMembers ownMembers;
    private final RejectionWriter rejections;
    private final boolean completes;
    private final Clock clock;

    ProblemDetailAdvice(
            SpringProblems problems,
            OwnMembers ownMembers,
            RejectionWriter rejections,
            ProblemBody format,
            Clock clock) {
        this.problems = problems;
        this.ownMembers = ownMembers;
        this.rejections = rejections;
        this.completes = ProblemFormat.PROBLEM.contentType().equals(format.contentType());
        this.clock = clock;
    }

    @Override
    public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returnType,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converterType,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        return body instanceof ProblemDetail detail
                        && request instanceof ServletServerHttpRequest asked
                        && response instanceof ServletServerHttpResponse answer
                        && isError(answer)
                ? format(detail, asked.getServletRequest(), answer)
                : body;
    }

    /** The status that the client gets; a problem may name another. */
    private static boolean isError(ServletServerHttpResponse response) {
        int status = response.getServletResponse().getStatus();
        return status >= 400 && status < 600;
    }

    private @Nullable ProblemDetail format(
            ProblemDetail detail, HttpServletRequest request, ServletServerHttpResponse response) {
        Problem problem = problem(request, response.getServletResponse().getStatus());
        ProblemDetail copy = copyOf(detail, request);
        ProblemDetail told = copy == null ? detail : copy;
        if (!completes) {
            return rewrite(told, problem, request, response);
        }
        rejections.tell(request, SpringProblems.inWordsOf(told, problem));
        if (copy != null) {
            ProblemMembers.addTo(copy, problem, request, clock.instant());
        }
        return prepare(told, request, response);
    }

    /** What the exception behind the answer tells, as far as it is about this answer. */
    private Problem problem(HttpServletRequest request, int status) {
        Exception handled = HandledException.of(request);
        Problem known = handled == null ? null : problems.of(handled);
        return known != null && known.status() == status ? known : Problem.of(ErrorCode.forStatus(status));
    }

    /** Null if it cannot be copied and may stay as it is. */
    private @Nullable ProblemDetail copyOf(ProblemDetail detail, HttpServletRequest request) {
        ProblemDetail copy = ProblemMembers.copyOf(detail, ownMembers);
        if (!HandledException.isInSpringsWords(request, detail.getDetail())) {
            return copy;
        }
        ProblemDetail silent = copy == null ? ProblemMembers.plainCopyOf(detail) : copy;
        silent.setDetail(null);
        return silent;
    }

    private static ProblemDetail prepare(
            ProblemDetail told, HttpServletRequest request, ServletServerHttpResponse response) {
        if (told.getProperties() != null && told.getProperties().get("error_code") instanceof String code) {
            request.setAttribute(RequestAttributes.ERROR_CODE, LogText.safe(code, MAX_CODE_LENGTH));
        }
        HttpHeaders headers = response.getHeaders();
        if (!headers.containsHeader(HttpHeaders.CACHE_CONTROL)) {
            headers.setCacheControl("no-store");
        }
        return told;
    }

    /** The headers of the answer go with the problem: some containers send an answer that has all of its body. */
    private @Nullable ProblemDetail rewrite(
            ProblemDetail detail, Problem problem, HttpServletRequest request, ServletServerHttpResponse response) {
        Problem told = SpringProblems.inWordsOf(detail, problem);
        HttpHeaders headers = response.getHeaders();
        for (String name : headers.headerNames()) {
            told = told.withHeader(name, headers.getOrEmpty(name));
        }
        headers.clear();
        try {
            return rejections.write(request, response.getServletResponse(), told) ? null : detail;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
