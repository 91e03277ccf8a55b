package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.RejectionWriter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Sees to the range of a {@code Resource} that a handler returned. Where Spring cannot meet one, it sends all of the resource
 * under status 416. A range that lies beyond the end is refused instead, and what is no range of bytes is left out of account
 * (RFC 9110, 14.2).
 */
@ControllerAdvice
final class UnmetRangeAdvice implements ResponseBodyAdvice<Object> {

    private final RejectionWriter rejections;

    UnmetRangeAdvice(RejectionWriter rejections) {
        this.rejections = rejections;
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
        return body instanceof Resource
                        && request instanceof ServletServerHttpRequest asked
                        && response instanceof ServletServerHttpResponse answer
                        && isUnmet(answer)
                ? judge(body, asked, answer)
                : body;
    }

    private static boolean isUnmet(ServletServerHttpResponse response) {
        return response.getServletResponse().getStatus() == HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value()
                && response.getHeaders().containsHeader(HttpHeaders.CONTENT_RANGE);
    }

    private @Nullable Object judge(Object body, ServletServerHttpRequest request, ServletServerHttpResponse response) {
        String range = request.getHeaders().getFirst(HttpHeaders.RANGE);
        if (range == null) {
            return body;
        }
        if (isRange(range)) {
            return refuse(request.getServletRequest(), response) ? null : body;
        }
        response.getHeaders().remove(HttpHeaders.CONTENT_RANGE);
        response.getServletResponse().setStatus(HttpStatus.OK.value());
        return body;
    }

    /** Not by an exception, which handlers of the application would take for a failure. */
    private boolean refuse(HttpServletRequest request, ServletServerHttpResponse response) {
        HttpHeaders ofResource = response.getHeaders();
        Problem problem = Problem.of(ErrorCode.forStatus(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value()))
                .withHeader(HttpHeaders.CONTENT_RANGE, ofResource.getOrEmpty(HttpHeaders.CONTENT_RANGE));
        ofResource.clear();
        try {
            return rejections.write(request, response.getServletResponse(), problem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isRange(String range) {
        try {
            return !HttpRange.parseRanges(range).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
