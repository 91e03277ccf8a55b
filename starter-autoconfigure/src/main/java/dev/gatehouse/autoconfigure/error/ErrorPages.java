package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.ModelAndView;

/**
 * The application's own error pages ({@code error/404.html} and the like), for clients that would rather have HTML than
 * JSON. Where the application has no page for a status, everybody gets the problem.
 */
final class ErrorPages {

    private final List<ErrorViewResolver> resolvers;

    ErrorPages(List<ErrorViewResolver> resolvers) {
        this.resolvers = List.copyOf(resolvers);
    }

    @Nullable
    ModelAndView page(HttpServletRequest request, int status) {
        HttpStatus known = HttpStatus.resolve(status);
        if (known == null || resolvers.isEmpty() || !prefersHtml(request)) {
            return null;
        }
        Map<String, Object> model = model(request, known);
        for (ErrorViewResolver resolver : resolvers) {
            ModelAndView page = resolver.resolveErrorView(request, known, model);
            if (page != null) {
                page.setStatus(known);
                return page;
            }
        }
        return null;
    }

    static int status(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status ? status : 500;
    }

    private static Map<String, Object> model(HttpServletRequest request, HttpStatus status) {
        ErrorCode code = ErrorCode.forStatus(status.value());
        Map<String, Object> model = new HashMap<>();
        model.put("status", status.value());
        model.put("error", status.getReasonPhrase());
        model.put("message", code.message());
        model.put("error_code", code.code());
        String requestId = RequestAttributes.text(request, RequestAttributes.REQUEST_ID);
        model.put("request_id", requestId == null ? "" : requestId);
        return model;
    }

    /** True if HTML is named in Accept, and not after a JSON type. */
    private static boolean prefersHtml(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept == null || !accept.contains("html")) {
            return false;
        }
        try {
            List<MediaType> types = MediaType.parseMediaTypes(accept);
            types.sort((a, b) -> Double.compare(b.getQualityValue(), a.getQualityValue()));
            for (MediaType type : types) {
                if (type.getSubtype().equals("html")) {
                    return true;
                }
                if (type.getSubtype().contains("json")) {
                    return false;
                }
            }
            return false;
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
