package dev.gatehouse.autoconfigure.headers;

import dev.gatehouse.headers.CspNonce;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.SmartView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives templates the nonce as {@code cspNonce}. It is made when the template writes it, not before. */
final class CspNonceModelAttribute implements HandlerInterceptor, WebMvcConfigurer {

    private static final String NAME = "cspNonce";

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView view) {
        if (view != null
                && view.hasView()
                && !isRedirect(view)
                && !view.getModel().containsKey(NAME)) {
            view.addObject(NAME, new Nonce(request));
        }
    }

    /** A redirect would carry the model into the URL. */
    private static boolean isRedirect(ModelAndView view) {
        String name = view.getViewName();
        return name != null
                ? name.startsWith("redirect:")
                : view.getView() instanceof SmartView smart && smart.isRedirectView();
    }

    /** Every template engine writes an object by its text. */
    private record Nonce(HttpServletRequest request) {

        @Override
        public String toString() {
            return CspNonce.of(request);
        }
    }
}
