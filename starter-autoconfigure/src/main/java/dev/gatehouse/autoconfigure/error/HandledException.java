package dev.gatehouse.autoconfigure.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Remembers which exception a handler of the application is about to answer. Stands before all other resolvers. */
final class HandledException implements HandlerExceptionResolver {

    private static final String ATTRIBUTE = HandledException.class.getName();
    private static final String WORDS = SpringsWords.class.getName();

    static @Nullable Exception of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Exception exception ? exception : null;
    }

    /** Tells whether this is what Spring says about the exception, and not the application. */
    static boolean isInSpringsWords(HttpServletRequest request, @Nullable String detail) {
        return detail != null && request.getAttribute(WORDS) instanceof List<?> words && words.contains(detail);
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception exception) {
        request.setAttribute(ATTRIBUTE, exception);
        request.setAttribute(WORDS, SpringsWords.about(exception));
        return null;
    }
}
