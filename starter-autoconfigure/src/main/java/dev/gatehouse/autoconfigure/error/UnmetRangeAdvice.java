package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
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
        if (body instanceof Resource && response instanceof ServletServerHttpResponse answer) {
            judge(request.getHeaders().getFirst(HttpHeaders.RANGE), answer.getHeaders(), answer.getServletResponse());
        }
        return body;
    }

    private static void judge(@Nullable String range, HttpHeaders headers, HttpServletResponse response) {
        String size = headers.getFirst(HttpHeaders.CONTENT_RANGE);
        if (range == null
                || size == null
                || response.getStatus() != HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value()) {
            return;
        }
        if (isRange(range)) {
            throw new ProblemException(
                    Problem.of(ErrorCode.forStatus(response.getStatus())).withHeader(HttpHeaders.CONTENT_RANGE, size));
        }
        headers.remove(HttpHeaders.CONTENT_RANGE);
        response.setStatus(HttpStatus.OK.value());
    }

    private static boolean isRange(String range) {
        try {
            return !HttpRange.parseRanges(range).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
